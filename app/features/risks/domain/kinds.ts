/**
 * What may go wrong with a part of an order, in the order of its way:
 *
 * - `unpicked`: still on the shelf after the cut-off it was to make.
 * - `unscanned`: it has a label, and no carrier has seen it although the pickup is over.
 * - `silent`: no scan for longer than such parcels are silent.
 * - `pastPromise`: it will probably arrive after the day that was promised when it was bought, or has not arrived by then.
 * - `attempted`: nobody was there, or the door was not found.
 * - `exception`: damaged, stopped, lost or going back.
 * - `disputed`: scanned as delivered, and the shopper says it is not there.
 * - `pickupOverdue`: nobody fetched it in time, or it was not ready when that was promised.
 */
export const RISK_KINDS = [
  "unpicked",
  "unscanned",
  "silent",
  "pastPromise",
  "attempted",
  "exception",
  "disputed",
  "pickupOverdue",
] as const;
export type RiskKind = (typeof RISK_KINDS)[number];
