import { toGid, type FulfillmentOrderId, type LineItemId, type LocationId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { RefreshFulfillmentOrdersDocument } from "../../platform/admin-api/operations.ts";
import type { RoutableFulfillmentOrder } from "../orders/public.server.ts";
import { isMovable } from "./domain/movable.ts";

/** Nobody refused: the lines are not where they were when this was decided. */
export const SOURCE_CHANGED = "source_changed";
/** An effect that waited longer than this (frozen shop, outage) asks Shopify first: the mirror may be as old as the plan. */
const FRESH_MS = 30_000;

/** Lines of a decided fulfillment order, where the decision saw them. */
interface LinesAt {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly from: LocationId;
  readonly lines: readonly { readonly lineItemId: LineItemId; readonly quantity: number }[];
}

/** The open fulfillment order at the source that holds the lines: the one decided on, or what Shopify made of it. */
export function sourceOf(
  current: readonly RoutableFulfillmentOrder[],
  { fulfillmentOrderId, from, lines }: LinesAt,
): RoutableFulfillmentOrder | undefined {
  const holds = (fulfillmentOrder: RoutableFulfillmentOrder) =>
    isMovable(fulfillmentOrder) &&
    fulfillmentOrder.locationId === from &&
    lines.every((wanted) =>
      fulfillmentOrder.lines.some((line) => line.lineItemId === wanted.lineItemId && line.remaining >= wanted.quantity),
    );
  return current.find((each) => each.id === fulfillmentOrderId && holds(each)) ?? current.find(holds);
}

/**
 * The lines as Shopify wants them; null when they are all that the fulfillment order ever had: Shopify then splits nothing off, and it keeps its id. Of one that
 * has shipped in part the rest leaves it.
 */
export function inputOf(source: RoutableFulfillmentOrder, { lines }: Pick<LinesAt, "lines">) {
  const wanted = new Map(lines.map((line) => [line.lineItemId, line.quantity]));
  if (!source.isRest && source.lines.every((line) => line.remaining === (wanted.get(line.lineItemId) ?? 0)))
    return null;
  return source.lines.flatMap((line) => {
    const quantity = wanted.get(line.lineItemId);
    return quantity === undefined ? [] : [{ id: toGid("FulfillmentOrderLineItem", line.lineId), quantity }];
  });
}

/**
 * Does Shopify show the fulfillment order open, or still to be moved, and where the plan saw it? Asked when the effect was decided a while ago (`since`, at `now`). Moves and
 * holds have no compare-and-swap; this is the nearest there is.
 */
export async function isStillAt(
  admin: AdminClient,
  id: FulfillmentOrderId,
  from: LocationId,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<boolean> {
  if (now.getTime() - since.getTime() <= FRESH_MS) return true;
  const { nodes } = await admin.request(
    RefreshFulfillmentOrdersDocument,
    { ids: [toGid("FulfillmentOrder", id)], lines: 1 },
    { share: SHARES.undecided },
  );
  const [node] = nodes;
  if (!node || !("__typename" in node)) return false;
  const canMove = node.supportedActions.some(({ action }) => action === "MOVE");
  return (node.status === "OPEN" || canMove) && node.assignedLocation.location?.id === toGid("Location", from);
}
