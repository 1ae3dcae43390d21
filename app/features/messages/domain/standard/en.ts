import type { Words } from "./words.ts";

/** English. */
export const EN: Words = {
  templates: {
    confirmed: {
      subject: "{{shop}}: we have your order {{order}}",
      body: `Hello {{first_name}},

Thank you for your order {{order}}:
{{items}}

You will have it {{date}}.`,
    },
    shipped: {
      subject: "{{shop}}: your order {{order}} is on its way",
      body: `Hello {{first_name}},

A parcel of your order {{order}} has left us:
{{items}}

It arrives {{date}}.
{{carrier}} brings it. Its number: {{tracking_number}}
Follow it here: {{tracking_link}}`,
    },
    tracking_changed: {
      subject: "{{shop}}: a new tracking number for your order {{order}}",
      body: `Hello {{first_name}},

A parcel of your order {{order}} got another label, and with it another number. The one you had leads nowhere any more.
{{carrier}} brings it. Its number: {{tracking_number}}
Follow it here: {{tracking_link}}`,
    },
    delayed: {
      subject: "{{shop}}: your order {{order}} comes later than we said",
      body: `Hello {{first_name}},

We are sorry: your order {{order}} will not be with you {{old_date}}.
It now comes {{date}}.

{{choices}}

Your order: {{link}}
You may also just answer this message.`,
    },
    choice_answer: {
      subject: "{{shop}}: what you chose for your order {{order}}",
      body: `Hello {{first_name}},

{{answer}}
It comes {{date}}.

Your order: {{link}}`,
    },
    out_for_delivery: {
      subject: "{{shop}}: your parcel comes today",
      body: `Hello {{first_name}},

Your parcel of order {{order}} is in the van and comes today.
{{carrier}} brings it. Its number: {{tracking_number}}
Follow it here: {{tracking_link}}`,
    },
    attempted: {
      subject: "{{shop}}: nobody could take your parcel",
      body: `Hello {{first_name}},

The carrier came with your order {{order}}, and could not hand it over.
{{carrier}} has it under the number {{tracking_number}}.
See when they come again, or where you can pick it up: {{tracking_link}}`,
    },
    delivered: {
      subject: "{{shop}}: your parcel has arrived",
      body: `Hello {{first_name}},

The carrier says that your parcel of order {{order}} has been delivered.
If it is not there, answer this message and we look into it.`,
    },
    ready_for_pickup: {
      subject: "{{shop}}: your order {{order}} is ready for you",
      body: `Hello {{first_name}},

Your order {{order}} waits for you at {{place}}.
Your pickup code: {{code}}
We keep it until {{until}}.
Opening hours and the way: {{link}}`,
    },
    pickup_reminder: {
      subject: "{{shop}}: your order {{order}} still waits for you",
      body: `Hello {{first_name}},

Your order {{order}} is still at {{place}}.
Your pickup code: {{code}}
We keep it until {{until}}. After that it goes back on the shelf and you get your money back.
Opening hours and the way: {{link}}`,
    },
    returned: {
      subject: "{{shop}}: your parcel is coming back to us",
      body: `Hello {{first_name}},

Your parcel of order {{order}} could not be delivered and is coming back to us.
Answer this message and tell us where to send it, or whether you would rather have your money back.`,
    },
    claim_answer: {
      subject: "{{shop}}: about the parcel of order {{order}}",
      body: `Hello {{first_name}},

You told us that something was wrong with your order {{order}}.
{{answer}}

More: {{link}}`,
    },
    custom: { subject: "{{shop}}: about your order {{order}}", body: "Hello {{first_name}},\n\n{{text}}" },
  },
  between: "between {{from}} and {{to}}",
  on: "on {{day}}",
  choose: "You choose what we do:",
  choices: {
    wait: "Wait for it",
    split: "Have what is there sent now, and the rest later",
    swap: "Take something else instead",
    cancel: "Cancel and get your money back",
  },
  answers: {
    claimed: "We have asked the carrier about it. You do not have to do anything: you hear from us.",
    reship: "We send it to you again, at no cost.",
    declined:
      "We have looked into it, and we are sorry: we cannot replace it. Answer this message if we have missed something.",
    found: "It was found. Answer this message if it is still not with you.",
    wait_done: "You chose to wait. Thank you: we keep everything for you.",
    split_done: "What is there goes out now, as you chose. The rest follows as soon as we have it.",
    swap_done: "We have changed your order to what you chose instead.",
    split_declined:
      "You asked us to send what is there now. We are sorry, that is not possible: everything comes together.",
    swap_declined:
      "You asked for something else instead. We are sorry, that is not possible: you get what you ordered.",
    cancel_declined:
      "You asked us to cancel your order. We are sorry, that is not possible any more: it is coming to you.",
  },
  why: "You get this because of your order {{order}} at {{shop}}.",
  stop: "No more messages like this",
};
