import { fromGid, toGid, type InventoryItemId, type LocationId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import {
  InventoryLevelsOfItemDocument,
  RefreshInventoryItemsDocument,
  RefreshInventoryLevelsDocument,
  RefreshLocationsDocument,
} from "../../platform/admin-api/operations.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import {
  applyAvailable,
  inventoryGone,
  mirrorItems,
  mirrorLevels,
  mirrorLocations,
  readLocations,
  type LevelsNode,
} from "../inventory/public.server.ts";
import { clearing, type TakenMark } from "./domain/clearing.ts";
import { clearMarks, dropHints, takeHints, takeMarks } from "./store.server.ts";
import { allPages, found, inRun, type RefreshRun } from "./tools.server.ts";

/** Documented costs per id, until they were measured: a location 2, an item with its variant 6, a level 11 if each state counts. */
const COST = { location: 2, item: 6, level: 11 } as const;

/** Applies the numbers of webhook bodies: no API points, at once. */
export async function applyHints(run: RefreshRun): Promise<void> {
  await inRun(run, async (tx) => {
    const hints = await takeHints(tx, 1_000);
    await applyAvailable(
      tx,
      hints.map((hint) => ({
        ...hint,
        itemId: hint.itemId as InventoryItemId,
        locationId: hint.locationId as LocationId,
      })),
      run.now(),
    );
    await dropHints(tx, hints);
  });
}

/** Reads marked locations anew. */
export async function refreshLocations(run: RefreshRun): Promise<number> {
  const marks = await inRun(run, (tx) =>
    takeMarks(tx, "location", run.admin.fits(RefreshLocationsDocument, COST.location), run.now()),
  );
  if (marks.length === 0) return 0;
  const ids = marks.map((mark) => mark.objectId as LocationId);
  const read = await beginRead(run.now());
  const data = await run.admin.request(
    RefreshLocationsDocument,
    { ids: ids.map((id) => toGid("Location", id)) },
    { share: SHARES.rest, ids: ids.length },
  );
  const nodes = found(data.nodes);
  const updated = new Map(nodes.map((node) => [fromGid("Location", node.id), new Date(node.updatedAt)]));
  await inRun(run, async (tx) => {
    await mirrorLocations(tx, nodes, read);
    await inventoryGone(
      tx,
      "location",
      ids.filter((id) => !updated.has(id)),
      read.at,
    );
    await clearMarks(tx, "location", marks, (mark) => updated.get(mark.objectId as LocationId) ?? null, run.now());
  });
  return marks.length;
}

/** Reads marked inventory items anew. */
export async function refreshItems(run: RefreshRun): Promise<number> {
  const marks = await inRun(run, (tx) =>
    takeMarks(tx, "inventoryItem", run.admin.fits(RefreshInventoryItemsDocument, COST.item), run.now()),
  );
  if (marks.length === 0) return 0;
  const ids = marks.map((mark) => mark.objectId as InventoryItemId);
  const read = await beginRead(run.now());
  const data = await run.admin.request(
    RefreshInventoryItemsDocument,
    { ids: ids.map((id) => toGid("InventoryItem", id)) },
    { share: SHARES.rest, ids: ids.length },
  );
  const answers = found(data.nodes);
  const updated = new Map(answers.map((answer) => [fromGid("InventoryItem", answer.id), new Date(answer.updatedAt)]));
  await inRun(run, async (tx) => {
    await mirrorItems(
      tx,
      answers.map((item) => ({ item, variant: item.variants?.nodes[0] ?? null })),
      read,
    );
    await inventoryGone(
      tx,
      "inventory_item",
      ids.filter((id) => !updated.has(id)),
      read.at,
    );
    await clearMarks(
      tx,
      "inventoryItem",
      marks,
      (mark) => updated.get(mark.objectId as InventoryItemId) ?? null,
      run.now(),
    );
  });
  return marks.length;
}

/** Reads the levels of marked items anew, all levels of an item together. */
export async function refreshLevels(run: RefreshRun): Promise<number> {
  const perItem = Math.min(50, (await inRun(run, readLocations)).length + 2);
  const count = run.admin.fits(RefreshInventoryLevelsDocument, 1 + perItem * COST.level);
  const marks = await inRun(run, (tx) => takeMarks(tx, "inventoryLevel", count, run.now()));
  if (marks.length === 0) return 0;
  const ids = [...new Set(marks.map((mark) => mark.objectId as InventoryItemId))];
  const read = await beginRead(run.now());
  const data = await run.admin.request(
    RefreshInventoryLevelsDocument,
    { ids: ids.map((id) => toGid("InventoryItem", id)), levels: perItem },
    { share: SHARES.rest, ids: ids.length },
  );
  const answers = found(data.nodes);
  const nodes: LevelsNode[] = [];
  for (const answer of answers) {
    const levels = await allPages(answer.inventoryLevels, async (after) => {
      const page = await run.admin.request(
        InventoryLevelsOfItemDocument,
        { id: answer.id, after },
        { share: SHARES.rest },
      );
      return page.inventoryItem?.inventoryLevels;
    });
    nodes.push({ itemId: fromGid("InventoryItem", answer.id), levels, complete: true });
  }
  const updated = new Map<string, Date>(
    nodes.flatMap(({ itemId, levels }) =>
      levels.map(
        (level) => [`${itemId} ${fromGid("Location", level.location.id)}`, new Date(level.updatedAt)] as const,
      ),
    ),
  );
  const shown = (mark: TakenMark) => updated.get(`${mark.objectId} ${mark.part}`) ?? null;
  // A read older than the number a webhook told would take that number back. Its mark stays, and it is read again.
  const stale = new Set<string>(
    marks.filter((mark) => !clearing(mark, shown(mark)).clear).map((mark) => mark.objectId),
  );
  await inRun(run, async (tx) => {
    await mirrorLevels(
      tx,
      nodes.filter((node) => !stale.has(node.itemId)),
      read,
    );
    await inventoryGone(
      tx,
      "inventory_item",
      ids.filter((id) => !nodes.some((node) => node.itemId === id)),
      read.at,
    );
    await clearMarks(tx, "inventoryLevel", marks, shown, run.now());
  });
  return marks.length;
}
