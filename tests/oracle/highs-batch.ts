/** A batch as one mixed integer program, for HiGHS: the second opinion on the optimiser, and what it is measured against. */
import loadHighs from "highs";
import type { BatchProblem } from "../../app/features/routing/domain/batch/problem.ts";

const highs = await loadHighs();

/** Ticks are too large for HiGHS' tolerances. */
const TICKS_PER_UNIT = 1e7;

export interface HighsAnswer {
  /** Cost of the best plan found, Infinity when none was. */
  readonly ticks: number;
  /** What HiGHS has proven that no plan is below. */
  readonly leastTicks: number;
  readonly isOptimal: boolean;
}

/** A plan or a proof may be off by this much: HiGHS' tolerances are a millionth of a unit. */
export const HIGHS_TICKS_OFF = 1e-6 * TICKS_PER_UNIT;

/** Solves to the end, or for so many seconds. */
export function highsBatch(problem: BatchProblem, seconds = 3_600): HighsAnswer {
  return highs.withModel({ format: "lp", data: lpText(problem) }, (model): HighsAnswer => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-6, time_limit: seconds });
    model.run();
    const isOptimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
    const ticks = model.getObjectiveValue() * TICKS_PER_UNIT;
    return { ticks, leastTicks: Number(model.info.get("mip_dual_bound")) * TICKS_PER_UNIT, isOptimal };
  });
}

/**
 * CPLEX LP format. y: a parcel of an order from a location; x: units of a line from it; u: units of a line left out. A line needs the parcel for
 * itself (x ≤ demand × y for each line), which makes the relaxation far stronger than a row for all lines would.
 */
function lpText({ capacity, stock, orders }: BatchProblem): string {
  const objective: string[] = [];
  const rows: string[] = [];
  const binary: string[] = [];
  const whole: string[] = [];
  const drawn = new Map<string, string[]>();
  const draw = (row: string, name: string) => {
    const names = drawn.get(row) ?? [];
    names.push(name);
    drawn.set(row, names);
  };
  const price = (ticks: number, name: string) => {
    objective.push(`${ticks < 0 ? "-" : "+"} ${Math.abs(ticks) / TICKS_PER_UNIT} ${name}`);
  };
  for (const [o, order] of orders.entries()) {
    const parcels: string[] = [];
    for (const [l, ticks] of order.parcelTicks.entries()) {
      if (ticks === Infinity) continue;
      parcels.push(`y_${o}_${l}`);
      price(ticks + order.extraParcelTicks, `y_${o}_${l}`);
    }
    binary.push(...parcels, `some_${o}`);
    price(-order.extraParcelTicks, `some_${o}`);
    rows.push([...parcels.map((name) => `- ${name}`), `+ some_${o} <= 0`].join(" "));
    rows.push(`${[`0 some_${o}`, ...parcels].join(" + ")} <= ${order.maxParcels}`);
    for (const [n, line] of order.lines.entries()) {
      const name = (l: number) => `x_${o}_${n}_${l}`;
      const from = [...line.ticks.keys()].filter(
        (l) => (line.ticks[l] ?? 0) < Infinity && parcels.includes(`y_${o}_${l}`) && (stock[line.item]?.[l] ?? 0) > 0,
      );
      for (const l of from) {
        price(line.ticks[l] ?? 0, name(l));
        rows.push(`${name(l)} - ${Math.min(line.demand, stock[line.item]?.[l] ?? 0)} y_${o}_${l} <= 0`);
        draw(`${stock[line.item]?.[l] ?? 0} s_${line.item}_${l}`, name(l));
        if ((capacity[l] ?? 0) < Infinity) draw(`${capacity[l] ?? 0} c_${l}`, name(l));
      }
      price(line.unfilledTicks, `u_${o}_${n}`);
      whole.push(...from.map(name), `u_${o}_${n}`);
      rows.push(`${[...from.map(name), `u_${o}_${n}`].join(" + ")} = ${line.demand}`);
    }
  }
  for (const [row, names] of drawn) rows.push(`${names.join(" + ")} <= ${row.split(" ")[0] ?? ""}`);
  return [
    "Minimize",
    ` obj: ${objective.join(" ")}`,
    "Subject To",
    ...rows.map((text, n) => ` r${n}: ${text}`),
    "Binary",
    ` ${binary.join(" ")}`,
    "General",
    ` ${whole.join(" ")}`,
    "End",
  ].join("\n");
}
