/** What the specifications do not say: the courier's name in Shopify, and where posts show their items. */
interface Known {
  /**
   * As the Admin API lists it (`FulfillmentTrackingInfo.company`, "Supported tracking companies"; capitals matter): Shopify makes the link from it.
   * Null when Shopify does not know the courier.
   */
  readonly company: string | null;
  /** `%s` stands for the number. Null where we know no page that takes one. */
  readonly url: string | null;
}

const COMPANIES: ReadonlyMap<string, string | null> = new Map([
  ["amazon", "Amazon"],
  ["canada_post", "Canada Post"],
  ["canpar", "Canpar"],
  ["dhl", "DHL Express"],
  ["dpd", "DPD"],
  ["fedex", "FedEx"],
  ["gofo", null],
  ["landmark", null],
  ["lasership", "Lasership"],
  ["old_dominion", "Old Dominion"],
  ["ontrac", "OnTrac"],
  ["purolator", "Purolator"],
  ["speedee", null],
  ["ups", "UPS"],
  ["usps", "USPS"],
  ["yodel", "Yodel"],
  ["yunexpress", "YunExpress"],
]);

/** Posts by the country that ends an S10 number: it is the post that took the item in. */
const POSTS: ReadonlyMap<string, Known> = new Map([
  ["AT", { company: "Österreichische Post", url: null }],
  ["AU", { company: "Australia Post", url: "https://auspost.com.au/mypost/track/#/details/%s" }],
  ["BE", { company: "BPost International", url: null }],
  ["BR", { company: "Correios", url: null }],
  [
    "CA",
    {
      company: "Canada Post",
      url: "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=%s",
    },
  ],
  ["CH", { company: "Swiss Post", url: null }],
  ["CN", { company: "China Post", url: null }],
  ["CY", { company: "Cyprus Post", url: null }],
  ["DE", { company: "Deutsche Post", url: null }],
  ["DK", { company: "PostNord DK", url: null }],
  [
    "ES",
    {
      company: "Correos",
      url: "https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number=%s",
    },
  ],
  ["FR", { company: "La Poste Colissimo", url: "https://www.laposte.fr/outils/suivre-vos-envois?code=%s" }],
  ["GB", { company: "Royal Mail", url: "https://www.royalmail.com/track-your-item#/tracking-results/%s" }],
  ["IE", { company: "An Post", url: null }],
  ["IL", { company: "Israel Post", url: null }],
  ["IN", { company: "India Post", url: null }],
  ["IS", { company: "Iceland Post", url: null }],
  ["IT", { company: "Poste Italiane", url: null }],
  ["JP", { company: "Japan Post (EN)", url: null }],
  ["LT", { company: "Lietuvos Paštas", url: null }],
  ["LV", { company: "Latvia Post", url: null }],
  ["NL", { company: "PostNL", url: null }],
  ["NO", { company: "Bring", url: null }],
  ["NZ", { company: "New Zealand Post", url: null }],
  ["PT", { company: "CTT", url: null }],
  ["SE", { company: "PostNord SE", url: null }],
  ["SG", { company: "Singapore Post", url: null }],
  ["TR", { company: "PTT", url: null }],
  ["US", { company: "USPS", url: "https://tools.usps.com/go/TrackConfirmAction?tLabels=%s" }],
]);

/** Shopify's name of a courier. `format` is the name of the number's format: DHL's companies number differently. */
export function shopifyCompany(courier: string, format: string): string | null {
  if (courier === "dhl" && format.startsWith("DHL E-Commerce")) return "DHL eCommerce";
  return COMPANIES.get(courier) ?? null;
}

/** What we know of a country's post; nothing of most. `country` is ISO 3166-1 alpha-2. */
export function postOf(country: string): Known {
  return POSTS.get(country) ?? { company: null, url: null };
}

/** Every courier and company the tables name, for the tests that compare them with the specifications and with Shopify's list. */
export const NAMED_COURIERS: readonly string[] = [...COMPANIES.keys()];
export const NAMED_COMPANIES: readonly string[] = [
  ...new Set(
    [...COMPANIES.values(), ...[...POSTS.values()].map(({ company }) => company)].filter((name) => name !== null),
  ),
];
