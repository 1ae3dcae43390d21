import { counter, histogram } from "../../platform/metrics.server.ts";

export const ratesAnswered = counter({
  name: "entrega_checkout_rates_total",
  help: "Questions of checkout for rates by result, and the carriers' quotes for them by where they came from",
  labelNames: ["result"] as const,
});

export const ratesSeconds = histogram({
  name: "entrega_checkout_rates_seconds",
  help: "How long checkout waited for rates",
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
});
