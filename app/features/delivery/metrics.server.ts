import { counter } from "../../platform/metrics.server.ts";

/** The codes themselves are in parcel_scan and on the order's page: from outside, they are no label for a time series. */
export const unknownScans = counter({
  name: "entrega_unknown_scans_total",
  help: "New scans whose code no table has a row for, by carrier",
  labelNames: ["carrier"] as const,
});

export const scansTaken = counter({
  name: "entrega_scans_total",
  help: "New scans by carrier",
  labelNames: ["carrier"] as const,
});
