import { z } from "zod";
import { action, type Action } from "./actions/action.ts";
import { EFFECT_ACTIONS } from "./actions/effects.ts";
import { LOCATION_ACTIONS } from "./actions/locations.ts";
import { ORDER_ACTIONS } from "./actions/order.ts";
import { PARCEL_ACTIONS } from "./actions/parcels.ts";

/** Everything a rule can do, by its key. */
export const ACTIONS = {
  ...LOCATION_ACTIONS,
  ...PARCEL_ACTIONS,
  ...ORDER_ACTIONS,
  ...EFFECT_ACTIONS,
  /** No later rule is asked. */
  stop: action({
    params: z.strictObject({}),
    combine: "accumulates",
    part: "effect",
    prepare: () => () => "done",
  }),
} satisfies Readonly<Record<string, Action>>;

type Actions = typeof ACTIONS;
export type ActionKey = keyof Actions;
export const ACTION_KEYS = Object.keys(ACTIONS) as ActionKey[];

/** An action by its key, when which one it is does not matter. */
export const actionOf = (key: ActionKey): Action => ACTIONS[key];

/** One thing a rule does: which action, and with what. */
export type Step = { [Key in ActionKey]: { readonly do: Key } & ParamsOf<z.output<Actions[Key]["params"]>> }[ActionKey];

/** To zod an object without properties is one in which any property is never; beside `do` that would be never itself. */
type ParamsOf<Params> = string extends keyof Params ? unknown : Readonly<Params>;
