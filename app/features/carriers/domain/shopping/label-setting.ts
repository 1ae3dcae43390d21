import type { AddressRule } from "../address/judge-address.ts";
import type { LabelPolicy } from "./choose-label.ts";
import type { GuardSetting } from "./cost-surprise.ts";

/** How a shop chooses labels, and what they wait for a person for. */
export interface LabelSetting {
  readonly policy: LabelPolicy;
  readonly guard: GuardSetting;
  /** Which doubts about an address a label waits for. */
  readonly address: AddressRule;
}

/** Until the merchant says otherwise: the cheapest in time; costs are told but stop nothing, and an address that is in doubt does. */
export const DEFAULT_SETTING: LabelSetting = {
  policy: { kind: "cheapest" },
  guard: { minor: null, percent: null, dutiesWait: false },
  address: "any",
};
