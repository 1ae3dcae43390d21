import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { LocationFieldsFragment } from "../../platform/admin-api/operations.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows, type Columns } from "../../platform/db/upsert.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { LEDGER_STATES, STATES, type LedgerState, type StockState } from "../../core/stock-states.ts";
import { levelRow, locationRow, type LevelsNode } from "./rows.ts";
import { putLevels } from "./put-levels.server.ts";
import { stockChanged } from "./stock-due.server.ts";

const LOCATION: Columns = {
  location_id: "bigint",
  name: "text",
  active: "boolean",
  fulfills_online_orders: "boolean",
  ships_inventory: "boolean",
  is_fulfillment_service: "boolean",
  country: "text",
  province: "text",
  city: "text",
  zip: "text",
  lat: "double precision",
  lng: "double precision",
  updated_at: "timestamptz",
  read_no: "bigint",
  deleted_at: "timestamptz",
};

/** Takes locations into the mirror; a row from an older read is left out. */
export async function mirrorLocations(
  tx: ShopTx,
  nodes: readonly LocationFieldsFragment[],
  read: ReadStamp,
): Promise<void> {
  const rows = nodes.map((node) => ({ ...locationRow(node), read_no: read.no, deleted_at: null }));
  await upsertRows(tx, "location", { columns: LOCATION, key: ["location_id"], newerBy: "read_no" }, rows);
}

/**
 * Takes the levels of items into the mirror. What a level has when it is first seen is its opening; what changes from then on is explained by entries
 * (entries.server.ts), or differs from what they say. A level that a complete answer does not have any more is inactive (disconnected), not forgotten.
 */
export async function mirrorLevels(tx: ShopTx, nodes: readonly LevelsNode[], read: ReadStamp): Promise<void> {
  const before = await storedLevels(
    tx,
    nodes.map(({ itemId }) => itemId),
  );
  const rows = nodes.flatMap(({ itemId, levels }) =>
    levels.map((level) => {
      const row = levelRow(itemId, level);
      const stored = before.get(`${row.item_id} ${row.location_id}`);
      const agrees = !stored || LEDGER_STATES.every((state) => row[state] === stored[`x_${state}`]);
      return { ...row, agreed_at: agrees ? read.at : stored.agreed_at };
    }),
  );
  const taken = await putLevels(tx, rows, read);
  const complete = new Set<string>(nodes.filter((node) => node.complete).map(({ itemId }) => itemId));
  const shown = new Set(rows.map((row) => `${row.item_id} ${row.location_id}`));
  const gone = [...before.entries()].flatMap(([key, level]) =>
    complete.has(level.item_id) && !shown.has(key) ? [level] : [],
  );
  if (gone.length > 0)
    await tx.run(
      `update inventory_level set active = false, read_no = $4
        where shop_id = $1 and (item_id, location_id) in (select * from unnest($2::bigint[], $3::bigint[])) and read_no < $4 and active`,
      [tx.shopId, gone.map((level) => level.item_id), gone.map((level) => level.location_id), read.no],
    );
  const changed = rows.filter((row) => {
    const key = `${row.item_id} ${row.location_id}`;
    const stored = before.get(key);
    return taken.has(key) && STATES.some((state) => row[state] !== stored?.[state]);
  });
  await stockChanged(
    tx,
    changed.map((row) => row.item_id),
  );
}

type StoredLevel = { readonly item_id: string; readonly location_id: string; readonly agreed_at: Date } & Readonly<
  Record<StockState | `x_${LedgerState}`, number>
>;

/** Locked in the order in which they are written: an effect that settles at this moment would change what is compared. */
async function storedLevels(tx: ShopTx, items: readonly string[]): Promise<Map<string, StoredLevel>> {
  // By their key: for a table that an import has just filled, the planner chose to look through a location (decision 0010).
  const rows = await tx.rows<StoredLevel>(
    `select l.* from (select id from unnest($2::bigint[]) as x(id) order by id) i cross join lateral (
       select item_id, location_id, agreed_at, ${STATES.join(", ")}, ${LEDGER_STATES.map((state) => `x_${state}`).join(", ")}
         from inventory_level where shop_id = $1 and item_id = i.id order by location_id for update) l`,
    [tx.shopId, items],
  );
  return new Map(rows.map((row) => [`${row.item_id} ${row.location_id}`, row]));
}

/** Levels a read did not find: the items are not stocked at this location any more. Whatever Shopify may show of one is newer. */
export async function levelsGone(
  tx: ShopTx,
  location: LocationId,
  items: readonly InventoryItemId[],
  read: ReadStamp,
): Promise<void> {
  await tx.run(
    `update inventory_level set active = false, read_no = $4, updated_at = to_timestamp(0)
      where shop_id = $1 and location_id = $2 and item_id = any($3::bigint[]) and read_no < $4 and active`,
    [tx.shopId, location, items, read.no],
  );
}

/**
 * Items and locations Shopify no longer has. Their rows stay, because orders and ledgers name them. Whatever Shopify may show of one is newer than what
 * we have: a replica that lags does not have yet what another read has shown, and reconcile finds it by this.
 */
export async function inventoryGone(
  tx: ShopTx,
  table: "inventory_item" | "location",
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  const key = table === "location" ? "location_id" : "item_id";
  await tx.run(
    `update ${table} set deleted_at = $3, updated_at = to_timestamp(0) where shop_id = $1 and ${key} = any($2::bigint[]) and deleted_at is null`,
    [tx.shopId, ids, at],
  );
  await tx.run(
    `update inventory_level set active = false, updated_at = to_timestamp(0) where shop_id = $1 and ${key} = any($2::bigint[])`,
    [tx.shopId, ids],
  );
}
