import type { LabelPolicy } from "./choose-label.ts";
import type { GuardSetting } from "./cost-surprise.ts";

/** How a shop chooses labels, and from where on their cost waits for a person. */
export interface LabelSetting {
  readonly policy: LabelPolicy;
  readonly guard: GuardSetting;
}

/** Until the merchant says otherwise: the cheapest in time, and costs are told but stop nothing. */
export const DEFAULT_SETTING: LabelSetting = {
  policy: { kind: "cheapest" },
  guard: { minor: null, percent: null, dutiesWait: false },
};
