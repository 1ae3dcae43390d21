import type { Words } from "./words.ts";

/** Spanish. */
export const ES: Words = {
  templates: {
    confirmed: {
      subject: "{{shop}}: tenemos tu pedido {{order}}",
      body: `Hola, {{first_name}}:

Gracias por tu pedido {{order}}:
{{items}}

Lo tendrás {{date}}.`,
    },
    shipped: {
      subject: "{{shop}}: tu pedido {{order}} está en camino",
      body: `Hola, {{first_name}}:

Un paquete de tu pedido {{order}} ya ha salido:
{{items}}

Llega {{date}}.
Lo lleva {{carrier}}. Su número: {{tracking_number}}
Síguelo aquí: {{tracking_link}}`,
    },
    tracking_changed: {
      subject: "{{shop}}: nuevo número de seguimiento para tu pedido {{order}}",
      body: `Hola, {{first_name}}:

Un paquete de tu pedido {{order}} lleva otra etiqueta y, con ella, otro número. El que tenías ya no sirve.
Lo lleva {{carrier}}. Su número: {{tracking_number}}
Síguelo aquí: {{tracking_link}}`,
    },
    delayed: {
      subject: "{{shop}}: tu pedido {{order}} llega más tarde de lo que dijimos",
      body: `Hola, {{first_name}}:

Lo sentimos: tu pedido {{order}} no llegará {{old_date}}.
Ahora llega {{date}}.

{{choices}}

Tu pedido: {{link}}
También puedes responder a este mensaje.`,
    },
    choice_answer: {
      subject: "{{shop}}: lo que elegiste para tu pedido {{order}}",
      body: `Hola, {{first_name}}:

{{answer}}
Llega {{date}}.

Tu pedido: {{link}}`,
    },
    out_for_delivery: {
      subject: "{{shop}}: tu paquete llega hoy",
      body: `Hola, {{first_name}}:

Tu paquete del pedido {{order}} está en reparto y llega hoy.
Lo lleva {{carrier}}. Su número: {{tracking_number}}
Síguelo aquí: {{tracking_link}}`,
    },
    attempted: {
      subject: "{{shop}}: no han podido entregarte el paquete",
      body: `Hola, {{first_name}}:

El transportista ha pasado con tu pedido {{order}} y no ha podido entregarlo.
Lo tiene {{carrier}} con el número {{tracking_number}}.
Mira cuándo vuelve o dónde puedes recogerlo: {{tracking_link}}`,
    },
    delivered: {
      subject: "{{shop}}: tu paquete ha llegado",
      body: `Hola, {{first_name}}:

El transportista dice que ha entregado tu paquete del pedido {{order}}.
Si no está, responde a este mensaje y lo averiguamos.`,
    },
    ready_for_pickup: {
      subject: "{{shop}}: tu pedido {{order}} está listo",
      body: `Hola, {{first_name}}:

Tu pedido {{order}} te espera en {{place}}.
Tu código de recogida: {{code}}
Te lo guardamos hasta el {{until}}.
Horario y cómo llegar: {{link}}`,
    },
    pickup_reminder: {
      subject: "{{shop}}: tu pedido {{order}} sigue esperándote",
      body: `Hola, {{first_name}}:

Tu pedido {{order}} sigue en {{place}}.
Tu código de recogida: {{code}}
Te lo guardamos hasta el {{until}}. Después vuelve a la estantería y te devolvemos el dinero.
Horario y cómo llegar: {{link}}`,
    },
    returned: {
      subject: "{{shop}}: tu paquete vuelve a nosotros",
      body: `Hola, {{first_name}}:

No se pudo entregar tu paquete del pedido {{order}} y vuelve a nosotros.
Responde a este mensaje y dinos adónde lo mandamos, o si prefieres que te devolvamos el dinero.`,
    },
    claim_answer: {
      subject: "{{shop}}: sobre el paquete del pedido {{order}}",
      body: `Hola, {{first_name}}:

Nos dijiste que algo iba mal con tu pedido {{order}}.
{{answer}}

Más: {{link}}`,
    },
    custom: { subject: "{{shop}}: sobre tu pedido {{order}}", body: "Hola, {{first_name}}:\n\n{{text}}" },
  },
  between: "entre el {{from}} y el {{to}}",
  on: "el {{day}}",
  choose: "Tú eliges qué hacemos:",
  choices: {
    wait: "Esperar",
    split: "Recibir ya lo que hay y el resto más tarde",
    swap: "Cambiarlo por otra cosa",
    cancel: "Cancelar y recuperar el dinero",
  },
  answers: {
    claimed: "Hemos preguntado al transportista. No tienes que hacer nada: te avisaremos.",
    reship: "Te lo enviamos otra vez, sin coste.",
    declined:
      "Lo hemos mirado y lo sentimos: no podemos reponerlo. Responde a este mensaje si se nos ha escapado algo.",
    found: "Ha aparecido. Responde a este mensaje si todavía no lo tienes.",
    wait_done: "Elegiste esperar. Gracias: te lo guardamos todo.",
    split_done: "Lo que hay sale ya, como elegiste. El resto te llega en cuanto lo tengamos.",
    swap_done: "Hemos cambiado tu pedido por lo que elegiste.",
    split_declined: "Nos pediste que enviáramos ya lo que hay. Lo sentimos, no es posible: te llega todo junto.",
    swap_declined: "Nos pediste otra cosa en su lugar. Lo sentimos, no es posible: recibirás lo que pediste.",
    cancel_declined: "Nos pediste cancelar el pedido. Lo sentimos, ya no es posible: te va a llegar.",
  },
  why: "Recibes esto por tu pedido {{order}} en {{shop}}.",
  stop: "No quiero más mensajes como este",
};
