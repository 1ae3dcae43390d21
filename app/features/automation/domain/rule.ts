import type { Step } from "./actions.ts";
import type { Condition } from "./condition.ts";
import type { RuleId } from "./directives.ts";
import type { FieldKey } from "./fields.ts";

/** When an order is like this, do that. */
export interface Rule {
  /** Stays with the rule through all versions of its set. */
  readonly id: RuleId;
  readonly name: string;
  readonly enabled: boolean;
  readonly when: Condition;
  readonly then: readonly Step[];
}

/** What has rules run. */
export interface Trigger {
  /** Whether its rules shape the decision where an order ships from. */
  readonly routes: boolean;
  /** The fields whose change is such an event: what a rule writes may have it run again. */
  readonly firedBy: readonly FieldKey[];
}

export const TRIGGERS = {
  /** An order is about to be routed. */
  "order.routing": { routes: true, firedBy: [] },
  /** An order was seen for the first time. */
  "order.placed": { routes: false, firedBy: [] },
  /** An order was read again and is no longer what it was. */
  "order.changed": { routes: false, firedBy: ["order.tags", "order.hasNote"] },
} as const satisfies Readonly<Record<string, Trigger>>;
export type TriggerKey = keyof typeof TRIGGERS;
export const TRIGGER_KEYS = Object.keys(TRIGGERS) as TriggerKey[];

/** Rules in the order in which they are asked. */
export interface RuleSet {
  readonly trigger: TriggerKey;
  /** Channels it is for (`order.channel`); none: all. */
  readonly channels: readonly string[];
  /** Every order should be handled by one of the rules: the linter looks for one that is not. */
  readonly handlesAll: boolean;
  readonly rules: readonly Rule[];
}
