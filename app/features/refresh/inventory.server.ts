import { fromGid, toGid, type InventoryItemId, type LocationId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import {
  RefreshInventoryItemsDocument,
  RefreshInventoryLevelsDocument,
  RefreshLocationsDocument,
} from "../../platform/admin-api/operations.ts";
import { keepLease } from "../../platform/lanes.server.ts";
import { beginRead, type ReadStamp } from "../../platform/read-number.server.ts";
import {
  applyAvailable,
  inventoryGone,
  levelsGone,
  mirrorItems,
  mirrorLevels,
  mirrorLocations,
  type HintedLevel,
  type LevelsNode,
} from "../inventory/public.server.ts";
import { clearing, type TakenMark } from "./domain/clearing.ts";
import type { Reading } from "./read-marked.server.ts";
import {
  clearMarks,
  dropHints,
  lookAtMarks,
  LONGEST_REST_MS,
  restHints,
  takeHints,
  type Marked,
  type TakenHint,
} from "./store.server.ts";
import { found, inRun, type RefreshRun } from "./tools.server.ts";

/** Documented costs per id, until they were measured: a location 2, an item with its variant and cost 7, a level of an item 12 if each state counts. */
const COST = { location: 2, item: 7, level: 12 } as const;
export const LEVELS_COST = COST.level;

/**
 * Applies the numbers of webhook bodies: no API points, at once. A level that changed within the last ten minutes, too, is read when it is quiet: another
 * app that writes all its stock twenty times over would have each level read twenty times. Returns what waits since.
 */
export async function applyHints(run: RefreshRun): Promise<Marked> {
  return inRun(run, async (tx) => {
    const hints = await takeHints(tx, 1_000);
    const levels = await applyAvailable(
      tx,
      hints.map((hint) => ({
        ...hint,
        itemId: hint.itemId as InventoryItemId,
        locationId: hint.locationId as LocationId,
      })),
      LONGEST_REST_MS,
    );
    const levelOf = new Map(levels.map((level) => [level.key, level]));
    const resting = Map.groupBy(hints, (hint) => quietMs(hint, levelOf.get(`${hint.itemId} ${hint.locationId}`)));
    for (const [forMs, some] of resting)
      await (forMs === 0 ? dropHints(tx, some) : restHints(tx, some, forMs, run.now()));
    return lookAtMarks(tx, run.now());
  });
}

/** For how long its numbers must not have come before a level is read. */
function quietMs({ mayRest, rests }: TakenHint, level: HintedLevel | undefined): number {
  if (!level || !mayRest || (!rests && !(level.changedLately && level.hasNumber))) return 0;
  return level.hasNumber ? 60_000 : 5_000;
}

/** How marked locations are read anew. */
export const LOCATIONS: Reading = {
  kind: "location",
  most: (admin) => admin.fits(RefreshLocationsDocument, COST.location),
  read: readLocations,
};

/** How marked inventory items are read anew. */
export const ITEMS: Reading = {
  kind: "inventoryItem",
  most: (admin) => admin.fits(RefreshInventoryItemsDocument, COST.item),
  read: readItems,
};

/** How marked levels are read anew. */
export const LEVELS: Reading = {
  kind: "inventoryLevel",
  most: (admin) => admin.fits(RefreshInventoryLevelsDocument, COST.level),
  read: readLevels,
};

async function readLocations(run: RefreshRun, marks: readonly TakenMark[], read: ReadStamp): Promise<void> {
  const ids = marks.map((mark) => mark.objectId as LocationId);
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
}

async function readItems(run: RefreshRun, marks: readonly TakenMark[], read: ReadStamp): Promise<void> {
  const ids = marks.map((mark) => mark.objectId as InventoryItemId);
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
}

/** Location by location, each a read of its own. */
async function readLevels(run: RefreshRun, marks: readonly TakenMark[], first: ReadStamp): Promise<void> {
  let read: ReadStamp | undefined = first;
  for (const [location, there] of Map.groupBy(marks, (mark) => mark.part)) {
    if (!read) await keepLease(run.lease);
    await readLevelsAt(run, location as LocationId, there, read ?? (await beginRead(run.now())));
    read = undefined;
  }
}

async function readLevelsAt(
  run: RefreshRun,
  location: LocationId,
  marks: readonly TakenMark[],
  read: ReadStamp,
): Promise<void> {
  const ids = marks.map((mark) => mark.objectId as InventoryItemId);
  const place = toGid("Location", location);
  const data = await run.admin.request(
    RefreshInventoryLevelsDocument,
    { ids: ids.map((id) => toGid("InventoryItem", id)), location: place },
    { share: SHARES.rest, ids: ids.length },
  );
  const levels = new Map(
    found(data.nodes).map((answer) => [fromGid("InventoryItem", answer.id), answer.inventoryLevel]),
  );
  const shown = (mark: TakenMark) => {
    const level = levels.get(mark.objectId as InventoryItemId);
    return level ? new Date(level.updatedAt) : null;
  };
  // A read older than the number a webhook told would take that number back. Its mark stays, and it is read again.
  const fresh = marks
    .filter((mark) => clearing(mark, shown(mark)).clear)
    .map((mark) => mark.objectId as InventoryItemId);
  await inRun(run, async (tx) => {
    await mirrorLevels(
      tx,
      fresh.flatMap((itemId): LevelsNode[] => {
        const level = levels.get(itemId);
        return level ? [{ itemId, levels: [{ ...level, location: { id: place } }], complete: false }] : [];
      }),
      read,
    );
    await levelsGone(
      tx,
      location,
      fresh.filter((itemId) => levels.get(itemId) === null),
      read,
    );
    await inventoryGone(
      tx,
      "inventory_item",
      ids.filter((id) => !levels.has(id)),
      read.at,
    );
    await clearMarks(tx, "inventoryLevel", marks, shown, run.now());
  });
}
