import { NAMED_COMPANIES } from "./numbers/couriers.ts";
import { detectCarriers, likelyCarrier } from "./numbers/detect-carriers.ts";

/** What somebody typed or scanned: a number, and who carries it; empty: as the number says. */
export interface TypedLabel {
  readonly number: string;
  readonly courier: string;
  /** Take it although it does not look like a number of that courier. */
  readonly sure: boolean;
}

export type ReadLabel =
  | { readonly status: "read"; readonly number: string; readonly courier: string; readonly url: string | null }
  /** `noNumber`: too short, or nothing to read; `noCourier`: the number does not tell; `notOfCourier`: its checksum or form says it is another's. */
  | { readonly status: "wrong"; readonly problem: "noNumber" | "noCourier" | "notOfCourier" };

/** A number of a courier without a specification: letters and digits, as long as such numbers are. */
const PLAIN = /^[A-Z0-9]{5,40}$/;

/**
 * Reads it. A number of a courier whose numbers are specified has to pass its checksum, or somebody says it is right all the same; of any
 * other courier every number is taken. Case, spaces and dashes are no part of it.
 */
export function readOwnNumber({ number, courier, sure }: TypedLabel): ReadLabel {
  const matches = detectCarriers(number);
  const named = courier.trim();
  const plain = number
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-.]/g, "");
  if (named === "") {
    const likely = likelyCarrier(number);
    if (likely)
      return { status: "read", number: likely.number, courier: likely.company ?? likely.name, url: likely.url };
    return { status: "wrong", problem: PLAIN.test(plain) ? "noCourier" : "noNumber" };
  }
  const same = (company: string | null) => company?.toLowerCase() === named.toLowerCase();
  const match = matches.find(({ company, name }) => same(company) || same(name));
  if (match) return { status: "read", number: match.number, courier: match.company ?? named, url: match.url };
  if (!PLAIN.test(plain)) return { status: "wrong", problem: "noNumber" };
  if (NAMED_COMPANIES.some(same) && !sure) return { status: "wrong", problem: "notOfCourier" };
  return { status: "read", number: plain, courier: named, url: null };
}
