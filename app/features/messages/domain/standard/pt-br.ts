import type { Words } from "./words.ts";

/** Portuguese of Brazil. */
export const PT_BR: Words = {
  templates: {
    confirmed: {
      subject: "{{shop}}: recebemos o seu pedido {{order}}",
      body: `Olá, {{first_name}}!

Obrigado pelo seu pedido {{order}}:
{{items}}

Você recebe {{date}}.`,
    },
    shipped: {
      subject: "{{shop}}: o seu pedido {{order}} está a caminho",
      body: `Olá, {{first_name}}!

Um pacote do seu pedido {{order}} já saiu:
{{items}}

Ele chega {{date}}.
Quem entrega é {{carrier}}. O número é {{tracking_number}}
Acompanhe aqui: {{tracking_link}}`,
    },
    tracking_changed: {
      subject: "{{shop}}: um novo número de rastreio para o seu pedido {{order}}",
      body: `Olá, {{first_name}}!

Um pacote do seu pedido {{order}} ganhou outra etiqueta e, com ela, outro número. O que você tinha não serve mais.
Quem entrega é {{carrier}}. O número é {{tracking_number}}
Acompanhe aqui: {{tracking_link}}`,
    },
    delayed: {
      subject: "{{shop}}: o seu pedido {{order}} vai chegar depois do combinado",
      body: `Olá, {{first_name}}!

Pedimos desculpas: o seu pedido {{order}} não vai chegar {{old_date}}.
Agora ele chega {{date}}.

{{choices}}

Seu pedido: {{link}}
Você também pode responder a esta mensagem.`,
    },
    choice_answer: {
      subject: "{{shop}}: o que você escolheu para o pedido {{order}}",
      body: `Olá, {{first_name}}!

{{answer}}
Ele chega {{date}}.

Seu pedido: {{link}}`,
    },
    out_for_delivery: {
      subject: "{{shop}}: o seu pacote chega hoje",
      body: `Olá, {{first_name}}!

O pacote do seu pedido {{order}} saiu para entrega e chega hoje.
Quem entrega é {{carrier}}. O número é {{tracking_number}}
Acompanhe aqui: {{tracking_link}}`,
    },
    attempted: {
      subject: "{{shop}}: não conseguiram entregar o seu pacote",
      body: `Olá, {{first_name}}!

A transportadora passou com o seu pedido {{order}} e não conseguiu entregar.
Ele está com {{carrier}}, número {{tracking_number}}.
Veja quando voltam ou onde retirar: {{tracking_link}}`,
    },
    delivered: {
      subject: "{{shop}}: o seu pacote chegou",
      body: `Olá, {{first_name}}!

A transportadora informa que entregou o pacote do seu pedido {{order}}.
Se ele não estiver aí, responda a esta mensagem e vamos verificar.`,
    },
    ready_for_pickup: {
      subject: "{{shop}}: o seu pedido {{order}} está pronto",
      body: `Olá, {{first_name}}!

O seu pedido {{order}} espera por você em {{place}}.
O seu código de retirada: {{code}}
Guardamos até {{until}}.
Horários e como chegar: {{link}}`,
    },
    pickup_reminder: {
      subject: "{{shop}}: o seu pedido {{order}} ainda espera por você",
      body: `Olá, {{first_name}}!

O seu pedido {{order}} continua em {{place}}.
O seu código de retirada: {{code}}
Guardamos até {{until}}. Depois disso ele volta para a prateleira e devolvemos o dinheiro.
Horários e como chegar: {{link}}`,
    },
    returned: {
      subject: "{{shop}}: o seu pacote está voltando para nós",
      body: `Olá, {{first_name}}!

Não foi possível entregar o pacote do seu pedido {{order}}, e ele está voltando para nós.
Responda a esta mensagem e diga para onde enviar, ou se prefere o dinheiro de volta.`,
    },
    claim_answer: {
      subject: "{{shop}}: sobre o pacote do pedido {{order}}",
      body: `Olá, {{first_name}}!

Você nos contou que algo deu errado com o seu pedido {{order}}.
{{answer}}

Mais: {{link}}`,
    },
    custom: { subject: "{{shop}}: sobre o seu pedido {{order}}", body: "Olá, {{first_name}}!\n\n{{text}}" },
  },
  between: "entre {{from}} e {{to}}",
  on: "em {{day}}",
  choose: "Você escolhe o que fazemos:",
  choices: {
    wait: "Esperar",
    split: "Receber agora o que já temos e o resto depois",
    swap: "Trocar por outra coisa",
    cancel: "Cancelar e receber o dinheiro de volta",
  },
  answers: {
    claimed: "Perguntamos à transportadora. Você não precisa fazer nada: avisaremos.",
    reship: "Vamos enviar de novo, sem custo.",
    declined: "Verificamos e sentimos muito: não podemos repor. Responda a esta mensagem se algo nos escapou.",
    found: "Ele foi encontrado. Responda a esta mensagem se ainda não está com você.",
    wait_done: "Você escolheu esperar. Obrigado: guardamos tudo para você.",
    split_done: "O que já temos sai agora, como você escolheu. O resto vai assim que chegar.",
    swap_done: "Trocamos o item do seu pedido pelo que você escolheu.",
    split_declined: "Você pediu para enviar agora o que já temos. Sentimos muito, não é possível: vai tudo junto.",
    swap_declined: "Você pediu outra coisa no lugar. Sentimos muito, não é possível: você vai receber o que comprou.",
    cancel_declined: "Você pediu para cancelar o pedido. Sentimos muito, não é mais possível: ele vai chegar até você.",
  },
  why: "Você recebeu esta mensagem por causa do seu pedido {{order}} em {{shop}}.",
  stop: "Não quero mais mensagens assim",
};
