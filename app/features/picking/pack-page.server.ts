import type { PickTaskId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { parcelsOfOrder } from "../delivery/public.server.ts";
import { parcelGrams } from "../fulfillment/domain/public.ts";
import { suggestBoxFor } from "../packing/public.server.ts";
import { readBatch } from "./batches.server.ts";
import { claim, readClaim, type Worker } from "./claims.server.ts";
import { keepPicks } from "./keep-picks.server.ts";
import { readTasks } from "./tasks.server.ts";

/**
 * Everything the packing page of an order shows; undefined when the shop has none of this number. Whoever opens it has it, unless somebody else does.
 */
export async function packPage(shopId: ShopId, taskId: PickTaskId, worker: Worker, now: Date) {
  return inShop(shopId, async (tx) => {
    const [found] = await readTasks(tx, { taskId });
    if (!found) return undefined;
    await keepPicks(tx, [found.orderId], now);
    const [task = found] = await readTasks(tx, { taskId });
    const batch = await readBatch(tx, task.batchId);
    if (!batch) return undefined;
    const isOpen = task.status === "open" || task.status === "picked";
    const claimed = isOpen
      ? await claim(tx, `task ${taskId}`, worker, now)
      : await readClaim(tx, `task ${taskId}`, worker.who, now);
    const parcels = await parcelsOfOrder(tx, task.orderId);
    const expected = parcelGrams(
      task.lines.map(({ wanted, short, unitGrams }) => ({
        quantity: Math.max(0, wanted - short),
        grams: unitGrams,
        requiresShipping: true,
      })),
    );
    const parcel = parcels.find(({ parcelId }) => parcelId === task.parcelId);
    const box = isOpen ? await suggestBoxFor(tx, task.fulfillmentOrderId) : null;
    return { task, batch, claimed: claimed ?? { status: "yours" as const }, expected, box, parcel: parcel ?? null };
  });
}
