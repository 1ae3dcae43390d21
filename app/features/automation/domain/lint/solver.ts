import { compile, type Compiled } from "../compile.ts";
import type { AnyCondition } from "../condition.ts";
import type { LocationFacts, OrderFacts } from "../facts.ts";
import type { Scope } from "../fields/field.ts";
import { assemble } from "./assemble.ts";
import { makeChooser, type Chooser } from "./chooser.ts";
import type { Goal, OneOf, Part } from "./goal.ts";
import type { LintShop } from "./shop.ts";
import {
  cloneState,
  fillSlot,
  isOpenTo,
  needsOne,
  newState,
  type Member,
  type On,
  type Pending,
  type State,
} from "./state.ts";
import { accepts, isUpper, opposite, type Want } from "./want.ts";

/** `none`: there is no such order. `undecided`: none was found, and there may be one. */
export type Found = { readonly facts: OrderFacts } | "none" | "undecided";

export interface Solver {
  /** An order for which all of it holds. `locations`: it has exactly these, null being any; else as many as it takes. */
  readonly find: (goals: readonly (Goal | OneOf)[], locations?: readonly (LocationFacts | null)[]) => Found;
}

/** Branches looked at before a question is left open. Rules people write need a few; this is some milliseconds. */
const MOST_BRANCHES = 400;
/** The most lines or locations made up for "at least one". */
const MOST_MEMBERS = 6;

/**
 * Finds orders that rules say something of. "Not" is pushed down to single questions; "or", and "at least one line", are tried one after the
 * other; the questions about one slot of the order are answered together (chooser.ts). Slots are taken as independent of each other, so "none" is
 * safe: less can only be possible. An order that is found is shown to the rules' own evaluator before it is given out.
 */
export function makeSolver(shop: LintShop): Solver {
  const chooser = makeChooser(shop);
  const compiled = new WeakMap<AnyCondition, Compiled<Scope>>();

  function judge(condition: AnyCondition, subject: OrderFacts | LocationFacts, facts: OrderFacts) {
    const known = compiled.get(condition) ?? compile(condition);
    compiled.set(condition, known);
    return known.judge(subject, facts);
  }

  function holds(goal: Goal | OneOf, facts: OrderFacts): boolean {
    if ("oneOf" in goal) return goal.oneOf.some((goals) => goals.every((each) => holds(each, facts)));
    const subject = goal.location === undefined ? facts : facts.locations[goal.location];
    return subject !== undefined && accepts(goal.want, judge(goal.condition, subject, facts));
  }

  return {
    find(goals, locations) {
      const search: Search = {
        chooser,
        left: MOST_BRANCHES,
        isOpen: false,
        finish(state) {
          const { order, members } = state;
          const lines = members.line.map(({ slots }) => slots);
          const facts = assemble({ order, lines, locations: members.location }, shop);
          return facts !== null && goals.every((goal) => holds(goal, facts)) ? facts : null;
        },
      };
      const state = newState(locations);
      const facts = take(goals, state, search) ? explore(state, search) : null;
      if (facts !== null) return { facts };
      return search.isOpen ? "undecided" : "none";
    },
  };
}

/** One question to the solver while it is looked into. */
interface Search {
  readonly chooser: Chooser;
  /** Branches that may still be looked at. */
  left: number;
  /** Something was given up without proof. */
  isOpen: boolean;
  readonly finish: (state: State) => OrderFacts | null;
}

/** Takes goals on; false when they cannot all hold. */
function take(goals: readonly (Goal | OneOf)[], state: State, search: Search): boolean {
  for (const goal of goals) {
    if ("oneOf" in goal) {
      state.pending.push({ kind: "goals", oneOf: goal.oneOf });
      continue;
    }
    const on: On = goal.location === undefined ? "order" : { scope: "location", index: goal.location };
    if (!add(goal, on, state, search)) return false;
  }
  return true;
}

