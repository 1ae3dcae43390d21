import type { OrderProblem } from "../../../app/features/routing/domain/solver/problem.ts";
import { solve } from "../../../app/features/routing/domain/solver/solve.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import { highsTicks } from "../../oracle/highs-order.ts";
import { faultsOf } from "../../oracle/order-rules.ts";
import type { Random } from "../../oracle/random-orders.ts";
import { comparedOrder, coupledOrder, looseOrder } from "../../oracle/random-orders.ts";
import type { BenchOptions } from "../bench-database.ts";
import { percentile, type Report } from "../report.ts";

interface Kind {
  readonly name: string;
  readonly make: (random: Random) => OrderProblem;
  readonly orders: number;
  /** Orders that HiGHS solves as well: it takes 10 ms for the smallest, 300 ms for 28 × 8. */
  readonly compared: number;
}

const KINDS: readonly Kind[] = [
  { name: "5 × 3", make: (random) => looseOrder(random, 5, 3), orders: 5_000, compared: 100 },
  { name: "10 × 5", make: (random) => looseOrder(random, 10, 5), orders: 5_000, compared: 50 },
  { name: "20 × 5", make: (random) => looseOrder(random, 20, 5), orders: 3_000, compared: 20 },
  { name: "10 × 5, all constraints", make: (random) => coupledOrder(random, 10, 5), orders: 3_000, compared: 50 },
  { name: "28 × 8, all constraints", make: (random) => coupledOrder(random, 28, 8), orders: 2_000, compared: 10 },
];

const MOST_COMPARED = 100_000;

/**
 * One order: how long its plan takes, beside HiGHS on a sample of the same orders. Then, for as long as the option says (100,000 orders at most),
 * random and mean orders are solved by both: each has to cost the same.
 */
export function benchSolver({ seconds }: BenchOptions): Report {
  const faults: string[] = [];
  const rows = KINDS.map((kind) => measure(kind, faults));
  const large = measureLarge();
  const { compared, withPlan } = compare(seconds, faults);
  return {
    title: "One order: locations × lines, one core",
    columns: ["", "p50 µs", "p99 µs", "p99 µs, best of 3", "HiGHS ms", "of HiGHS"],
    rows,
    notes: [
      "best of 3: each order solved three times, without what else the machine did meanwhile",
      ...large,
      `${compared.toLocaleString("en")} random and mean orders cost what HiGHS says (${withPlan.toLocaleString("en")} have a plan); --minutes says how long`,
    ],
    faults,
  };
}

function measure({ name, make, orders, compared }: Kind, faults: string[]): (string | number)[] {
  const random = seededRandom(1);
  const problems = Array.from({ length: orders }, () => make(random));
  for (const problem of problems.slice(0, 1_000)) solve(problem); // the compiler warms up
  const times: number[] = [];
  const best = problems.map((problem) => {
    const three = [1, 2, 3].map(() => microsOf(() => solve(problem)));
    times.push(...three);
    return Math.min(...three);
  });
  for (const problem of problems) {
    const { plan, proven } = solve(problem);
    if (!proven) faults.push(`${name}: a plan is not proven`);
    if (plan !== null) faults.push(...faultsOf(problem, plan).map((fault) => `${name}: ${fault}`));
  }
  const sample = problems.slice(0, compared);
  let highsMicros = 0;
  for (const problem of sample) highsMicros += microsOf(() => compareOne(problem, name, faults));
  const highs = highsMicros / sample.length;
  const mean = best.slice(0, compared).reduce((sum, micros) => sum + micros, 0) / sample.length;
  const ratio = `1/${Math.round(highs / mean).toLocaleString("en")}`;
  return [name, percentile(times, 0.5), percentile(times, 0.99), percentile(best, 0.99), highs / 1_000, ratio];
}

/** Orders that cannot always be proven within the budget. */
function measureLarge(): string[] {
  return [looseOrder, coupledOrder].map((make) => {
    const random = seededRandom(1);
    const results = Array.from({ length: 10 }, () => make(random, 200, 50)).map((problem) => {
      let result = solve(problem, 0);
      const ms = microsOf(() => (result = solve(problem))) / 1_000;
      const gap = result.plan === null ? 0 : 1 - result.leastTicks / result.plan.ticks;
      return { ms, gap, ...result };
    });
    const found = results.filter(({ plan }) => plan !== null);
    const open = found.filter(({ proven }) => !proven);
    const gap = open.reduce((sum, each) => sum + each.gap, 0) / Math.max(1, open.length);
    return (
      `200 × 50${make === coupledOrder ? ", all constraints" : ""}: ${found.length} of ${results.length} have a plan, ` +
      `${found.length - open.length} of them proven, the others ${(gap * 100).toFixed(1)} % above the bound at most on average; ` +
      `${Math.max(...results.map(({ ms }) => ms)).toFixed(0)} ms at most`
    );
  });
}

function compare(seconds: number, faults: string[]): { compared: number; withPlan: number } {
  const random = seededRandom(Math.floor(seconds));
  const end = performance.now() + seconds * 1_000;
  let [compared, withPlan] = [0, 0];
  for (; compared < MOST_COMPARED && performance.now() < end; compared++) {
    if (compareOne(comparedOrder(random, compared), `order ${compared}`, faults) !== null) withPlan++;
  }
  return { compared, withPlan };
}

/** What HiGHS says it costs; a fault when the solver says otherwise. */
function compareOne(problem: OrderProblem, name: string, faults: string[]): number | null {
  const theirs = highsTicks(problem);
  const ours = solve(problem).plan?.ticks ?? null;
  if (ours !== theirs) faults.push(`${name}: ${ours ?? "no plan"}, HiGHS says ${theirs ?? "no plan"}`);
  return theirs;
}

function microsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1_000;
}
