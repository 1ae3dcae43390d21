import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type CounterConfiguration,
  type GaugeConfiguration,
  type HistogramConfiguration,
} from "prom-client";
import { sharedOnce } from "./shared-once.server.ts";

/** Numbers about this process, its memory and its event loop among them, served at /metrics by web and worker. Labels are codes, never ids. */
export const metrics = sharedOnce("metrics", () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
});

type Of<Configuration> = Omit<Configuration, "registers">;

/** The counter of this name; the other half of the process may have made it (shared-once.server.ts). */
export function counter<Label extends string>(of: Of<CounterConfiguration<Label>>): Counter<Label> {
  return sharedOnce(of.name, () => new Counter({ ...of, registers: [metrics] }));
}

/** The histogram of this name. */
export function histogram<Label extends string>(of: Of<HistogramConfiguration<Label>>): Histogram<Label> {
  return sharedOnce(of.name, () => new Histogram({ ...of, registers: [metrics] }));
}

/** The gauge of this name; `collect` is called for each scrape. */
export function gauge<Label extends string>(of: Of<GaugeConfiguration<Label>>): Gauge<Label> {
  return sharedOnce(of.name, () => new Gauge({ ...of, registers: [metrics] }));
}

export const webhooksReceived = counter({
  name: "entrega_webhooks_total",
  help: "Webhook requests by result",
  labelNames: ["result"] as const,
});

export const lanesRun = counter({
  name: "entrega_lanes_total",
  help: "Runs of a lane by result",
  labelNames: ["lane", "result"] as const,
});

export const laneSeconds = histogram({
  name: "entrega_lane_seconds",
  help: "How long a run of a lane took",
  labelNames: ["lane"] as const,
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
});

export const staleReads = counter({
  name: "entrega_stale_reads_total",
  help: "Reads that were older than the webhook that asked for them",
  labelNames: ["kind", "result"] as const,
});

export const catchUps = counter({
  name: "entrega_catch_ups_total",
  help: "Bulk queries in place of single reads",
  labelNames: ["kind", "result"] as const,
});

export const missedChanges = counter({
  name: "entrega_missed_changes_total",
  help: "Changes that reconcile found and no webhook had told",
  labelNames: ["kind"] as const,
});

export const setAsides = counter({
  name: "entrega_set_aside_total",
  help: "Marked things whose reading failed for a reason of our own: put away, and tried again by a person",
  labelNames: ["kind", "result"] as const,
});

export const apiPoints = counter({
  name: "entrega_api_points_total",
  help: "Points of Shopify's Admin API that were spent, by share of the budget",
  labelNames: ["share"] as const,
});

export const apiCalls = counter({
  name: "entrega_api_calls_total",
  help: "Requests to Shopify's Admin API by result",
  labelNames: ["result"] as const,
});

export const intentsSettled = counter({
  name: "entrega_intents_total",
  help: "What came of carrying out an intent, by kind",
  labelNames: ["kind", "result"] as const,
});

export const requestSeconds = histogram({
  name: "entrega_request_seconds",
  help: "How long a request took, by who answered and the class of its status",
  labelNames: ["door", "status"] as const,
  buckets: [0.005, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});
