import { SHARES } from "../../core/effects.ts";
import { fromGid, toGid, type LocationId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { CheckMoveDocument } from "../../platform/admin-api/operations.ts";
import type { RoutableFulfillmentOrder } from "../orders/public.server.ts";
import type { Refusal } from "./domain/snapshot.ts";

/** Asks Shopify to which of these locations the fulfillment order cannot be moved. */
export async function refusedBy(
  admin: AdminClient,
  fulfillmentOrder: RoutableFulfillmentOrder,
  targets: readonly LocationId[],
): Promise<Refusal[]> {
  const data = await admin.request(
    CheckMoveDocument,
    {
      id: toGid("FulfillmentOrder", fulfillmentOrder.id),
      locations: targets.map((id) => toGid("Location", id)),
      first: targets.length,
    },
    { share: SHARES.undecided },
  );
  const movable = new Set(
    (data.fulfillmentOrder?.locationsForMove.nodes ?? [])
      .filter((node) => node.movable)
      .map((node) => fromGid("Location", node.location.id)),
  );
  return targets.filter((id) => !movable.has(id)).map((locationId) => ({ locationId, code: "notMovable" }));
}
