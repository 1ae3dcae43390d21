import type { AddressOutcome, CarrierAddress } from "../carrier.ts";
import { plainText, sameWords } from "./same-words.ts";

/** `unknown`: nobody could say; it is no reason to wait. */
export type AddressResult = "deliverable" | "corrected" | "undeliverable" | "unknown";

/** What of an address a carrier writes so that it is another place. */
export type AddressPart = "street" | "city" | "zip";

export interface JudgedAddress {
  readonly result: AddressResult;
  /** Why it cannot be delivered, or why nobody could say: codes and fields, never sentences. */
  readonly codes: readonly string[];
  readonly parts: readonly AddressPart[];
  /** As the carrier would write it; null: it has nothing better. */
  readonly suggestion: CarrierAddress | null;
}

/** When a label waits for a person: for every doubt, only for what cannot be delivered, or never; `off`: no carrier is asked. */
export const ADDRESS_RULES = ["any", "undeliverable", "never", "off"] as const;
export type AddressRule = (typeof ADDRESS_RULES)[number];

/**
 * Reads what a carrier said of an address. A correction counts only when it names another place: a post that abbreviates "Street", adds the four digits behind
 * an American post code or moves the flat to the second line has found the door.
 */
export function judgeAddress(asked: CarrierAddress, outcome: AddressOutcome): JudgedAddress {
  switch (outcome.status) {
    case "deliverable":
      return { result: "deliverable", codes: [], parts: [], suggestion: null };
    case "undeliverable":
      return { result: "undeliverable", codes: outcome.codes, parts: [], suggestion: null };
    case "refused":
      return { result: "unknown", codes: outcome.codes, parts: [], suggestion: null };
    case "corrected": {
      const parts = otherParts(asked, outcome.address);
      return parts.length === 0
        ? { result: "deliverable", codes: [], parts, suggestion: null }
        : { result: "corrected", codes: [], parts, suggestion: outcome.address };
    }
  }
}

/** Does a label wait for a person by the shop's rule? */
export function mustWait({ result }: Pick<JudgedAddress, "result">, rule: AddressRule): boolean {
  if (rule === "off" || rule === "never") return false;
  return result === "undeliverable" || (rule === "any" && result === "corrected");
}

function otherParts(asked: CarrierAddress, told: CarrierAddress): AddressPart[] {
  const street = ({ address1, address2 }: CarrierAddress) => `${address1} ${address2 ?? ""}`;
  const same: Readonly<Record<AddressPart, boolean>> = {
    street: sameWords(street(asked), street(told)),
    city: sameWords(asked.city, told.city),
    zip: isSameZip(plainText(asked.zip ?? ""), plainText(told.zip ?? "")),
  };
  return (["street", "city", "zip"] as const).filter((part) => !same[part]);
}

/** What a carrier adds behind a post code makes it finer; one that was missing is new. */
const isSameZip = (asked: string, told: string): boolean => asked === told || (asked !== "" && told.startsWith(asked));
