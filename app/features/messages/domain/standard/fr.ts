import type { Words } from "./words.ts";

/** French. */
export const FR: Words = {
  templates: {
    confirmed: {
      subject: "{{shop}} : nous avons bien reçu votre commande {{order}}",
      body: `Bonjour {{first_name}},

Merci pour votre commande {{order}} :
{{items}}

Vous la recevrez {{date}}.`,
    },
    shipped: {
      subject: "{{shop}} : votre commande {{order}} est en route",
      body: `Bonjour {{first_name}},

Un colis de votre commande {{order}} est parti :
{{items}}

Il arrive {{date}}.
{{carrier}} vous l’apporte. Son numéro : {{tracking_number}}
Suivez-le ici : {{tracking_link}}`,
    },
    tracking_changed: {
      subject: "{{shop}} : un nouveau numéro de suivi pour votre commande {{order}}",
      body: `Bonjour {{first_name}},

Un colis de votre commande {{order}} porte une autre étiquette, et donc un autre numéro. Celui que vous aviez ne mène plus nulle part.
{{carrier}} vous l’apporte. Son numéro : {{tracking_number}}
Suivez-le ici : {{tracking_link}}`,
    },
    delayed: {
      subject: "{{shop}} : votre commande {{order}} arrivera plus tard que prévu",
      body: `Bonjour {{first_name}},

Nous sommes désolés : votre commande {{order}} n’arrivera pas {{old_date}}.
Elle arrive désormais {{date}}.

{{choices}}

Votre commande : {{link}}
Vous pouvez aussi répondre à ce message.`,
    },
    choice_answer: {
      subject: "{{shop}} : votre choix pour la commande {{order}}",
      body: `Bonjour {{first_name}},

{{answer}}
Elle arrive {{date}}.

Votre commande : {{link}}`,
    },
    out_for_delivery: {
      subject: "{{shop}} : votre colis arrive aujourd’hui",
      body: `Bonjour {{first_name}},

Votre colis de la commande {{order}} est en tournée et arrive aujourd’hui.
{{carrier}} vous l’apporte. Son numéro : {{tracking_number}}
Suivez-le ici : {{tracking_link}}`,
    },
    attempted: {
      subject: "{{shop}} : votre colis n’a pas pu être remis",
      body: `Bonjour {{first_name}},

Le transporteur est passé avec votre commande {{order}} et n’a pas pu la remettre.
{{carrier}} l’a sous le numéro {{tracking_number}}.
Voyez quand il repasse ou où la retirer : {{tracking_link}}`,
    },
    delivered: {
      subject: "{{shop}} : votre colis est arrivé",
      body: `Bonjour {{first_name}},

Le transporteur indique que votre colis de la commande {{order}} a été livré.
S’il n’est pas là, répondez à ce message et nous cherchons ce qui s’est passé.`,
    },
    ready_for_pickup: {
      subject: "{{shop}} : votre commande {{order}} est prête",
      body: `Bonjour {{first_name}},

Votre commande {{order}} vous attend ici : {{place}}.
Votre code de retrait : {{code}}
Nous la gardons jusqu’au {{until}}.
Horaires et itinéraire : {{link}}`,
    },
    pickup_reminder: {
      subject: "{{shop}} : votre commande {{order}} vous attend toujours",
      body: `Bonjour {{first_name}},

Votre commande {{order}} est toujours ici : {{place}}.
Votre code de retrait : {{code}}
Nous la gardons jusqu’au {{until}}. Ensuite, elle retourne en rayon et nous vous remboursons.
Horaires et itinéraire : {{link}}`,
    },
    returned: {
      subject: "{{shop}} : votre colis nous revient",
      body: `Bonjour {{first_name}},

Votre colis de la commande {{order}} n’a pas pu être livré et nous revient.
Répondez à ce message et dites-nous où l’envoyer, ou si vous préférez être remboursé.`,
    },
    claim_answer: {
      subject: "{{shop}} : à propos du colis de la commande {{order}}",
      body: `Bonjour {{first_name}},

Vous nous avez signalé un problème avec votre commande {{order}}.
{{answer}}

En savoir plus : {{link}}`,
    },
    custom: { subject: "{{shop}} : à propos de votre commande {{order}}", body: "Bonjour {{first_name}},\n\n{{text}}" },
  },
  between: "entre le {{from}} et le {{to}}",
  on: "le {{day}}",
  choose: "C’est vous qui choisissez :",
  choices: {
    wait: "Attendre",
    split: "Recevoir maintenant ce qui est prêt, et le reste plus tard",
    swap: "Prendre autre chose à la place",
    cancel: "Annuler et être remboursé",
  },
  answers: {
    claimed: "Nous avons interrogé le transporteur. Vous n’avez rien à faire : nous vous tenons au courant.",
    reship: "Nous vous l’envoyons à nouveau, sans frais.",
    declined:
      "Nous avons vérifié et nous en sommes désolés : nous ne pouvons pas le remplacer. Répondez à ce message si quelque chose nous a échappé.",
    found: "Il a été retrouvé. Répondez à ce message si vous ne l’avez toujours pas.",
    wait_done: "Vous avez choisi d’attendre. Merci : nous vous gardons tout.",
    split_done: "Ce qui est prêt part maintenant, comme vous l’avez choisi. Le reste suit dès que nous l’avons.",
    swap_done: "Nous avons remplacé ce qui manquait par ce que vous avez choisi.",
    split_declined:
      "Vous avez demandé l’envoi de ce qui est prêt. Nous sommes désolés, ce n’est pas possible : tout arrive ensemble.",
    swap_declined:
      "Vous avez demandé autre chose à la place. Nous sommes désolés, ce n’est pas possible : vous recevrez ce que vous avez commandé.",
    cancel_declined:
      "Vous avez demandé d’annuler la commande. Nous sommes désolés, ce n’est plus possible : vous allez la recevoir.",
  },
  why: "Vous recevez ce message en raison de votre commande {{order}} chez {{shop}}.",
  stop: "Je ne veux plus de messages de ce type",
};
