import { z } from "zod";
import type { ParcelId, PickTaskId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { contentsOf, parcelGrams } from "../fulfillment/domain/public.ts";
import type { ShipRefusal } from "../fulfillment/domain/may-ship.ts";
import { remainingLines, shipFulfillmentOrderIn, type Package } from "../fulfillment/public.server.ts";
import { tell } from "../audit/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { readBoxes } from "../packing/public.server.ts";
import { claim, dropClaim, readClaim, type Claimed, type Worker } from "./claims.server.ts";
import { inOpenBox, type ClosedBox } from "./domain/boxes.ts";
import { isOff, readGrams } from "./domain/weigh.ts";
import { settleBatch } from "./finish.server.ts";
import { keepPicks } from "./keep-picks.server.ts";
import { lockBatch } from "./start.server.ts";
import { readTasks, type Task } from "./tasks.server.ts";

/** What is typed of the box in hand. `box`: one of the shop's, or empty. */
const typed = z.object({
  weight: z.string().max(20),
  sure: z.enum(["yes", "no"]),
  box: z
    .string()
    .regex(/^\d{0,19}$/)
    .default(""),
});
type Typed = z.infer<typeof typed>;

/** What a button of the packing page sends. `close`: another parcel of the same order begins. `sure`: the weight is right although it is another one than expected. */
export const packActionSchema = z.discriminatedUnion("do", [
  typed.extend({ do: z.literal("ship") }),
  typed.extend({ do: z.literal("close") }),
  z.object({ do: z.literal("reopen") }),
  z.object({ do: z.literal("seen") }),
  z.object({ do: z.literal("putBack") }),
  z.object({ do: z.literal("takeOver") }),
]);
export type PackAction = z.infer<typeof packActionSchema>;

/**
 * `void`, `notPicked`, `unchecked`, `news`, `splitting`: what stands in the way here; `splitting`: Shopify has not taken the missing units out of it yet. Others:
 * why it may not be shipped. `noBox`: the box that was chosen is gone; `emptyBox`, `lastBox`: nothing is in it, or nothing is left for another. `weigh`: it weighs another thing than it should; grams.
 */
export type Packed =
  | { readonly status: "did"; readonly did: PackAction["do"] }
  | { readonly status: "weigh"; readonly expected: number; readonly weighed: number }
  | {
      readonly status: "refused";
      readonly code:
        | "gone"
        | "void"
        | "notPicked"
        | "unchecked"
        | "news"
        | "splitting"
        | "weight"
        | "noBox"
        | "emptyBox"
        | "lastBox"
        | ShipRefusal;
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
    const thing = `task ${taskId}` as const;
    const wasHeld = (await readClaim(tx, thing, worker.who, now))?.status === "held";
    const claimed = await claim(tx, thing, worker, now, { takeOver: action.do === "takeOver" });
    if (claimed.status === "held") return claimed;
    await keepPicks(tx, [found.orderId], now);
    const [task = found] = await readTasks(tx, { taskId });
    switch (action.do) {
      case "seen":
        await tx.run("update pick_task set news = '' where shop_id = $1 and task_id = $2", [tx.shopId, taskId]);
        return { status: "did", did: "seen" };
      case "putBack":
        await putBack(tx, task);
        await told("packing.put_back");
        return { status: "did", did: "putBack" };
      case "takeOver":
        if (wasHeld) await told("packing.taken_over");
        return { status: "did", did: "takeOver" };
      case "close":
        return closeBox(tx, task, action);
      case "reopen":
        return openLastBox(tx, task);
      case "ship":
        return ship(tx, task, action, worker, now);
    }

    async function told(code: "packing.taken_over" | "packing.put_back"): Promise<void> {
      await tell(tx, { code, subject: `order:${task.orderId}`, who: worker.who }, now);
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

/** A box with what was typed of it; or why it is none. */
type Weighed = { readonly status: "box"; readonly box: ClosedBox } | Extract<Packed, { status: "weigh" | "refused" }>;

/** Puts what is verified and in no closed box into one, as heavy as the scale says. */
async function weighOpenBox(tx: ShopTx, task: Task, { weight, sure, box: boxId }: Typed): Promise<Weighed> {
  const units = inOpenBox(task.lines, task.boxes);
  const box = boxId === "" ? undefined : (await readBoxes(tx)).find(({ id }) => id === boxId);
  if (boxId !== "" && !box) return { status: "refused", code: "noBox" };
  const expected = parcelGrams(
    units.map(({ orderLineId, units: quantity }) => ({
      quantity,
      grams: task.lines.find((line) => line.orderLineId === orderLineId)?.unitGrams ?? null,
      requiresShipping: true,
    })),
    box?.emptyGrams,
  );
  const weighed = weight.trim() === "" ? expected : readGrams(weight);
  if (weighed === undefined) return { status: "refused", code: "weight" };
  if (sure === "no" && isOff(weighed, expected)) return { status: "weigh", expected, weighed };
  const size = box ? { length: box.length, width: box.width, height: box.height } : null;
  return { status: "box", box: { units, grams: weighed, size, name: box?.name ?? "" } };
}

/** What stands in the way of packing a task, whatever is in its boxes. */
function unready({ status, news }: Task): Extract<Packed, { status: "refused" }>["code"] | undefined {
  if (status === "void" || status === "shipped") return "void";
  if (status === "open") return "notPicked";
  return news === "" ? undefined : "news";
}

const keptOf = ({ wanted, short, picked }: Task["lines"][number]): number => Math.min(picked, wanted - short);

/** Closes the box in hand; the next scans are for another parcel of the same order. */
async function closeBox(tx: ShopTx, task: Task, typed: Typed): Promise<Packed> {
  const reason = unready(task);
  if (reason) return refused(reason);
  if (inOpenBox(task.lines, task.boxes).length === 0) return refused("emptyBox");
  if (task.lines.every((line) => line.checked >= keptOf(line))) return refused("lastBox");
  const weighed = await weighOpenBox(tx, task, typed);
  if (weighed.status !== "box") return weighed;
  await writeBoxes(tx, task, [...task.boxes, weighed.box]);
  return { status: "did", did: "close" };
}

/** Opens the box that was closed last: what is in it is in hand again. */
async function openLastBox(tx: ShopTx, task: Task): Promise<Packed> {
  const reason = unready(task);
  if (reason && reason !== "news") return refused(reason);
  await writeBoxes(tx, task, task.boxes.slice(0, -1));
  return { status: "did", did: "reopen" };
}

const writeBoxes = (tx: ShopTx, { taskId }: Task, boxes: readonly ClosedBox[]) =>
  tx.run("update pick_task set boxes = $3 where shop_id = $1 and task_id = $2", [
    tx.shopId,
    taskId,
    JSON.stringify(boxes),
  ]);

async function ship(tx: ShopTx, task: Task, typed: Typed, worker: Worker, now: Date): Promise<Packed> {
  const reason = unready(task);
  if (reason) return refused(reason);
  if (task.lines.some((line) => line.checked < keptOf(line))) return refused("unchecked");
  const remaining = await remainingLines(tx, task.fulfillmentOrderId);
  const weighed = await weighOpenBox(tx, task, typed);
  if (weighed.status !== "box") return weighed;
  const boxes = [...task.boxes, weighed.box];
  const contents = contentsOf(boxes, remaining);
  if (!contents) return refused("splitting");
  const packages = boxes.map(({ grams, size }, index): Package => {
    const inside = contents[index] ?? [];
    const units = inside.reduce((sum, line) => sum + line.units, 0);
    return { units, contents: boxes.length === 1 ? null : inside, grams, box: size };
  });
  const shipped = await shipFulfillmentOrderIn(tx, task.fulfillmentOrderId, { by: worker.who, packages }, now);
  if (shipped.outcome === "refused") return refused(shipped.reason);
  await writeBoxes(tx, task, boxes);
  await keepShipped(tx, task, { parcelId: shipped.parcelId, boxes }, now);
  return { status: "did", did: "ship" };
}

async function keepShipped(
  tx: ShopTx,
  { taskId, orderId, batchId }: Task,
  { parcelId, boxes }: { readonly parcelId: ParcelId; readonly boxes: readonly ClosedBox[] },
  now: Date,
): Promise<void> {
  await tx.run(
    "update pick_task set status = 'shipped', parcel_id = $3, shipped_at = $4 where shop_id = $1 and task_id = $2",
    [tx.shopId, taskId, parcelId, now],
  );
  const grams = boxes.reduce((sum, box) => sum + box.grams, 0);
  await appendOrderEvents(
    tx,
    [{ orderId, code: "pick.packed", ref: parcelId, occurredAt: now, data: { parcelId, grams, boxes: boxes.length } }],
    now,
  );
  await dropClaim(tx, `task ${taskId}`);
  await settleBatch(tx, batchId, now);
}
