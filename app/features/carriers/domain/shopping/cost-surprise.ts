import { dutiesAt } from "./customs.ts";

/** What may surprise about a label's cost. Stored with the parcel and told in the ledger; amounts in minor units of `currency`. */
export type Surprise =
  /** More than the shopper paid for shipping, by `overMinor`, with the order's labels before it. */
  | {
      readonly code: "abovePaid";
      readonly costMinor: number;
      readonly paidMinor: number;
      readonly overMinor: number;
      readonly currency: string;
    }
  /** It crosses a customs border and nobody said that duties are paid: the shopper is asked for them at the door. */
  | { readonly code: "dutiesUnpaid"; readonly from: string; readonly to: string }
  | { readonly code: "remoteArea"; readonly surchargeMinor: number; readonly currency: string }
  /** The carrier says what it costs only afterwards. */
  | { readonly code: "costUnknown" }
  /** It is asked in other money than the order was paid in. */
  | { readonly code: "otherCurrency"; readonly costMinor: number; readonly currency: string };

/** From where on a person is asked. Both null: never for money. */
export interface GuardSetting {
  readonly minor: number | null;
  /** Of what was paid for shipping. */
  readonly percent: number | null;
  readonly dutiesWait: boolean;
}

export interface GuardQuestion {
  /** Null: the carrier says it only afterwards. */
  readonly cost: { readonly minor: number; readonly currency: string } | null;
  readonly remoteAreaMinor: number;
  readonly dutiesPaid: boolean | null;
  /** What the shopper paid for shipping of the whole order; null: not known. */
  readonly paidMinor: number | null;
  /** What labels of the order that are in force have cost already. */
  readonly spentMinor: number;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What is to be told before a label is bought, and whether it waits for a person. It waits for money when it is above what was paid by more
 * than each threshold that is set: a few cents on free shipping are no surprise, nor is a large percentage of little.
 */
export function costSurprise(
  question: GuardQuestion,
  setting: GuardSetting,
): { readonly surprises: readonly Surprise[]; readonly waits: boolean } {
  const { cost, currency, paidMinor, spentMinor, remoteAreaMinor, dutiesPaid, from, to } = question;
  const surprises: Surprise[] = [];
  let waits = false;
  if (cost === null) surprises.push({ code: "costUnknown" });
  else if (cost.currency !== currency)
    surprises.push({ code: "otherCurrency", costMinor: cost.minor, currency: cost.currency });
  else if (paidMinor !== null) {
    const overMinor = spentMinor + cost.minor - paidMinor;
    if (overMinor > 0) {
      surprises.push({ code: "abovePaid", costMinor: spentMinor + cost.minor, paidMinor, overMinor, currency });
      waits = isTooMuch(overMinor, paidMinor, setting);
    }
  }
  if (remoteAreaMinor > 0)
    surprises.push({ code: "remoteArea", surchargeMinor: remoteAreaMinor, currency: cost?.currency ?? currency });
  if (dutiesPaid !== true && dutiesAt(from, to)) {
    surprises.push({ code: "dutiesUnpaid", from, to });
    waits ||= setting.dutiesWait;
  }
  return { surprises, waits };
}

function isTooMuch(overMinor: number, paidMinor: number, { minor, percent }: GuardSetting): boolean {
  if (minor === null && percent === null) return false;
  return (minor === null || overMinor > minor) && (percent === null || overMinor * 100 > percent * paidMinor);
}
