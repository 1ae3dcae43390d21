import { optimiseBatch } from "../../../app/features/routing/domain/batch/optimise.ts";
import { usualEffort } from "../../../app/features/routing/domain/batch/problem.ts";
import type { Instance, Shipment } from "./instance.ts";
import { questionOf, shipmentsOf } from "./question.ts";

/** A batch that is not done by then ends with the best plan found. */
const MOST_MS = 8_000;

/** All orders together, as the router plans open orders anew. */
export function routeTogether(instance: Instance): Shipment[] {
  const question = questionOf(instance);
  const started = performance.now();
  const spent = () => (performance.now() - started) / MOST_MS;
  const { plan } = optimiseBatch(question, usualEffort(question.orders.length, spent));
  return plan.flatMap((each, order) => shipmentsOf(instance, question, order, each));
}
