import { fromGid } from "../../core/ids.ts";
import { STATES, type StockState } from "../../core/stock-states.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { OwnMark } from "../../platform/marks.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { itemRow, type ItemNode } from "./item-rows.ts";
import { levelRow, type LevelsNode } from "./rows.ts";

/**
 * What the mirror does not have as this read shows it, though nothing that was read since says otherwise: items by when they changed and by what their
 * product says of them (of which `updated_at` tells nothing), levels by their quantities. Numbers that a webhook or our own write has brought
 * meanwhile are left out: their own read follows.
 */
export async function differsFromMirror(
  tx: ShopTx,
  groups: readonly { readonly item: ItemNode; readonly levels: LevelsNode }[],
  read: ReadStamp,
): Promise<OwnMark[]> {
  return [
    ...(await differentItems(
      tx,
      groups.map(({ item }) => item),
      read,
    )),
    ...(await differentLevels(
      tx,
      groups.map(({ levels }) => levels),
      read,
    )),
  ];
}

async function differentItems(tx: ShopTx, nodes: readonly ItemNode[], read: ReadStamp): Promise<OwnMark[]> {
  const seen = nodes.map(itemRow);
  const rows = await tx.rows<{ id: string }>(
    `select x.id from unnest($2::bigint[], $3::timestamptz[], $4::text[]) as x(id, updated_at, digest)
       left join inventory_item i on i.shop_id = $1 and i.item_id = x.id
      where i.item_id is null
         or i.read_no < $5 and (i.deleted_at is not null or i.digest <> x.digest
                                or date_trunc('second', i.updated_at) < date_trunc('second', x.updated_at))`,
    [
      tx.shopId,
      seen.map((row) => row.item_id),
      seen.map((row) => row.updated_at),
      seen.map((row) => row.digest),
      read.no,
    ],
  );
  return rows.map(({ id }) => ({ kind: "inventoryItem", objectId: id }));
}

type Stored = Readonly<Record<StockState, number>> & {
  readonly item_id: string;
  readonly location_id: string;
  readonly active: boolean;
  readonly settled: boolean;
};

async function differentLevels(tx: ShopTx, nodes: readonly LevelsNode[], read: ReadStamp): Promise<OwnMark[]> {
  const stored = await tx.rows<Stored>(
    `select l.* from unnest($2::bigint[]) as x(id) cross join lateral (
       select item_id, location_id, active, ${STATES.join(", ")}, not provisional and read_no < $3 as settled
         from inventory_level where shop_id = $1 and item_id = x.id) l`,
    [tx.shopId, nodes.map(({ itemId }) => itemId), read.no],
  );
  const storedOf = new Map(stored.map((row) => [`${row.item_id} ${row.location_id}`, row]));
  const marks: OwnMark[] = [];
  for (const { itemId, levels } of nodes)
    for (const level of levels) {
      const row = levelRow(itemId, level);
      const key = `${itemId} ${row.location_id}`;
      const known = storedOf.get(key);
      storedOf.delete(key);
      const same = known?.active === row.active && STATES.every((state) => known[state] === row[state]);
      if (known === undefined || (known.settled && !same))
        marks.push({ kind: "inventoryLevel", objectId: itemId, part: fromGid("Location", level.location.id) });
    }
  for (const { item_id, location_id, active, settled } of storedOf.values())
    if (active && settled) marks.push({ kind: "inventoryLevel", objectId: item_id, part: location_id });
  return marks;
}
