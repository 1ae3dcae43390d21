import type { ActionKey } from "../actions.ts";
import type { COMBINES } from "../actions/action.ts";
import type { HOLD_REASONS } from "../actions/order.ts";
import type { ShipMode } from "../actions/parcels.ts";
import type { KnownOperator, Quantifier } from "../condition.ts";
import type { FIELDS, FieldKey } from "../fields.ts";
import type { ShopList } from "../fields/field.ts";
import type { OperatorName } from "../operators.ts";
import type { TriggerKey } from "../rule.ts";
import type { TypeName } from "../values.ts";

type AnyOperator = { [Type in TypeName]: OperatorName<Type> }[TypeName] | KnownOperator;
/** With a single value in their list they read better. */
type OfOne = "is" | "isNot" | "has" | "hasNot" | "fits" | "fitsNot";

type ChoiceKey = {
  [Key in FieldKey]: (typeof FIELDS)[Key] extends { readonly choices: readonly (infer Choice extends string)[] }
    ? `choice.${Key}.${Choice}`
    : never;
}[FieldKey];

/** Every text that words about rules need, by its key in locales/*.json. */
export type TextKey =
  | `field.${FieldKey}`
  | `operator.${AnyOperator | OfOne}`
  | ChoiceKey
  | `condition.${"always" | "leaf" | "plain" | "yes" | "no" | "named" | "between" | "not"}`
  | `condition.${"lines" | "locations"}.${Quantifier}`
  | `step.${Exclude<ActionKey, "ship">}`
  | `step.ship.${ShipMode}`
  | `holdReason.${(typeof HOLD_REASONS)[number]}`
  | `release.${"person" | "hours" | "moment" | "condition"}`
  | `deadline.${"hours" | "workingDays" | "timeOfDay"}`
  | `recipient.${"inbox" | "shopper" | "staff" | "email"}`
  | `combine.${(typeof COMBINES)[number]}`
  | `trigger.${TriggerKey}`;

/** What turns rules into words: the reader's language, the shop's zone, and the names of things that are stored by their ids. */
export interface Voice {
  readonly locale: string;
  /** IANA zone in which moments are written. */
  readonly timeZone: string;
  /** i18next's `t` in the namespace `automation`. */
  readonly t: (key: TextKey, values?: Record<string, string | number>) => string;
  /** The name of one of the shop's things (a location, a country); the value itself when it has none. */
  readonly nameOf: (list: ShopList | "staff", value: string) => string;
}
