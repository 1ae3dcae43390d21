import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { routeTogether } from "./batch.ts";
import { type Instance, readInstance, type Shipment } from "./instance.ts";
import { routeOnline } from "./online.ts";
import { scoreOf } from "./score.ts";

const USAGE = "routing DIR --mode batch|online --out FILE";

const MODES: Readonly<Record<string, (instance: Instance) => Shipment[]>> = {
  batch: routeTogether,
  online: routeOnline,
};

export interface Evaluated {
  readonly instances: readonly { name: string; cost: number; unfilled: number; ms: number }[];
}

/**
 * Routes every instance of a folder with the product's own decisions. Writes what ships from where, by the instance's name. Optima that lie beside the
 * instances (optima.json) are not read.
 *
 * @throws Error that says what is wrong with the arguments or with which field of which file; then nothing was written
 */
export function evaluateRouting(args: readonly string[]): Evaluated {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { mode: { type: "string" }, out: { type: "string" } },
  });
  const [folder, ...others] = positionals;
  const route = MODES[values.mode ?? ""];
  if (folder === undefined || others.length > 0 || route === undefined || values.out === undefined) {
    throw new Error(`usage: ${USAGE}`);
  }
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".json") && file !== "optima.json")
    .sort();
  if (files.length === 0) throw new Error(`${folder} has no instances (*.json)`);
  const instances = files.map((file) => readInstance(file, readFileSync(join(folder, file), "utf8")));
  const names = instances.map(({ name }) => name);
  const twice = names.find((name, n) => names.indexOf(name) < n);
  if (twice !== undefined) throw new Error(`${folder}: name: two instances are called ${twice}`);

  const plans: Record<string, readonly Shipment[]> = {};
  const evaluated = instances.map((instance) => {
    const started = performance.now();
    const shipments = route(instance);
    const ms = Math.round(performance.now() - started);
    plans[instance.name] = shipments;
    const { cost, unfilled } = scoreOf(instance, shipments);
    return { name: instance.name, cost: Math.round(cost * 1e4) / 1e4, unfilled, ms };
  });
  writeFileSync(values.out, JSON.stringify(plans));
  return { instances: evaluated };
}
