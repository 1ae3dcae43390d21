import { z } from "zod";
import type { ParcelId, PickTaskId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { parcelGrams } from "../fulfillment/domain/public.ts";
import type { ShipRefusal } from "../fulfillment/domain/may-ship.ts";
import { remainingLines, shipFulfillmentOrderIn } from "../fulfillment/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { claim, dropClaim, type Claimed, type Worker } from "./claims.server.ts";
import { isOff, readGrams } from "./domain/weigh.ts";
import { settleBatch } from "./finish.server.ts";
import { keepPicks } from "./keep-picks.server.ts";
import { lockBatch } from "./start.server.ts";
import { readTasks, type Task } from "./tasks.server.ts";

/** What a button of the packing page sends. `sure`: the weight is right although it is another one than expected. */
export const packActionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("ship"), weight: z.string().max(20), sure: z.enum(["yes", "no"]) }),
  z.object({ do: z.literal("seen") }),
  z.object({ do: z.literal("putBack") }),
  z.object({ do: z.literal("takeOver") }),
]);
export type PackAction = z.infer<typeof packActionSchema>;

/**
 * `void`, `notPicked`, `unchecked`, `news`, `splitting`: what stands in the way here; `splitting`: Shopify has not taken the missing units out of it yet. Others:
 * why it may not be shipped. `weigh`: it weighs another thing than it should; grams.
 */
export type Packed =
  | { readonly status: "did"; readonly did: PackAction["do"] }
  | { readonly status: "weigh"; readonly expected: number; readonly weighed: number }
  | {
      readonly status: "refused";
      readonly code:
        "forbidden" | "gone" | "void" | "notPicked" | "unchecked" | "news" | "splitting" | "weight" | ShipRefusal;
    }
  | Extract<Claimed, { status: "held" }>;

const refused = (code: Extract<Packed, { status: "refused" }>["code"]): Packed => ({ status: "refused", code });

/**
 * Does what somebody asked for at the packing station. The batch is locked meanwhile and the order compared with what Shopify shows of it, so two people cannot
 * both ship it, and nobody ships what was cancelled or changed.
 */
export async function doPackAction(
  shopId: ShopId,
  taskId: PickTaskId,
  action: PackAction,
  worker: Worker,
  now: Date,
): Promise<Packed> {
  return inShop(shopId, async (tx) => {
    const [found] = await readTasks(tx, { taskId });
    const batch = found && (await lockBatch(tx, found.batchId));
    if (!found || !batch) return refused("gone");
    const claimed = await claim(tx, `task ${taskId}`, worker, now, { takeOver: action.do === "takeOver" });
    if (claimed.status === "held") return claimed;
    await keepPicks(tx, [found.orderId], now);
    const [task = found] = await readTasks(tx, { taskId });
    switch (action.do) {
      case "seen":
        await tx.run("update pick_task set news = '' where shop_id = $1 and task_id = $2", [tx.shopId, taskId]);
        return { status: "did", did: "seen" };
      case "putBack":
        await putBack(tx, task);
        return { status: "did", did: "putBack" };
      case "takeOver":
        return { status: "did", did: "takeOver" };
      case "ship":
        return ship(tx, task, action, worker, now);
    }
  });
}

/** What somebody picked and nobody wants any more is back on its shelf: all of an order that is void, what is too much of another. */
async function putBack(tx: ShopTx, { taskId, status }: Task): Promise<void> {
  await tx.run(
    "update pick_line set put_back = case when $3 then picked else greatest(put_back, picked - wanted) end where shop_id = $1 and task_id = $2",
    [tx.shopId, taskId, status === "void"],
  );
}

async function ship(
  tx: ShopTx,
  task: Task,
  { weight, sure }: Extract<PackAction, { do: "ship" }>,
  worker: Worker,
  now: Date,
): Promise<Packed> {
  if (task.status === "void") return refused("void");
  if (task.status === "open") return refused("notPicked");
  if (task.news !== "") return refused("news");
  const kept = task.lines.map(({ wanted, short, picked, checked }) => ({
    units: Math.min(picked, wanted - short),
    checked,
  }));
  if (kept.some(({ units, checked }) => checked < units)) return refused("unchecked");
  const remaining = await remainingLines(tx, task.fulfillmentOrderId);
  const inBox = kept.reduce((sum, { units }) => sum + units, 0);
  const inOrder = remaining.reduce((sum, line) => sum + (line.requiresShipping ? line.quantity : 0), 0);
  if (inBox !== inOrder) return refused("splitting");
  const expected = parcelGrams(remaining);
  const weighed = weight.trim() === "" ? expected : readGrams(weight);
  if (weighed === undefined) return refused("weight");
  if (sure === "no" && isOff(weighed, expected)) return { status: "weigh", expected, weighed };
  const shipped = await shipFulfillmentOrderIn(tx, task.fulfillmentOrderId, { by: worker.who }, now);
  if (shipped.outcome === "refused") return refused(shipped.reason);
  await keepShipped(tx, task, { parcelId: shipped.parcelId, grams: weighed }, now);
  return { status: "did", did: "ship" };
}

async function keepShipped(
  tx: ShopTx,
  { taskId, orderId, batchId }: Task,
  { parcelId, grams }: { readonly parcelId: ParcelId; readonly grams: number },
  now: Date,
): Promise<void> {
  await tx.run(
    "update pick_task set status = 'shipped', parcel_id = $3, grams = $4, shipped_at = $5 where shop_id = $1 and task_id = $2",
    [tx.shopId, taskId, parcelId, grams, now],
  );
  await appendOrderEvents(
    tx,
    [{ orderId, code: "pick.packed", ref: parcelId, occurredAt: now, data: { parcelId, grams } }],
    now,
  );
  await dropClaim(tx, `task ${taskId}`);
  await settleBatch(tx, batchId, now);
}
