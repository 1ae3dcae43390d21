import type { AnyCondition, AnyLeaf } from "../condition.ts";
import type { LocationFacts } from "../facts.ts";
import type { Chooser } from "./chooser.ts";
import type { Goal, Part } from "./goal.ts";
import type { Filled } from "./plan.ts";
import type { Want } from "./want.ts";

export type Member = "line" | "location";

/** What a condition is about: the order, or one of its lines or locations. */
export type On = "order" | { readonly scope: Member; readonly index: number };

/** Alternatives of which one has to be taken. */
export type Pending =
  | { readonly kind: "goals"; readonly oneOf: readonly (readonly Goal[])[] }
  | { readonly kind: "parts"; readonly parts: readonly AnyCondition[]; readonly want: Want; readonly on: On }
  | { readonly kind: "some"; readonly scope: Member; readonly part: Part };

interface MemberState {
  readonly slots: Map<string, Filled>;
  /** The shop's location that it is. */
  readonly of: LocationFacts | null;
}

/** What was taken on so far. */
export interface State {
  readonly order: Map<string, Filled>;
  readonly members: Readonly<Record<Member, MemberState[]>>;
  /** What each line and each location has to be like. */
  readonly each: Readonly<Record<Member, Part[]>>;
  readonly pending: Pending[];
  /** It has these locations and no others. */
  readonly given: boolean;
}

export function newState(locations: readonly (LocationFacts | null)[] | undefined): State {
  return {
    order: new Map(),
    members: { line: [], location: (locations ?? []).map((of) => ({ slots: new Map(), of })) },
    each: { line: [], location: [] },
    pending: [],
    given: locations !== undefined,
  };
}

export function cloneState({ order, members, each, pending, given }: State): State {
  const copied = (list: readonly MemberState[]) => list.map(({ slots, of }) => ({ slots: new Map(slots), of }));
  return {
    order: new Map(order),
    members: { line: copied(members.line), location: copied(members.location) },
    each: { line: [...each.line], location: [...each.location] },
    pending: [...pending],
    given,
  };
}

/** Whether one more may be made up. */
export const isOpenTo = (scope: Member, { given }: State): boolean => scope === "line" || !given;

/** Whether there has to be at least one: an order has lines, unless the rules want it to have none, and can ship from somewhere. */
export function needsOne(scope: Member, state: State): boolean {
  if (state.members[scope].length > 0 || !isOpenTo(scope, state)) return false;
  const { order } = state;
  return scope === "location" || (order.get("order.units")?.value !== 0 && order.get("order.lineCount")?.value !== 0);
}

/** Takes on a question, together with all others about the same slot. */
export function fillSlot(
  state: State,
  on: On,
  chooser: Chooser,
  leaf: AnyLeaf,
  want: Want,
): "filled" | "none" | "undecided" {
  const question = chooser.questionOf(leaf);
  const member = on === "order" ? undefined : state.members[on.scope][on.index];
  const slots = member?.slots ?? state.order;
  const location = member?.of ?? null;
  const { slot } = question;
  const name = slot.of === "" ? slot.name : `${slot.name}:${slot.of}`;
  const id = `,${question.id}/${want}${location === null ? "" : `@${location.id}`}`;
  const before = slots.get(name);
  if (before?.key.endsWith(id)) return "filled";
  const literals = [...(before?.literals ?? []), { question, want, location }];
  const key = (before?.key ?? name) + id;
  const chosen = chooser.choose(literals, key);
  if (typeof chosen === "string") return chosen;
  slots.set(name, { slot, literals, key, value: chosen.value });
  return "filled";
}
