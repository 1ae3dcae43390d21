/** The languages a claim is written in: the shopper's five. */
export const CLAIM_LANGUAGES = ["en", "es", "pt-BR", "fr", "de"] as const;
export type ClaimLanguage = (typeof CLAIM_LANGUAGES)[number];

/** Carriers by the language of the country whose desk pays for a parcel, by a beginning of one of their words. The ones of many countries are left out. */
const AT_HOME: readonly (readonly [ClaimLanguage, RegExp])[] = [
  [
    "es",
    /\b(correos|seur|mrw|nacex|ctt express|celeritas|zeleris|tipsa|estafeta|redpack|andreani|chilexpress|servientrega)/i,
  ],
  ["pt-BR", /\b(correios|jadlog|loggi|total express|azul cargo|braspress|ctt\b(?! express))/i],
  ["fr", /\b(la poste|colissimo|chronopost|mondial relay|relais colis|colis priv)/i],
  ["de", /\b(deutsche post|dhl paket|dhl germany|hermes|österreichische post)/i],
  ["en", /\b(usps|royal mail|parcelforce|evri|yodel|canada post|australia post|an post)/i],
];

/** The language of the carrier's own country where it has one and we speak it; otherwise the merchant's. */
export function claimLanguage(carrier: string | null, merchant: ClaimLanguage): ClaimLanguage {
  return AT_HOME.find(([, name]) => carrier !== null && name.test(carrier))?.[0] ?? merchant;
}
