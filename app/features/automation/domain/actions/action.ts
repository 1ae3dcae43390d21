import type { z } from "zod";
import type {
  Directives,
  EffectDirective,
  HoldDirective,
  LocationDirective,
  RuleId,
  SplitDirective,
} from "../directives.ts";
import type { OrderFacts } from "../facts.ts";
import type { FieldKey } from "../fields.ts";

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] };

/** Directives while rules are adding to them. */
export interface Draft extends Writable<Omit<Directives, "locations" | "split" | "holds" | "effects">> {
  readonly locations: DraftLocation[];
  readonly split: Writable<SplitDirective>;
  readonly holds: HoldDirective[];
  readonly effects: EffectDirective[];
}

export interface DraftLocation extends Writable<Omit<LocationDirective, "costs">> {
  readonly costs: LocationDirective["costs"][number][];
}

/** What an action of a rule that matched is given. */
export interface Application {
  readonly draft: Draft;
  readonly by: RuleId;
  readonly facts: OrderFacts;
  /** Gets the fields that would have to be known to carry out the action in full. */
  readonly unknown: Set<FieldKey>;
}

/** Whether it took effect; `overruled`: what an earlier or stricter rule said stands. */
export type Applied = "done" | "overruled";

/** How the same action of several rules that match goes together. */
export const COMBINES = ["firstWins", "accumulates", "strictest"] as const;

/** Something a rule can do. */
export interface Action<Params extends z.ZodObject = z.ZodObject> {
  readonly params: Params;
  readonly combine: (typeof COMBINES)[number];
  /** `routing`: it shapes the decision. `effect`: it is carried out afterwards. */
  readonly part: "routing" | "effect";
  /** The fields of the order that it changes. */
  readonly writes?: readonly FieldKey[];
  /** Prepares it once; the result is called for every order its rule matches. */
  prepare(params: z.output<Params>): (application: Application) => Applied;
}

export const action = <Params extends z.ZodObject>(definition: Action<Params>): Action<Params> => definition;

/** Takes a place that is still free. */
export function firstWins<Key extends "ship" | "deadline" | "priority" | "service" | "assignee">(
  draft: Draft,
  key: Key,
  wanted: NonNullable<Draft[Key]>,
): Applied {
  if (draft[key] !== null) return "overruled";
  draft[key] = wanted;
  return "done";
}
