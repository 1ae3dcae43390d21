import type { Day, Instant } from "../../delivery/domain/order-status-view.ts";

/** What may be wrong with an address, told without naming it. */
export const ADDRESS_DOUBTS = ["no_number", "no_city", "no_postal_code", "odd_postal_code", "other_province"] as const;
export type AddressDoubt = (typeof ADDRESS_DOUBTS)[number];

/** What speaks for or against a report, as it was when it came: codes, days and places of depots; nothing of the shopper. */
export interface Evidence {
  /** Newest first, at most five. */
  readonly scans: readonly { readonly stage: string; readonly at: Instant; readonly place: string | null }[];
  readonly deliveredAt: Instant | null;
  /** Between delivery and report; null: no delivery was seen. */
  readonly hoursSinceDelivery: number | null;
  /** The carrier says it has a photo or a signature; null: it does not say. */
  readonly proof: "photo" | "signature" | null;
  readonly promisedTo: Day | null;
  readonly address: readonly AddressDoubt[];
  /** Reports of the same customer before this one, and orders they have placed. */
  readonly earlierReports: number;
  readonly orders: number;
}

/** Of an address, what its doubts follow from. */
export interface AddressParts {
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly provinceCode: string | null;
  readonly zip: string | null;
  readonly countryCode: string | null;
}

/** Postal codes by country, as their postal services write them; the countries we ship most to and from. */
const POSTAL: ReadonlyMap<string, RegExp> = new Map([
  ["ES", /^(0[1-9]|[1-4]\d|5[0-2])\d{3}$/],
  ["PT", /^\d{4}-?\d{3}$/],
  ["FR", /^\d{5}$/],
  ["DE", /^\d{5}$/],
  ["IT", /^\d{5}$/],
  ["NL", /^\d{4} ?[A-Z]{2}$/],
  ["GB", /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/],
  ["US", /^\d{5}(-\d{4})?$/],
  ["BR", /^\d{5}-?\d{3}$/],
  ["MX", /^\d{5}$/],
]);
/** There a postal code is not written. */
const WITHOUT_POSTAL = new Set(["AE", "HK", "IE", "PA", "QA"]);

/** Shopify's codes of the Spanish provinces by the first two digits of their postal codes (Correos). */
const SPANISH =
  "VI AB A AL AV BA PM B BU CC CA CS CR CO C CU GI GR GU SS H HU J LE L LO LU M MA MU NA OR O P GC PO SA TF S SG SE SO T TE TO V VA BI ZA Z CE ML".split(
    " ",
  );

/** What may keep a parcel from finding the door. A house without a number is known (s/n), so each is a doubt, not a fault. */
export function addressDoubts({
  address1,
  address2,
  city,
  provinceCode,
  zip,
  countryCode,
}: AddressParts): AddressDoubt[] {
  const postal = (zip ?? "").trim().toUpperCase();
  const country = countryCode ?? "";
  const doubts: AddressDoubt[] = [];
  if (!/\d|\bs\/?n\b/i.test(`${address1 ?? ""} ${address2 ?? ""}`)) doubts.push("no_number");
  if ((city ?? "").trim() === "") doubts.push("no_city");
  if (postal === "") return WITHOUT_POSTAL.has(country) ? doubts : [...doubts, "no_postal_code"];
  if (POSTAL.get(country)?.test(postal) === false) return [...doubts, "odd_postal_code"];
  const province = country === "ES" ? SPANISH[Number(postal.slice(0, 2)) - 1] : undefined;
  if (province !== undefined && provinceCode !== null && provinceCode !== "" && province !== provinceCode)
    doubts.push("other_province");
  return doubts;
}

/** Whole hours between two moments; below zero when it was reported before it is said to have been delivered. */
export function hoursBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 3_600_000);
}
