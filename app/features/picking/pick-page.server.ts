import type { PickBatchId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readBatch } from "./batches.server.ts";
import { readClaim, type Worker } from "./claims.server.ts";
import { excess, toPick } from "./domain/batch.ts";
import { byBin } from "./domain/bin-path.ts";
import { keepPicks } from "./keep-picks.server.ts";
import { readTasks, type Task, type TaskLine } from "./tasks.server.ts";

/** One stop of the walk: an item, and for which orders how many. */
export interface Stop {
  /** The inventory item, or "line …" of an order for what Shopify keeps no stock of: what a typed quantity names. */
  readonly key: string;
  readonly line: TaskLine;
  /** Units that are still to be picked here, and those that were wanted here in all. */
  readonly left: number;
  readonly wanted: number;
  /** The totes it goes into: places of the orders, with what each still gets. */
  readonly totes: readonly { readonly place: number; readonly units: number }[];
  /** The line that a report of missing units is about: the last of those that still want some. */
  readonly last: { readonly taskId: string; readonly orderLineId: string };
}

/** What is to be put back on a shelf, and why. */
export interface PutBack {
  readonly taskId: string;
  readonly orderName: string;
  readonly reason: Task["reason"];
  readonly line: TaskLine;
  readonly units: number;
}

/** A batch with its orders, the walk through the location, and what there is to know on the way. Undefined: the shop has none of this number. */
export async function pickPage(shopId: ShopId, batchId: PickBatchId, { who }: Worker, now: Date) {
  return inShop(shopId, async (tx) => {
    const orders = (await readTasks(tx, { batchId })).map(({ orderId }) => orderId);
    await keepPicks(tx, [...new Set(orders)], now);
    const batch = await readBatch(tx, batchId);
    if (!batch) return undefined;
    const tasks = await readTasks(tx, { batchId });
    const inHand = tasks.find(({ status, lines }) => status === "open" && lines.some((line) => toPick(line) > 0));
    const walked = batch.mode === "single" ? tasks.filter((task) => task === inHand) : tasks;
    return {
      batch,
      tasks,
      /** The order that is picked now, when they are picked one by one. */
      inHand: batch.mode === "single" ? (inHand ?? null) : null,
      stops: stopsOf(walked.filter(({ status }) => status === "open" || status === "picked")),
      putBacks: putBacksOf(tasks),
      claim: (await readClaim(tx, `batch ${batchId}`, who, now)) ?? null,
    };
  });
}

function stopsOf(tasks: readonly Task[]): Stop[] {
  const placeOf = new Map<string, number>(tasks.map(({ taskId, place }) => [taskId, place]));
  const lines = tasks.flatMap((task) => task.lines.filter(({ wanted }) => wanted > 0));
  const groups = Map.groupBy(lines, ({ itemId, orderLineId }) => itemId ?? `line ${orderLineId}`);
  return [...groups]
    .flatMap(([key, ofItem]): Stop[] => {
      const [line] = ofItem;
      if (!line) return [];
      const open = ofItem.filter((each) => toPick(each) > 0);
      const { taskId, orderLineId } = open.at(-1) ?? line;
      return [
        {
          key,
          line,
          left: open.reduce((sum, each) => sum + toPick(each), 0),
          wanted: ofItem.reduce((sum, { wanted }) => sum + wanted, 0),
          totes: open.map((each) => ({ place: placeOf.get(each.taskId) ?? 0, units: toPick(each) })),
          last: { taskId, orderLineId },
        },
      ];
    })
    .toSorted((a, b) => byBin(a.line, b.line));
}

function putBacksOf(tasks: readonly Task[]): PutBack[] {
  return tasks.flatMap((task) =>
    task.lines.flatMap((line) => {
      const units = task.status === "void" ? line.picked - line.putBack : excess(line);
      const { taskId, orderName, reason } = task;
      return units > 0 ? [{ taskId, orderName, reason, line, units }] : [];
    }),
  );
}
