import type { PickTaskId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { parcelsOfOrder } from "../delivery/public.server.ts";
import { parcelGrams } from "../fulfillment/domain/public.ts";
import { labelsWaiting } from "../fulfillment/public.server.ts";
import { readBoxes, suggestBoxFor } from "../packing/public.server.ts";
import { readBatch } from "./batches.server.ts";
import { claim, readClaim, type Worker } from "./claims.server.ts";
import { inOpenBox } from "./domain/boxes.ts";
import { keepPicks } from "./keep-picks.server.ts";
import { readTasks, type Task } from "./tasks.server.ts";

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
    const weightOf = (packaging: number | undefined) =>
      parcelGrams(
        inOpenBox(task.lines, task.boxes).map(({ orderLineId, units }) => ({
          quantity: units,
          grams: task.lines.find((line) => line.orderLineId === orderLineId)?.unitGrams ?? null,
          requiresShipping: true,
        })),
        packaging,
      );
    const boxes = (await readBoxes(tx)).map(({ id, name, emptyGrams }) => ({
      id,
      name,
      expected: weightOf(emptyGrams),
    }));
    const suggested = isOpen && task.boxes.length === 0 ? await suggestBoxFor(tx, task.fulfillmentOrderId) : null;
    return {
      task,
      batch,
      claimed: claimed ?? { status: "yours" as const },
      // What is in the box in hand weighs, in one of the shop's boxes or in any other.
      expected: weightOf(undefined),
      boxes,
      box: suggested?.is === "box" ? suggested.box.id : "",
      parcels: task.parcelId === null ? [] : parcelsSince(parcels, task),
      waits: task.parcelId === null ? null : await labelsWaiting(tx, task.orderId),
    };
  });
}

/** The parcels of what was packed. One that was sent again since has another number, and is of the same fulfillment order. */
const parcelsSince = (
  parcels: Awaited<ReturnType<typeof parcelsOfOrder>>,
  { fulfillmentOrderId, parcelId }: Task,
): Awaited<ReturnType<typeof parcelsOfOrder>> =>
  parcels.filter(
    (parcel) => parcel.fulfillmentOrderId === fulfillmentOrderId && BigInt(parcel.parcelId) >= BigInt(parcelId ?? 0),
  );