function add({ condition, want }: Part, on: On, state: State, search: Search): boolean {
  if ("not" in condition) return add({ condition: condition.not, want: opposite(want) }, on, state, search);
  if ("lines" in condition || "locations" in condition) return addOver(condition, want, state, search);
  if ("field" in condition) {
    const outcome = fillSlot(state, on, search.chooser, condition, want);
    if (outcome === "undecided") search.isOpen = true;
    return outcome === "filled";
  }
  const parts = "all" in condition ? condition.all : condition.any;
  if (isUpper(want) === "all" in condition) {
    return parts.every((part) => add({ condition: part, want }, on, state, search));
  }
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return add({ condition: only, want }, on, state, search);
  state.pending.push({ kind: "parts", parts, want, on });
  return parts.length > 0;
}

function addOver(condition: Extract<AnyCondition, { where: unknown }>, want: Want, state: State, search: Search) {
  const [scope, quantifier] =
    "lines" in condition ? (["line", condition.lines] as const) : (["location", condition.locations] as const);
  const part: Part = { condition: condition.where, want: quantifier === "none" ? opposite(want) : want };
  // "None" is "not any"; of all of them when an "all" holds or an "any" does not.
  const isEach = (quantifier === "all") === isUpper(part.want);
  if (!isEach) {
    state.pending.push({ kind: "some", scope, part });
    return true;
  }
  state.each[scope].push(part);
  return state.members[scope].every((_, index) => add(part, { scope, index }, state, search));
}

/** Tries the alternatives that are left, one kind after the other, and makes an order of what was decided. */
function explore(state: State, search: Search): OrderFacts | null {
  const pending = state.pending.shift();
  if (pending !== undefined) return tryEach(pending, state, search);
  const scope = (["line", "location"] as const).find((each) => needsOne(each, state));
  const facts = scope === undefined ? search.finish(state) : withOne(scope, state, search);
  // Without any line nothing can be wrong with one: what cannot hold of a line may hold of such an order.
  if (facts === null) search.isOpen = true;
  return facts;
}

function withOne(scope: Member, state: State, search: Search): OrderFacts | null {
  return addMember(scope, state, search) ? explore(state, search) : null;
}

function tryEach(pending: Pending, state: State, search: Search): OrderFacts | null {
  for (const attempt of attemptsOf(pending, state)) {
    if (search.left-- <= 0) {
      search.isOpen = true;
      return null;
    }
    const branch = cloneState(state);
    if (!attempt(branch, search)) continue;
    const facts = explore(branch, search);
    if (facts !== null) return facts;
  }
  return null;
}

type Attempt = (branch: State, search: Search) => boolean;

function attemptsOf(pending: Pending, state: State): Attempt[] {
  switch (pending.kind) {
    case "goals":
      return pending.oneOf.map((goals) => (branch, search) => take(goals, branch, search));
    case "parts":
      return pending.parts.map(
        (condition) => (branch, search) => add({ condition, want: pending.want }, pending.on, branch, search),
      );
    case "some": {
      // One that is there already makes the smaller order.
      const { scope, part } = pending;
      const there = state.members[scope].map(
        (_, index): Attempt =>
          (branch, search) =>
            add(part, { scope, index }, branch, search),
      );
      const another: Attempt = (branch, search) => {
        const index = branch.members[scope].length;
        return addMember(scope, branch, search) && add(part, { scope, index }, branch, search);
      };
      return isOpenTo(scope, state) ? [...there, another] : there;
    }
  }
}

/** One more line or location, like all of them have to be. */
function addMember(scope: Member, state: State, search: Search): boolean {
  const index = state.members[scope].length;
  if (index >= MOST_MEMBERS) {
    search.isOpen = true;
    return false;
  }
  state.members[scope].push({ slots: new Map(), of: null });
  return state.each[scope].every((part) => add(part, { scope, index }, state, search));
}
