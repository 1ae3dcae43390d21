import { at } from "../at.ts";
import { num } from "../solver/floats.ts";
import type { OrderPlan } from "../solver/problem.ts";
import { pricerOf } from "./cheapest.ts";
import { draftOf } from "./draft.ts";
import { groupsOf } from "./exchanges.ts";
import { lowerBoundOf } from "./lower-bound.ts";
import { withPresent } from "./present.ts";
import { type BatchPlan, type BatchProblem, type Effort, usualEffort } from "./problem.ts";
import { seededRandom } from "./random.ts";
import { makeCheaper } from "./search.ts";

/** Orders that change places: one ships from elsewhere so that another gets what it leaves. All of it is done, or nothing. */
export interface Exchange {
  /** More than the least saving of a move, times the moves. */
  readonly savingTicks: number;
  readonly moves: readonly Move[];
}

export interface Move {
  /** Index of the order. */
  readonly order: number;
  readonly plan: OrderPlan;
  /** Below 0 when this order pays for what others of the exchange save. */
  readonly savingTicks: number;
}

/**
 * What is worth moving of orders that have plans; everything else stays. No line gets fewer units than it has. A promise that would get worse is the
 * caller's to rule out: that way costs Infinity.
 *
 * @param problem its stock and capacity include what the present plans hold
 * @param present the plans; of an order that has none yet, one without parcels
 * @param minSavingTicks an exchange has to save more than this for each of its moves
 * @returns exchanges that can be made without one another, the largest saving first
 * @throws Bug when the present plans do not fit the problem
 */
export function reoptimiseBatch(
  problem: BatchProblem,
  present: BatchPlan,
  minSavingTicks: number,
  effort: Effort = usualEffort(problem.orders.length),
): Exchange[] {
  const tables = withPresent(problem, present, minSavingTicks);
  const { takes, ticks } = tables.present;
  const random = seededRandom(1);
  const pricer = pricerOf(tables, random);
  const draft = draftOf(tables, pricer);
  for (let order = 0; order < tables.orders; order++) draft.put(order, takes);
  const bound = lowerBoundOf(tables, pricer, draft.ticks(), effort);
  makeCheaper(tables, draft, bound, random, effort);

  const plans = draft.plan();
  return groupsOf(tables, takes, draft.takes)
    .filter((orders) => orders.every((order) => hasAsMuch(at(plans, order), at(present, order))))
    .map((orders): Exchange => {
      const moves = orders.map((order): Move => {
        const plan = at(plans, order);
        return { order, plan, savingTicks: num(ticks, order) - plan.ticks };
      });
      return { savingTicks: moves.reduce((sum, move) => sum + move.savingTicks, 0), moves };
    })
    .filter(({ savingTicks, moves }) => savingTicks > minSavingTicks * moves.length)
    .sort((a, b) => b.savingTicks - a.savingTicks);
}

const hasAsMuch = (plan: OrderPlan, present: OrderPlan): boolean =>
  plan.unfilled.every((units, line) => units <= at(present.unfilled, line));
