import { Retryable } from "../../core/faults.ts";
import { fromGid, toGid, type FulfillmentOrderId } from "../../core/ids.ts";
import { EFFECTS } from "../../core/effects.ts";
import { ReadPartsDocument } from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import type { EffectContext } from "../intents/public.server.ts";
import { readRoutable } from "../orders/public.server.ts";
import { holdersOf, isFinished } from "./domain/holders.ts";

/** A fulfillment order as Shopify shows it now. */
export interface Part {
  readonly id: FulfillmentOrderId;
  readonly requestStatus: string;
  /** ISO 8601 */
  readonly fulfillBy: string | null;
  readonly supportedActions: readonly { readonly action: string }[];
}

/** A move whose answer was lost is looked up after a minute and then read. */
const UNTIL_READ_MS = 3 * 60_000;

/**
 * The open fulfillment orders that hold an intent's lines at its location, read now; none when they are somewhere else. Which ones to ask for is known
 * from the mirror. Throws Retryable while it may only not have been read yet.
 */
export async function readParts(
  { shopId, admin, now }: EffectContext,
  { kind, orderId, input, createdAt }: Intent<"fulfillmentOrder.deadline" | "fulfillmentOrder.submit">,
): Promise<Part[]> {
  const mirrored = await inShop(shopId, (tx) => readRoutable(tx, { orderIds: [orderId] }));
  const ids = holdersOf(mirrored, input);
  if (ids.length === 0) {
    if (now.getTime() - createdAt.getTime() < UNTIL_READ_MS)
      throw new Retryable("the fulfillment order is not in the mirror where it was decided to be");
    return [];
  }
  const { nodes } = await admin.request(
    ReadPartsDocument,
    { ids: ids.map((id) => toGid("FulfillmentOrder", id)) },
    { share: EFFECTS[kind].share },
  );
  return nodes.flatMap((node): Part[] => {
    if (node === null || !("__typename" in node)) return [];
    const { requestStatus, fulfillBy, supportedActions } = node;
    const isThere = node.assignedLocation.location?.id === toGid("Location", input.locationId);
    if (!isThere || isFinished(node.status)) return [];
    return [{ id: fromGid("FulfillmentOrder", node.id), requestStatus, fulfillBy, supportedActions }];
  });
}
