/** The languages a shopper reads. */
export const SLIP_LANGUAGES = ["en", "es", "pt-BR", "fr", "de"] as const;
export type SlipLanguage = (typeof SLIP_LANGUAGES)[number];

interface SlipWords {
  readonly title: string;
  readonly order: (name: string) => string;
  readonly placed: string;
  readonly shipTo: string;
  readonly method: string;
  readonly item: string;
  readonly quantity: string;
  readonly separately: string;
  readonly gift: string;
  readonly returns: string;
  /** Written across paper that must not be used. */
  readonly void: string;
  readonly page: (page: number, pages: number) => string;
}

export const SLIP_WORDS: Readonly<Record<SlipLanguage, SlipWords>> = {
  en: {
    title: "Packing slip",
    order: (name) => `Order ${name}`,
    placed: "Placed on",
    shipTo: "Ship to",
    method: "Shipping method",
    item: "Item",
    quantity: "Qty",
    separately: "Ships separately",
    gift: "A message for you",
    returns: "Returns",
    void: "VOID",
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
  es: {
    title: "Albarán",
    order: (name) => `Pedido ${name}`,
    placed: "Fecha del pedido",
    shipTo: "Enviar a",
    method: "Forma de envío",
    item: "Artículo",
    quantity: "Cant.",
    separately: "Se envía por separado",
    gift: "Un mensaje para ti",
    returns: "Devoluciones",
    void: "ANULADO",
    page: (page, pages) => `Página ${page} de ${pages}`,
  },
  "pt-BR": {
    title: "Lista de embalagem",
    order: (name) => `Pedido ${name}`,
    placed: "Data do pedido",
    shipTo: "Enviar para",
    method: "Forma de envio",
    item: "Produto",
    quantity: "Qtd.",
    separately: "Enviado separadamente",
    gift: "Uma mensagem para você",
    returns: "Devoluções",
    void: "CANCELADO",
    page: (page, pages) => `Página ${page} de ${pages}`,
  },
  fr: {
    title: "Bon de livraison",
    order: (name) => `Commande ${name}`,
    placed: "Date de la commande",
    shipTo: "Livrer à",
    method: "Mode de livraison",
    item: "Article",
    quantity: "Qté",
    separately: "Envoyé séparément",
    gift: "Un message pour vous",
    returns: "Retours",
    void: "ANNULÉ",
    page: (page, pages) => `Page ${page} sur ${pages}`,
  },
  de: {
    title: "Lieferschein",
    order: (name) => `Bestellung ${name}`,
    placed: "Bestellt am",
    shipTo: "Lieferadresse",
    method: "Versandart",
    item: "Artikel",
    quantity: "Menge",
    separately: "Kommt getrennt",
    gift: "Eine Nachricht für dich",
    returns: "Rücksendung",
    void: "UNGÜLTIG",
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },
};

/** The language of ours for the one an order was placed in (BCP 47), or the merchant's own when we have none or nobody said. */
export function slipLanguage(locale: string | null | undefined, otherwise: SlipLanguage): SlipLanguage {
  const base = (locale ?? "").toLowerCase().split(/[-_]/, 1)[0] ?? "";
  return SLIP_LANGUAGES.find((language) => language.toLowerCase().split("-", 1)[0] === base) ?? otherwise;
}
