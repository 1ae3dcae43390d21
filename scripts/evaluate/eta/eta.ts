import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { dayOf } from "../../../app/core/calendar/day.ts";
import { learnEta } from "../../../app/features/delivery/domain/eta/learn.ts";
import { DAY_MS } from "../../../app/features/delivery/domain/eta/parcel.ts";
import { predictEta } from "../../../app/features/delivery/domain/eta/predict.ts";
import { readOrders } from "./orders.ts";
import { parcelOf } from "./parcel-of.ts";
import { type Score, scoreByMonth, scoreOf } from "./score.ts";

const USAGE = "eta FILE.csv[.gz] --train-until YYYY-MM-DD --predictions OUT.csv";

export interface EtaScore extends Score {
  /** By the month of the purchase. */
  readonly by_month: Readonly<Record<string, Score>>;
}

/**
 * Learns from the orders that were bought and delivered before a date, predicts those bought from then on, with what was known when they were bought, and
 * scores the ones that arrived. Writes order_id, p50 and p90 (days from the purchase) of each that was predicted.
 *
 * @throws Error that says what is wrong with the arguments or with which column of which row; then nothing was written
 */
export function evaluateEta(args: readonly string[]): EtaScore {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { "train-until": { type: "string" }, predictions: { type: "string" } },
  });
  const [file, ...others] = positionals;
  const { "train-until": date, predictions: out } = values;
  if (file === undefined || others.length > 0 || date === undefined || out === undefined) {
    throw new Error(`usage: ${USAGE}`);
  }
  const until = dayOf(date) * DAY_MS;
  const orders = readOrders(file);
  const later = orders.filter(({ purchased_at }) => purchased_at >= until);
  if (later.length === 0) throw new Error(`${file}: no order was bought on or after ${date}`);

  const arrived = orders.flatMap((order) =>
    order.purchased_at < until && order.delivered_at !== null && order.delivered_at < until
      ? [{ ...parcelOf(order), deliveredAt: order.delivered_at }]
      : [],
  );
  const model = learnEta(arrived, until);
  const predicted = later.map((order) => ({ order, ...predictEta(model, parcelOf(order)) }));
  const lines = predicted.map(({ order, p50, p90 }) => `${order.order_id},${p50.toFixed(4)},${p90.toFixed(4)}\n`);
  writeFileSync(out, `order_id,p50,p90\n${lines.join("")}`);

  const outcomes = predicted.flatMap(({ order: { purchased_at, delivered_at }, p50, p90 }) =>
    delivered_at === null
      ? []
      : [
          {
            month: new Date(purchased_at).toISOString().slice(0, 7),
            actual: (delivered_at - purchased_at) / DAY_MS,
            p50,
            p90,
          },
        ],
  );
  return { ...scoreOf(outcomes), by_month: scoreByMonth(outcomes) };
}
