import type { Words } from "./words.ts";

/** German. */
export const DE: Words = {
  templates: {
    confirmed: {
      subject: "{{shop}}: Wir haben deine Bestellung {{order}}",
      body: `Hallo {{first_name}},

danke für deine Bestellung {{order}}:
{{items}}

Du bekommst sie {{date}}.`,
    },
    shipped: {
      subject: "{{shop}}: Deine Bestellung {{order}} ist unterwegs",
      body: `Hallo {{first_name}},

ein Paket deiner Bestellung {{order}} hat uns verlassen:
{{items}}

Es kommt {{date}} an.
{{carrier}} bringt es. Die Nummer: {{tracking_number}}
Hier kannst du es verfolgen: {{tracking_link}}`,
    },
    tracking_changed: {
      subject: "{{shop}}: Eine neue Sendungsnummer für deine Bestellung {{order}}",
      body: `Hallo {{first_name}},

ein Paket deiner Bestellung {{order}} hat ein anderes Etikett und damit eine andere Nummer. Die alte führt zu nichts mehr.
{{carrier}} bringt es. Die Nummer: {{tracking_number}}
Hier kannst du es verfolgen: {{tracking_link}}`,
    },
    delayed: {
      subject: "{{shop}}: Deine Bestellung {{order}} kommt später als zugesagt",
      body: `Hallo {{first_name}},

es tut uns leid: Deine Bestellung {{order}} kommt nicht {{old_date}}.
Sie kommt jetzt {{date}}.

{{choices}}

Deine Bestellung: {{link}}
Du kannst auch einfach auf diese Nachricht antworten.`,
    },
    choice_answer: {
      subject: "{{shop}}: was du für deine Bestellung {{order}} gewählt hast",
      body: `Hallo {{first_name}},

{{answer}}
Sie kommt {{date}}.

Deine Bestellung: {{link}}`,
    },
    out_for_delivery: {
      subject: "{{shop}}: Dein Paket kommt heute",
      body: `Hallo {{first_name}},

dein Paket der Bestellung {{order}} ist in der Zustellung und kommt heute.
{{carrier}} bringt es. Die Nummer: {{tracking_number}}
Hier kannst du es verfolgen: {{tracking_link}}`,
    },
    attempted: {
      subject: "{{shop}}: Dein Paket konnte nicht übergeben werden",
      body: `Hallo {{first_name}},

der Zusteller war mit deiner Bestellung {{order}} da und konnte sie nicht übergeben.
Sie liegt bei {{carrier}} unter der Nummer {{tracking_number}}.
Hier siehst du, wann er wiederkommt oder wo du sie abholen kannst: {{tracking_link}}`,
    },
    delivered: {
      subject: "{{shop}}: Dein Paket ist angekommen",
      body: `Hallo {{first_name}},

laut Zusteller ist dein Paket der Bestellung {{order}} angekommen.
Wenn es nicht da ist, antworte auf diese Nachricht, und wir gehen dem nach.`,
    },
    ready_for_pickup: {
      subject: "{{shop}}: Deine Bestellung {{order}} liegt bereit",
      body: `Hallo {{first_name}},

deine Bestellung {{order}} wartet hier auf dich: {{place}}.
Dein Abholcode: {{code}}
Wir bewahren sie auf bis {{until}}.
Öffnungszeiten und Weg: {{link}}`,
    },
    pickup_reminder: {
      subject: "{{shop}}: Deine Bestellung {{order}} wartet noch auf dich",
      body: `Hallo {{first_name}},

deine Bestellung {{order}} liegt noch hier: {{place}}.
Dein Abholcode: {{code}}
Wir bewahren sie auf bis {{until}}. Danach geht sie zurück ins Regal, und du bekommst dein Geld zurück.
Öffnungszeiten und Weg: {{link}}`,
    },
    returned: {
      subject: "{{shop}}: Dein Paket kommt zu uns zurück",
      body: `Hallo {{first_name}},

dein Paket der Bestellung {{order}} konnte nicht zugestellt werden und kommt zu uns zurück.
Antworte auf diese Nachricht und sag uns, wohin wir es schicken sollen oder ob du lieber dein Geld zurückhättest.`,
    },
    claim_answer: {
      subject: "{{shop}}: Zum Paket der Bestellung {{order}}",
      body: `Hallo {{first_name}},

du hast uns gemeldet, dass mit deiner Bestellung {{order}} etwas nicht stimmt.
{{answer}}

Mehr dazu: {{link}}`,
    },
    custom: { subject: "{{shop}}: Zu deiner Bestellung {{order}}", body: "Hallo {{first_name}},\n\n{{text}}" },
  },
  between: "zwischen {{from}} und {{to}}",
  on: "am {{day}}",
  choose: "Du entscheidest, was wir tun:",
  choices: {
    wait: "Warten",
    split: "Was da ist jetzt bekommen, den Rest später",
    swap: "Stattdessen etwas anderes nehmen",
    cancel: "Stornieren und das Geld zurückbekommen",
  },
  answers: {
    claimed: "Wir haben beim Zusteller nachgefragt. Du musst nichts tun: Du hörst von uns.",
    reship: "Wir schicken es dir noch einmal, ohne Kosten.",
    declined:
      "Wir haben es geprüft, und es tut uns leid: Wir können es nicht ersetzen. Antworte auf diese Nachricht, wenn wir etwas übersehen haben.",
    found: "Es hat sich gefunden. Antworte auf diese Nachricht, wenn es immer noch nicht bei dir ist.",
    wait_done: "Du hast dich fürs Warten entschieden. Danke: Wir halten alles für dich bereit.",
    split_done: "Was da ist, geht jetzt raus, wie du es gewählt hast. Der Rest folgt, sobald wir ihn haben.",
    swap_done: "Wir haben deine Bestellung so geändert, wie du es gewählt hast.",
    split_declined: "Du wolltest, dass wir jetzt schicken, was da ist. Das geht leider nicht: Alles kommt zusammen.",
    swap_declined: "Du wolltest stattdessen etwas anderes. Das geht leider nicht: Du bekommst, was du bestellt hast.",
    cancel_declined: "Du wolltest die Bestellung stornieren. Das geht leider nicht mehr: Sie kommt zu dir.",
  },
  why: "Du bekommst das wegen deiner Bestellung {{order}} bei {{shop}}.",
  stop: "Keine solchen Nachrichten mehr",
};
