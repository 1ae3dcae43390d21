import { plainText } from "../domain/address/same-words.ts";
import type { AddressOutcome, CarrierAddress } from "../domain/carrier.ts";

/** The parts of an address that a broker's check may write anew. */
export type CheckedParts = Pick<CarrierAddress, "address1" | "address2" | "city" | "zip">;

/** What a check that went well says: as it is, or written otherwise. Capitals, accents and spaces alone are no correction. */
export function checkedAddress(asked: CarrierAddress, told: CheckedParts): AddressOutcome {
  const parts = ["address1", "address2", "city", "zip"] as const;
  // What a broker leaves empty it did not correct.
  const other = parts.filter(
    (part) => told[part] !== null && told[part] !== "" && plainText(told[part]) !== plainText(asked[part] ?? ""),
  );
  if (other.length === 0) return { status: "deliverable" };
  return { status: "corrected", address: { ...asked, ...Object.fromEntries(other.map((part) => [part, told[part]])) } };
}
