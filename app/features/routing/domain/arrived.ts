import type { FulfillmentOrderId, LineItemId, LocationId } from "../../../core/ids.ts";
import type { EffectInputs } from "../../intents/domain/intent.ts";

/** A fulfillment order of the order, as Shopify shows it now. */
export interface Shown {
  readonly id: FulfillmentOrderId;
  readonly locationId: LocationId | null;
  readonly createdAt: Date;
  /** Units of each line it had or has, shipped and cancelled ones too. */
  readonly units: ReadonlyMap<LineItemId, number>;
}

/** `createdAt` has whole seconds, and two machines never agree on the time. */
const CLOCKS_DIFFER_MS = 5_000;

/**
 * The fulfillment order at the target that this move made or brought there; undefined when there is none. What was moved whole keeps its id, however many
 * units others have taken from it since (an edit, a move of theirs that joined all of it with another). A part got a new one: an older one at the target may hold as many units from before
 * and proves nothing. Of a whole move a new one proves nothing either: Shopify makes one when a fulfilment is cancelled.
 *
 * One that is cancelled counts: the order was, after the move. What Shopify cancels by joining it with another stays where it was.
 *
 * `sent`: the fulfillment orders that the request may have named (ids change when others split).
 */
export function arrived(
  shown: readonly Shown[],
  { to, lines, whole }: EffectInputs["fulfillmentOrder.move"],
  sent: ReadonlySet<FulfillmentOrderId>,
  sentAt: Date,
): Shown | undefined {
  const there = shown.filter(({ locationId }) => locationId === to);
  const asItself = there.find(
    ({ id, units }) => sent.has(id) && (whole || lines.some((line) => units.has(line.lineItemId))),
  );
  if (asItself || whole) return asItself;
  const since = sentAt.getTime() - CLOCKS_DIFFER_MS;
  return there.find(
    ({ createdAt, units }) =>
      createdAt.getTime() >= since && lines.every((line) => (units.get(line.lineItemId) ?? 0) >= line.quantity),
  );
}
