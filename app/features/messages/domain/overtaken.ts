import type { Audience, MessageKind } from "./kinds.ts";

const HOUR_MS = 3_600_000;

/** How long after the fact a message still says something; after that it would only confuse. */
const STALE_HOURS: Readonly<Record<MessageKind, number>> = {
  confirmed: 48,
  shipped: 48,
  tracking_changed: 48,
  delayed: 48,
  choice_answer: 48,
  out_for_delivery: 12,
  attempted: 24,
  delivered: 48,
  ready_for_pickup: 72,
  pickup_reminder: 48,
  returned: 120,
  claim_answer: 120,
  custom: 120,
};

/** What makes a waiting message untrue when it becomes known after it. */
const OVERTAKEN_BY: Readonly<Partial<Record<MessageKind, readonly MessageKind[]>>> = {
  confirmed: ["shipped", "delivered"],
  shipped: ["out_for_delivery", "attempted", "delivered", "returned"],
  // A parcel may be given a third label.
  tracking_changed: ["tracking_changed", "out_for_delivery", "attempted", "delivered", "returned"],
  // Who has chosen knows that it is late.
  delayed: ["delayed", "choice_answer", "delivered"],
  out_for_delivery: ["attempted", "delivered", "returned"],
  attempted: ["out_for_delivery", "delivered", "returned"],
};

/** A message as far as it matters whether it still holds. */
export interface Told {
  readonly kind: MessageKind;
  readonly audience: Audience["kind"];
  readonly createdAt: Date;
  /** The parcel it is about; null: none in particular. */
  readonly parcelId: string | null;
}

/** Has it waited so long that it says nothing any more? */
export const isStale = ({ kind, createdAt }: Pick<Told, "kind" | "createdAt">, now: Date): boolean =>
  now.getTime() - createdAt.getTime() > STALE_HOURS[kind] * HOUR_MS;

/** Is it no longer true because of `later`, which was learned after it? What is said of one parcel says nothing of another. */
export function isOvertaken({ kind, audience, parcelId }: Told, later: Told): boolean {
  if (audience === "staff" || later.audience === "staff") return false;
  if (!(OVERTAKEN_BY[kind] ?? []).includes(later.kind)) return false;
  return parcelId === null || later.parcelId === null || parcelId === later.parcelId;
}
