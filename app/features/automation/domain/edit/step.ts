import { ACTIONS, type ActionKey, type Step } from "../actions.ts";
import { groupOf, PARTS_AT, type DraftCondition } from "./group.ts";
import { valueAt, type Path } from "./path.ts";

/** One thing a rule does while somebody builds it: which action, and what is known of the rest. */
export interface DraftStep {
  readonly do: ActionKey;
  readonly [parameter: string]: unknown;
}

/** The names of all actions' parameters. */
export type ParameterName = { [Key in ActionKey]: Exclude<keyof Extract<Step, { do: Key }>, "do"> }[ActionKey];

/** An action's parameters in their order. */
export const parametersOf = (key: ActionKey): ParameterName[] =>
  Object.keys(ACTIONS[key].params.shape) as ParameterName[];

/** What the builder puts in first. */
const BLANK: Readonly<Record<ParameterName, (currency: string) => unknown>> = {
  where: () => ({ all: [] }),
  by: (currency) => ({ currency }),
  value: (currency) => ({ currency }),
  mode: () => "oneParcel",
  carrier: () => undefined,
  service: () => "",
  reason: () => "OTHER",
  note: () => "",
  release: () => ({ until: "person" }),
  within: () => ({ unit: "hours" }),
  level: () => 1,
  location: () => undefined,
  tag: () => "",
  text: () => "",
  to: () => ({ kind: "inbox" }),
  staff: () => undefined,
};

/** An action as it is begun. Parameters that it shares with the one it takes the place of stay as they are. */
export function blankStep(key: ActionKey, currency: string, before?: DraftStep): DraftStep {
  const parameters = parametersOf(key).flatMap((name) => {
    const value = before?.[name] ?? BLANK[name](currency);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { do: key, ...Object.fromEntries(parameters) };
}

/** Where conditions stand in an action: which locations, or until when. */
export function conditionsIn({ where, release }: DraftStep): Path[] {
  const until = typeof release === "object" && release !== null && "when" in release;
  return [...(where === undefined ? [] : [["where"]]), ...(until ? [["release", "when"]] : [])];
}

/**
 * Actions' conditions that nobody has filled in: "only locations like …" without saying which is all of them, and a hold "until …" would end at
 * once. Rules may say so; nobody means it.
 */
export const emptyConditionsIn = (steps: readonly DraftStep[]): Path[] =>
  steps.flatMap((step, index) =>
    conditionsIn(step).flatMap((at) => {
      const group = groupOf(valueAt(step, at) as DraftCondition);
      return group?.parts.length === 0 ? [["then", index, ...at, ...PARTS_AT[group.mode]]] : [];
    }),
  );
