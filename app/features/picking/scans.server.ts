import { z } from "zod";
import type { PickBatchId, PickTaskId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { itemsOfCodes } from "../counts/public.server.ts";
import { claim, type Claimed, type Worker } from "./claims.server.ts";
import { toPick, type PickLine } from "./domain/batch.ts";
import { boxedOf } from "./domain/boxes.ts";
import { judgeScan, roomToCheck, roomToPick } from "./domain/judge-scan.ts";
import { finishTasks } from "./finish.server.ts";
import { keepPicks } from "./keep-picks.server.ts";
import { lockBatch, type LockedBatch } from "./start.server.ts";
import { readTasks, writeLines, type Task } from "./tasks.server.ts";

const MOST_AT_ONCE = 200;

/** What a page sends: so many units of a code, or that an earlier scan is taken back. */
export const pickScansSchema = z
  .array(
    z.discriminatedUnion("kind", [
      z.object({
        id: z.uuid(),
        kind: z.literal("scan"),
        code: z.string().min(1).max(255),
        units: z.number().int().min(1).max(10_000),
        /** Typed for what the page shows, without a code: an inventory item, or a line that has none. */
        item: z
          .string()
          .regex(/^(line )?\d{1,19}$/)
          .optional(),
      }),
      z.object({ id: z.uuid(), kind: z.literal("undo"), of: z.uuid() }),
    ]),
  )
  .max(MOST_AT_ONCE);
export type PickScans = z.infer<typeof pickScansSchema>;

/** Picking a batch, or packing one order of it. */
export type Step = { readonly step: "pick" } | { readonly step: "pack"; readonly taskId: PickTaskId };

interface Taken {
  readonly taskId: string;
  readonly orderLineId: string;
  readonly units: number;
}

/** What came of a scan. `undone`: it was taken back; `tooLate`: it cannot be, its order has gone on. */
export interface ScanResult {
  readonly verdict: "taken" | "unknown" | "several" | "wrong" | "tooMany" | "undone" | "tooLate";
  /** The totes that got units: places of the orders in the batch. */
  readonly places: readonly number[];
}

/** `closed`: the batch takes no more scans; nothing was stored. */
export type PickScanned =
  | { readonly status: "taken"; readonly results: Readonly<Record<string, ScanResult>> }
  | { readonly status: "closed" }
  | Extract<Claimed, { status: "held" }>;

/**
 * Takes scans, each under the page's own number: one that is sent again has the answer it had. Before, the orders are compared with what Shopify shows of
 * them, so that nobody picks for an order that was cancelled.
 */
export async function takePickScans(
  tx: ShopTx,
  batchId: PickBatchId,
  step: Step,
  scans: PickScans,
  worker: Worker,
  now: Date,
): Promise<PickScanned> {
  const batch = await lockBatch(tx, batchId);
  if (!batch || batch.status === "done" || batch.status === "cancelled") return { status: "closed" };
  const claimed = await claim(tx, step.step === "pick" ? `batch ${batchId}` : `task ${step.taskId}`, worker, now);
  if (claimed.status === "held") return claimed;
  const orders = (await readTasks(tx, { batchId })).map(({ orderId }) => orderId);
  await keepPicks(tx, [...new Set(orders)], now);
  const work = await openWork(tx, batch, step, scans);
  for (const scan of scans) {
    const before = work.known.get(scan.id);
    if (before !== undefined) work.results[scan.id] = before;
    else work.results[scan.id] = scan.kind === "undo" ? await undo(tx, work, scan.of) : await take(tx, work, scan, now);
  }
  await writeLines(
    tx,
    work.tasks.flatMap(({ lines }) => lines),
  );
  await reopen(tx, work.tasks);
  await finishTasks(tx, batch, now);
  return { status: "taken", results: work.results };
}

interface Work {
  readonly batch: LockedBatch;
  readonly step: Step;
  /** Their lines change as scans are taken. */
  tasks: Task[];
  readonly items: Awaited<ReturnType<typeof itemsOfCodes>>;
  readonly known: ReadonlyMap<string, ScanResult>;
  readonly results: Record<string, ScanResult>;
}

async function openWork(tx: ShopTx, batch: LockedBatch, step: Step, scans: PickScans): Promise<Work> {
  const tasks = await readTasks(tx, { batchId: batch.batchId });
  const codes = scans.flatMap((scan) => (scan.kind === "scan" ? [scan.code] : []));
  const stored = await tx.rows<{ scan_id: string; verdict: ScanResult["verdict"]; taken: Taken[] }>(
    "select scan_id, verdict, taken from pick_scan where shop_id = $1 and scan_id = any($2::uuid[])",
    [tx.shopId, scans.map(({ id }) => id)],
  );
  return {
    batch,
    step,
    tasks,
    items: await itemsOfCodes(tx, codes, batch.locationId),
    known: new Map(
      stored.map((row) => [row.scan_id, { verdict: row.verdict, places: placesOf(tasks, row.taken) }] as const),
    ),
    results: {},
  };
}

/** The lines a scan may be for. Order by order, only the order in hand counts: another one's item would land in its parcel. */
function linesFor({ batch, step, tasks }: Work): readonly PickLine[] {
  if (step.step === "pack") return tasks.find(({ taskId }) => taskId === step.taskId)?.lines ?? [];
  const open = tasks.filter(({ status, lines }) => status === "open" && lines.some((line) => toPick(line) > 0));
  return (batch.mode === "single" ? open.slice(0, 1) : open).flatMap(({ lines }) => lines);
}

async function take(
  tx: ShopTx,
  work: Work,
  { id, code, units, item }: Extract<PickScans[number], { kind: "scan" }>,
  now: Date,
): Promise<ScanResult> {
  const itemId = item ?? work.items.get(code) ?? "unknown";
  const isPick = work.step.step === "pick";
  const lines = linesFor(work).map((line) => ({ ...line, itemId: line.itemId ?? `line ${line.orderLineId}` }));
  const judged = judgeScan(lines, { itemId, units }, isPick ? roomToPick : roomToCheck);
  const taken = judged.verdict === "taken" ? judged.lines : [];
  const stored: Taken[] = taken.map(({ line, units: got }) => ({
    taskId: line.taskId,
    orderLineId: line.orderLineId,
    units: got,
  }));
  change(work, stored, isPick ? "picked" : "checked", 1);
  await tx.run(
    `insert into pick_scan (shop_id, scan_id, batch_id, step, code, units, verdict, taken, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.shopId,
      id,
      work.batch.batchId,
      work.step.step,
      code.replaceAll("\0", ""),
      units,
      judged.verdict,
      JSON.stringify(stored),
      now,
    ],
  );
  return { verdict: judged.verdict, places: placesOf(work.tasks, stored) };
}

async function undo(tx: ShopTx, work: Work, scanId: string): Promise<ScanResult> {
  const [scan] = await tx.rows<{ step: "pick" | "pack"; taken: Taken[]; undone: boolean }>(
    "select step, taken, undone from pick_scan where shop_id = $1 and batch_id = $2 and scan_id = $3",
    [tx.shopId, work.batch.batchId, scanId],
  );
  if (!scan) return { verdict: "unknown", places: [] };
  const places = placesOf(work.tasks, scan.taken);
  if (scan.undone) return { verdict: "undone", places };
  const isPick = scan.step === "pick";
  const isLate = scan.taken.some(({ taskId }) => {
    const task = work.tasks.find((each) => each.taskId === taskId);
    // What was missing of a picked order is on its way elsewhere, and what is verified is in a box.
    const hasGoneOn = task?.status === "picked" && task.lines.some(({ short, checked }) => short > 0 || checked > 0);
    const isClosed = task !== undefined && !isPick && isInClosedBox(task, scan.taken);
    return (
      task === undefined || task.status === "shipped" || task.status === "void" || isClosed || (isPick && hasGoneOn)
    );
  });
  if (isLate) return { verdict: "tooLate", places };
  change(work, scan.taken, isPick ? "picked" : "checked", -1);
  await tx.run("update pick_scan set undone = true where shop_id = $1 and scan_id = $2", [tx.shopId, scanId]);
  return { verdict: "undone", places };
}

/** The box is closed that these units are in: it has to be opened first. */
const isInClosedBox = ({ taskId, lines, boxes }: Task, taken: readonly Taken[]): boolean =>
  lines.some(({ orderLineId, checked }) => {
    const units = taken.find((each) => each.taskId === taskId && each.orderLineId === orderLineId)?.units ?? 0;
    return units > 0 && checked - units < boxedOf(boxes, orderLineId);
  });

function change(work: Work, taken: readonly Taken[], what: "picked" | "checked", sign: 1 | -1): void {
  work.tasks = work.tasks.map((task) => ({
    ...task,
    lines: task.lines.map((line) => {
      const got = taken.find(({ taskId, orderLineId }) => taskId === line.taskId && orderLineId === line.orderLineId);
      return got === undefined ? line : { ...line, [what]: Math.max(0, line[what] + sign * got.units) };
    }),
  }));
}

const placesOf = (tasks: readonly Task[], taken: readonly Taken[]): number[] =>
  tasks.filter((task) => taken.some(({ taskId }) => taskId === task.taskId)).map(({ place }) => place);

/** Orders of which something was taken back have to be picked again. */
async function reopen(tx: ShopTx, tasks: readonly Task[]): Promise<void> {
  const again = tasks.filter(({ status, lines }) => status === "picked" && lines.some((line) => toPick(line) > 0));
  await tx.run(
    "update pick_task set status = 'open', picked_at = null where shop_id = $1 and task_id = any($2::bigint[])",
    [tx.shopId, again.map(({ taskId }) => taskId)],
  );
}
