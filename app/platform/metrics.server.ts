import { Counter, Histogram, Registry } from "prom-client";

/** Numbers about this process, served at /metrics by web and worker. Labels are codes, never ids. */
export const metrics = new Registry();

export const webhooksReceived = new Counter({
  name: "entrega_webhooks_total",
  help: "Webhook requests by result",
  labelNames: ["result"] as const,
  registers: [metrics],
});

export const lanesRun = new Counter({
  name: "entrega_lanes_total",
  help: "Runs of a lane by result",
  labelNames: ["lane", "result"] as const,
  registers: [metrics],
});

export const laneSeconds = new Histogram({
  name: "entrega_lane_seconds",
  help: "How long a run of a lane took",
  labelNames: ["lane"] as const,
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
  registers: [metrics],
});

export const staleReads = new Counter({
  name: "entrega_stale_reads_total",
  help: "Reads that were older than the webhook that asked for them",
  labelNames: ["kind", "result"] as const,
  registers: [metrics],
});

export const catchUps = new Counter({
  name: "entrega_catch_ups_total",
  help: "Bulk queries in place of single reads",
  labelNames: ["kind", "result"] as const,
  registers: [metrics],
});

export const missedChanges = new Counter({
  name: "entrega_missed_changes_total",
  help: "Changes that reconcile found and no webhook had told",
  labelNames: ["kind"] as const,
  registers: [metrics],
});

export const setAsides = new Counter({
  name: "entrega_set_aside_total",
  help: "Marked things whose reading failed for a reason of our own: put away, and tried again by a person",
  labelNames: ["kind", "result"] as const,
  registers: [metrics],
});
