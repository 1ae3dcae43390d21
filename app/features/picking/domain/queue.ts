import type { FulfillmentOrderId, LocationId, OrderId } from "../../../core/ids.ts";
import type { ShipRefusal } from "../../fulfillment/domain/may-ship.ts";
import type { Urgency } from "./urgency.ts";

/** A fulfillment order in the work queue. Moments are epoch milliseconds. */
export interface Queued extends Urgency {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly orderName: string;
  readonly locationId: LocationId;
  readonly location: string;
  /** Country and region of its address: "ES-SE"; empty: unknown. */
  readonly zone: string;
  /** As the shopper chose it. */
  readonly method: string;
  /** The carrier that will take it; empty: no carrier is connected. */
  readonly carrier: string;
  /** The pickup it has to make, by the location's calendar; null: none is planned. */
  readonly cutOffAt: number | null;
  /** A deadline a rule or a person set. */
  readonly deadlineAt: number | null;
  readonly lines: number;
  readonly units: number;
  /** Where its first item lies. */
  readonly bin: string;
  /** Why it cannot be picked now; null: it can. */
  readonly waitsFor: ShipRefusal | null;
  /** The batch that has it. */
  readonly batch: { readonly id: string; readonly assignee: string } | null;
}

/** Has its pickup been missed, is it the next one, or a later one? `next`: the next pickup of the carrier at the location. */
export type Due = "missed" | "next" | "later" | "none";

/** `nextCutOffAt`: the next pickup at its location, epoch milliseconds; null: none is planned. */
export function dueOf({ dueAt }: Pick<Queued, "dueAt">, now: number, nextCutOffAt: number | null): Due {
  if (dueAt === null) return "none";
  if (dueAt < now) return "missed";
  return nextCutOffAt !== null && dueAt <= nextCutOffAt ? "next" : "later";
}

/** Is it one unit, one item, or several? */
export function sizeOf({ lines, units }: Pick<Queued, "lines" | "units">): "unit" | "line" | "several" {
  return units === 1 ? "unit" : lines === 1 ? "line" : "several";
}
