/** One order as a mixed integer program, for HiGHS: the second opinion on the solver. */
import loadHighs from "highs";
import type { OrderProblem } from "../../app/features/routing/domain/solver/problem.ts";
import type { Takes } from "./order-rules.ts";
import { brokenRules, ticksOf, usedOf } from "./order-rules.ts";

const highs = await loadHighs();

/** What HiGHS says the best plan costs, counted from its takes; null when it says that there is none. */
export function highsTicks(problem: OrderProblem): number | null {
  const { Status, Columns } = highs.solve(lpText(problem), {
    // The defaults call a plan optimal that is 0.01 % above the bound.
    mip_rel_gap: 0,
    mip_abs_gap: 0.5,
    mip_feasibility_tolerance: 1e-9,
    primal_feasibility_tolerance: 1e-9,
    output_flag: false,
  });
  if (Status === "Infeasible") return null;
  if (Status !== "Optimal") throw new Error(`HiGHS: ${Status}`);
  const takes: Takes = problem.parcelTicks.map((_, location) =>
    problem.bundles.map((__, bundle) => {
      const column = Columns[`x_${location}_${bundle}`];
      return column === undefined || !("Primal" in column) ? 0 : Math.round(column.Primal);
    }),
  );
  const broken = brokenRules(problem, takes);
  if (broken.length > 0) throw new Error(`HiGHS breaks a rule: ${broken.join("; ")}`);
  return ticksOf(problem, takes);
}

/** CPLEX LP format: what is minimised, rows, bounds, whole and yes-or-no variables. */
function lpText(problem: OrderProblem): string {
  const { bundles, items } = problem;
  const locations = [...problem.parcelTicks.keys()];
  const objective: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const whole: string[] = [];
  const binary: string[] = [];
  /** Names of variables that may be used; others are left out, as zero. */
  const has = (location: number, bundle: number): boolean =>
    Number.isFinite(problem.parcelTicks[location]) && Number.isFinite(bundles[bundle]?.ticks[location]);
  const term = (factor: number, name: string): string => `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${name}`;
  const row = (terms: readonly string[], relation: string): void => {
    if (terms.length > 0) rows.push(`r${rows.length}: ${terms.join(" ")} ${relation}`);
  };

  for (const l of locations) {
    if (!Number.isFinite(problem.parcelTicks[l])) continue;
    objective.push(term(problem.parcelTicks[l] ?? 0, `y_${l}`));
    binary.push(`y_${l}`);
    const taken = bundles.flatMap((_, b) => (has(l, b) ? [b] : []));
    // One step for each parcel, and no more in it than the step says.
    const steps = problem.postage?.[l] ?? null;
    if (steps !== null) {
      steps.forEach(({ ticks }, k) => objective.push(term(ticks, `z_${l}_${k}`)));
      binary.push(...steps.map((_, k) => `z_${l}_${k}`));
      row([...steps.map((_, k) => term(1, `z_${l}_${k}`)), `- y_${l}`], "= 0");
      const grams = taken.flatMap((b) =>
        (bundles[b]?.grams ?? 0) > 0 ? [term(bundles[b]?.grams ?? 0, `x_${l}_${b}`)] : [],
      );
      row([...grams, ...steps.map(({ upToGrams }, k) => term(-upToGrams, `z_${l}_${k}`))], "<= 0");
    }
    for (const b of taken) {
      objective.push(term(bundles[b]?.ticks[l] ?? 0, `x_${l}_${b}`));
      whole.push(`x_${l}_${b}`);
      row([`x_${l}_${b}`, term(-(bundles[b]?.demand ?? 0), `y_${l}`)], "<= 0");
    }
    items.forEach((item, i) => {
      const used = taken.flatMap((b) => {
        const count = usedOf(
          problem,
          bundles.map((_, other) => (other === b ? 1 : 0)),
          i,
        );
        return count > 0 ? [term(count, `x_${l}_${b}`)] : [];
      });
      row(used, `<= ${Math.max(0, item.stock[l] ?? 0)}`);
      const steps = item.scarcity[l] ?? [];
      if (steps.length === 0 || used.length === 0) return;
      const layers = steps.flatMap((step, n) => {
        if (!Number.isFinite(step.ticks)) return [];
        const name = `s_${l}_${i}_${n}`;
        objective.push(term(step.ticks, name));
        if (n < steps.length - 1) bounds.push(`${name} <= ${step.units}`);
        return [term(-1, name)];
      });
      row([...used, ...layers], "<= 0");
    });
    if (Number.isFinite(problem.capacity[l]))
      row(
        taken.map((b) => term(bundles[b]?.units ?? 0, `x_${l}_${b}`)),
        `<= ${problem.capacity[l] ?? 0}`,
      );
    // `more` is 1 when there is more than one parcel.
    if (problem.minParcelValue > 0)
      row(
        [
          ...taken.map((b) => term(bundles[b]?.value ?? 0, `x_${l}_${b}`)),
          term(-problem.minParcelValue, `y_${l}`),
          ...(problem.moreFollow ? [] : [term(-problem.minParcelValue, "more")]),
        ],
        `>= ${problem.moreFollow ? 0 : -problem.minParcelValue}`,
      );
  }

  const parcels = binary.filter((name) => name.startsWith("y_")).map((name) => term(1, name));
  objective.push(term(problem.extraParcelTicks, "extra"));
  row([...parcels, "- extra"], "<= 1");
  row([...parcels, term(-locations.length, "more")], "<= 1");
  row(parcels, `<= ${problem.maxParcels}`);
  bundles.forEach((bundle, b) => {
    const taken = locations.flatMap((l) => (has(l, b) ? [term(1, `x_${l}_${b}`)] : []));
    if (bundle.unfilledTicks !== null) {
      objective.push(term(bundle.unfilledTicks, `u_${b}`));
      taken.push(term(1, `u_${b}`));
    }
    // A bundle that no location may ship still has to be shipped: a row that cannot hold.
    row(taken.length > 0 ? taken : ["0 extra"], `= ${bundle.demand}`);
  });
  problem.together.forEach((set, s) => {
    for (const l of locations) {
      const all = set.every((b) => has(l, b));
      if (all) binary.push(`t_${s}_${l}`);
      for (const b of set) {
        if (!has(l, b)) continue;
        row([`x_${l}_${b}`, ...(all ? [term(-(bundles[b]?.demand ?? 0), `t_${s}_${l}`)] : [])], "= 0");
      }
    }
  });
  binary.push("more");
  bounds.push("extra >= 0");
  return [
    "Minimize",
    ` obj: ${objective.join(" ")}`,
    "Subject To",
    ...rows.map((text) => ` ${text}`),
    "Bounds",
    ...bounds.map((text) => ` ${text}`),
    ...(whole.length > 0 ? ["General", ` ${whole.join(" ")}`] : []),
    "Binary",
    ` ${binary.join(" ")}`,
    "End",
  ].join("\n");
}
