import { escapeHtml } from "../../../core/escape-html.ts";
import type { ShopperLocale } from "./settings.ts";

export type StopState =
  | { readonly status: "unknown" }
  /** `address` masked. */
  | { readonly status: "open" | "stopped"; readonly address: string };

interface Texts {
  readonly title: string;
  readonly open: string;
  readonly stop: string;
  readonly stopped: string;
  readonly again: string;
  readonly unknown: string;
}

const TEXTS: Readonly<Record<ShopperLocale, Texts>> = {
  en: {
    title: "Messages about your orders",
    open: "Shall we no longer write to {{address}} about deliveries? What the shop itself sends (order confirmations, invoices) still comes.",
    stop: "Stop these messages",
    stopped: "We no longer write to {{address}} about deliveries.",
    again: "Let them come again",
    unknown: "This link leads nowhere any more.",
  },
  es: {
    title: "Mensajes sobre tus pedidos",
    open: "¿Dejamos de escribir a {{address}} sobre las entregas? Lo que envía la propia tienda (confirmaciones, facturas) seguirá llegando.",
    stop: "No quiero más mensajes",
    stopped: "Ya no escribimos a {{address}} sobre las entregas.",
    again: "Quiero recibirlos de nuevo",
    unknown: "Este enlace ya no lleva a ningún sitio.",
  },
  "pt-BR": {
    title: "Mensagens sobre os seus pedidos",
    open: "Devemos parar de escrever para {{address}} sobre entregas? O que a própria loja envia (confirmações, notas) continua chegando.",
    stop: "Não quero mais mensagens",
    stopped: "Não escrevemos mais para {{address}} sobre entregas.",
    again: "Quero receber de novo",
    unknown: "Este link não leva mais a lugar nenhum.",
  },
  fr: {
    title: "Messages sur vos commandes",
    open: "Faut-il arrêter d’écrire à {{address}} au sujet des livraisons ? Ce que la boutique envoie elle-même (confirmations, factures) arrivera toujours.",
    stop: "Arrêter ces messages",
    stopped: "Nous n’écrivons plus à {{address}} au sujet des livraisons.",
    again: "Les recevoir à nouveau",
    unknown: "Ce lien ne mène plus nulle part.",
  },
  de: {
    title: "Nachrichten zu deinen Bestellungen",
    open: "Sollen wir {{address}} nicht mehr über Lieferungen schreiben? Was der Laden selbst schickt (Bestätigungen, Rechnungen), kommt weiterhin.",
    stop: "Keine Nachrichten mehr",
    stopped: "Wir schreiben {{address}} nicht mehr über Lieferungen.",
    again: "Doch wieder schreiben",
    unknown: "Dieser Link führt nirgendwohin mehr.",
  },
};

/** The public page that ends a shopper's messages: works without scripts, says whose address it is without giving it away. */
export function stopPage(locale: ShopperLocale, state: StopState): string {
  const texts = TEXTS[locale];
  const body =
    state.status === "unknown"
      ? `<p>${escapeHtml(texts.unknown)}</p>`
      : `<p>${escapeHtml(texts[state.status]).replace("{{address}}", () => `<b>${escapeHtml(state.address)}</b>`)}</p>
<form method="post">
${state.status === "stopped" ? '<input type="hidden" name="again" value="yes">' : ""}
<button type="submit">${escapeHtml(state.status === "stopped" ? texts.again : texts.stop)}</button>
</form>`;
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(texts.title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.5rem;color:#1f2328}b{display:inline-block;max-width:100%;overflow-wrap:anywhere;font-weight:600}button{font:inherit;padding:.6rem 1rem;border:1px solid #1f2328;border-radius:8px;background:#1f2328;color:#fff}</style></head>
<body><main><h1>${escapeHtml(texts.title)}</h1>
${body}
</main></body>
</html>
`;
}
