import { fromGid } from "../../core/ids.ts";
import type { BulkGroup } from "../../platform/admin-api/bulk-lines.ts";
import { bulkBatches } from "../../platform/admin-api/bulk.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { keepLease } from "../../platform/lanes.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { levelsOfBulk, mirrorLevels, type LevelsNode } from "../inventory/public.server.ts";
import { fulfillmentOrderOfBulk, orderOfBulk } from "../orders/public.server.ts";
import { catchUpProgressed, marksOf, type CatchUp, type ShownMark } from "./catch-up-store.server.ts";
import type { CatchUpKind } from "./domain/catch-up.ts";
import { clearing, type TakenMark } from "./domain/clearing.ts";
import { withMetafields } from "./metafields.server.ts";
import { takeOrders } from "./orders.server.ts";
import { lostUnits } from "./refunds.server.ts";
import { clearMarks } from "./store.server.ts";
import { idOf, orderIdOf, takeFulfillmentOrders } from "./take-fulfillment-orders.server.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";
import { readVariantSizes } from "./variant-sizes.server.ts";

/** Lines of the result, or levels, in one transaction: about 50–150 ms of work, far below a transaction's 15 s. */
const BATCH = 500;

/**
 * Takes the result of a bulk query as a single read would take it, from where the last run stopped, and clears the marks it answers. Returns how
 * many roots it had. Throws BrokenBulk for a result that is of no use, Retryable when the line breaks.
 */
export async function takeBulk(run: RefreshRun, asked: CatchUp, url: string): Promise<number> {
  let taken = 0;
  for await (const batch of bulkBatches(url, asked.done, BATCH)) {
    await keepLease(run.lease);
    await TAKE[asked.kind](run, asked, batch);
    taken += batch.length;
  }
  return taken;
}

const TAKE: Readonly<
  Record<CatchUpKind, (run: RefreshRun, asked: CatchUp, batch: readonly BulkGroup[]) => Promise<void>>
> = {
  async order(run, { read }, batch) {
    const seen = await withMetafields(run, batch.map(orderOfBulk));
    await readVariantSizes(run, seen);
    const updated = new Map<string, Date>(
      seen.map(({ node }) => [fromGid("Order", node.order.id), new Date(node.order.updatedAt)]),
    );
    await inRun(run, async (tx) => {
      await takeOrders(tx, seen, read, run.now());
      await clearAnswered(tx, "order", updated, run.now());
      // The refunds of an order are too deep for a bulk query: an order that lost units is read once more, by itself.
      await markChanged(
        tx,
        seen
          .filter(({ node }) => lostUnits(node))
          .map(({ node }) => ({ kind: "order", objectId: fromGid("Order", node.order.id) })),
        run.now(),
      );
      await catchUpProgressed(tx, linesOf(batch));
    });
  },

  /** Where something moved, the whole order must be read: that is left to single reads, which ask for as much as the budget allows. */
  async fulfillmentOrder(run, { read }, batch) {
    const nodes = batch.map(fulfillmentOrderOfBulk);
    await inRun(run, async (tx) => {
      const moved = new Set(await takeFulfillmentOrders(tx, { nodes, read }, run.now()));
      const [left = [], plain = []] = [true, false].map((is) =>
        nodes.filter((node) => moved.has(orderIdOf(node)) === is),
      );
      if (left.length > 0) await takeFulfillmentOrders(tx, { nodes: plain, read }, run.now());
      const updated = new Map<string, Date>(
        plain.map((node) => [idOf(node), new Date(node.fulfillmentOrder.updatedAt)]),
      );
      await clearAnswered(tx, "fulfillmentOrder", updated, run.now());
      await markUnmarked(tx, left.map(idOf), run.now());
      await catchUpProgressed(tx, linesOf(batch));
    });
  },

  /** A root is a location, with all its levels that changed: they are taken in parts, and again from the first when that breaks off. */
  async inventoryLevel(run, { read }, batch) {
    const levels = batch.flatMap(levelsOfBulk);
    for (let from = 0; from < levels.length; from += BATCH) {
      await keepLease(run.lease);
      await inRun(run, async (tx) => {
        const part = levels.slice(from, from + BATCH);
        const marks = await marksOf(tx, "inventoryLevel", [...new Set(part.map(({ itemId }) => itemId))]);
        await mirrorLevels(tx, await trusted(tx, part, marks), read);
        const updated = new Map(part.map((node) => [levelKey(node), updatedAtOf(node)]));
        await clearAnswered(tx, "inventoryLevel", updated, run.now(), marks);
      });
    }
    await inRun(run, (tx) => catchUpProgressed(tx, linesOf(batch)));
  },
};

const linesOf = (batch: readonly BulkGroup[]) => batch.at(-1)?.lines ?? 0;
const levelKey = ({ itemId, levels }: LevelsNode) => `${itemId} ${fromGid("Location", levels[0]?.location.id ?? "")}`;
const updatedAtOf = ({ levels }: LevelsNode) => new Date(levels[0]?.updatedAt ?? 0);
const keyOf = ({ objectId, part }: TakenMark) => (part === "0" ? objectId : `${objectId} ${part}`);

/** Marks that are there stay as they are: one that is made anew would be answered by the next bulk query, with the same. */
async function markUnmarked(tx: ShopTx, ids: readonly string[], now: Date): Promise<void> {
  const marked = new Set((await marksOf(tx, "fulfillmentOrder", ids)).map((mark) => mark.objectId));
  const missing = ids.filter((id) => !marked.has(id));
  await markChanged(
    tx,
    missing.map((objectId) => ({ kind: "fulfillmentOrder", objectId })),
    now,
  );
}

/** Clears the marks of what was shown; one that was made anew since stays as it is, one whose body is newer waits for a single read. */
async function clearAnswered(
  tx: ShopTx,
  kind: CatchUpKind,
  updated: ReadonlyMap<string, Date>,
  now: Date,
  found?: readonly ShownMark[],
): Promise<void> {
  const marks = found ?? (await marksOf(tx, kind, [...updated.keys()]));
  const answered = marks.filter((mark) => mark.answered && updated.has(keyOf(mark)));
  await clearMarks(tx, kind, answered, (mark) => updated.get(keyOf(mark)) ?? null, now);
}

/**
 * Levels that may be taken: the bulk query may have seen a level before a webhook's number or a move of our own that the mirror has already. So not
 * those that were marked anew since, whose body is newer, or that are provisional with no mark that this read answers.
 */
async function trusted(tx: ShopTx, nodes: readonly LevelsNode[], marks: readonly ShownMark[]): Promise<LevelsNode[]> {
  const markOf = new Map(marks.map((mark) => [keyOf(mark), mark]));
  const rows = await tx.rows<{ item_id: string; location_id: string }>(
    "select item_id, location_id from inventory_level where shop_id = $1 and item_id = any($2::bigint[]) and provisional",
    [tx.shopId, nodes.map(({ itemId }) => itemId)],
  );
  const provisional = new Set(rows.map((row) => `${row.item_id} ${row.location_id}`));
  return nodes.filter((node) => {
    const mark = markOf.get(levelKey(node));
    if (!mark) return !provisional.has(levelKey(node));
    return mark.answered && clearing(mark, updatedAtOf(node)).clear;
  });
}
