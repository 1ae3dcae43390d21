/**
 * npm run --silent evaluate -- <what> …: runs the product's own decisions over data of others and scores them. The last line is the result as JSON.
 *
 *   routing DIR --mode batch|online --out FILE
 *   tracking FILE.csv
 *   eta FILE.csv[.gz] --train-until YYYY-MM-DD --predictions OUT.csv
 */
import { evaluateEta } from "./evaluate/eta/eta.ts";
import { evaluateRouting } from "./evaluate/routing/routing.ts";
import { evaluateTracking } from "./evaluate/tracking/tracking.ts";

const EVALUATIONS: Readonly<Record<string, (args: readonly string[]) => unknown>> = {
  routing: evaluateRouting,
  tracking: evaluateTracking,
  eta: evaluateEta,
};

const [what = "", ...args] = process.argv.slice(2);
const evaluate = EVALUATIONS[what];
try {
  if (evaluate === undefined) throw new Error(`what to evaluate: ${Object.keys(EVALUATIONS).join(", ")}`);
  console.log(JSON.stringify(evaluate(args)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
