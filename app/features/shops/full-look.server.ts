import { fromGid } from "../../core/ids.ts";
import { KINDS } from "../../core/kinds.ts";
import type { BulkGroup } from "../../platform/admin-api/bulk-lines.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { olderRows, type Mirrored } from "../../platform/db/older-rows.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { markChanged, type OwnMark } from "../../platform/marks.server.ts";
import { missedChanges } from "../../platform/metrics.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { differsFromMirror, itemOfBulk } from "../inventory/public.server.ts";
import { fulfillmentOrderOfBulk, orderOfBulk } from "../orders/public.server.ts";
import { IMPORT_KINDS, type BulkKind } from "./domain/import-plan.ts";
import { ordersAmong, wantAgain } from "./import-runs.server.ts";

/** Reconcile finds by `updated_at` what webhooks did not tell; this finds what neither told, at 10 points a kind. */
const FULL_LOOK_MS = 7 * 24 * 3_600_000;

/** Everything is to be read once more when the last time was a week ago, and nothing of it is under way. Cheap: asked at each reconcile. */
export async function wantFullLook(tx: ShopTx, now: Date): Promise<void> {
  const [row] = await tx.rows<{ due: boolean }>(
    `select bool_and(status in ('done', 'failed')) and min(finished_at) filter (where kind <> 'shop') <= $2 as due
       from import_run where shop_id = $1`,
    [tx.shopId, new Date(now.getTime() - FULL_LOOK_MS)],
  );
  if (!row?.due) return;
  for (const kind of IMPORT_KINDS) if (kind !== "shop") await wantAgain(tx, kind);
  wakeLane(tx, "long");
}

/**
 * Compares a part of a bulk result with the mirror. What is the same has been seen; what is missing or different is marked, and its own read does what
 * follows from it (moves, refunds, the ledger). Nothing is taken from here: the answer may be minutes older than what the mirror has.
 */
export async function compareBatch(
  tx: ShopTx,
  kind: BulkKind,
  batch: readonly BulkGroup[],
  read: ReadStamp,
  now: Date,
): Promise<void> {
  const marks = await COMPARE[kind](tx, batch, read);
  for (const mark of marks) missedChanges.inc({ kind: mark.kind });
  if (marks.length > 0) log.info({ event: "full_look.missed", shopId: tx.shopId, count: marks.length });
  await markChanged(tx, marks, now);
}

const ITEM = { kind: "inventoryItem", table: "inventory_item", key: "item_id" } as const;
const ORDER = { kind: "order", table: "shop_order", key: "order_id" } as const;
const FULFILLMENT = { kind: "fulfillment", table: "fulfillment", key: "fulfillment_id" } as const;
const FULFILLMENT_ORDER = {
  kind: "fulfillmentOrder",
  table: "fulfillment_order",
  key: "fulfillment_order_id",
} as const;

const COMPARE: Readonly<
  Record<BulkKind, (tx: ShopTx, batch: readonly BulkGroup[], read: ReadStamp) => Promise<OwnMark[]>>
> = {
  async items(tx, batch, read) {
    const groups = batch.map(itemOfBulk);
    const marks = await differsFromMirror(tx, groups, read);
    const ids = groups.map(({ levels }) => levels.itemId);
    await wereSeen(tx, ITEM, ids, read);
    return marks;
  },
  async orders(tx, batch, read) {
    const orders = batch.map(orderOfBulk);
    const seen = orders.map(({ node: { order } }): Seen => [fromGid("Order", order.id), order.updatedAt]);
    const parts = orders.flatMap(({ fulfillments }) =>
      fulfillments.map(({ id, updatedAt }): Seen => [fromGid("Fulfillment", id), updatedAt]),
    );
    const ids = seen.map(([id]) => id);
    await wereSeen(tx, ORDER, ids, read);
    return [...(await older(tx, ORDER, seen)), ...(await older(tx, FULFILLMENT, parts))];
  },
  /** Those of orders we may not see (older than 60 days) have nothing to hang on to. They do not vanish without their order. */
  async fulfillment_orders(tx, batch) {
    const nodes = batch.map((group) => fulfillmentOrderOfBulk(group).fulfillmentOrder);
    const known = await ordersAmong(
      tx,
      nodes.map(({ orderId }) => orderId),
    );
    const seen = nodes.filter(({ orderId }) => known.has(orderId));
    return older(
      tx,
      FULFILLMENT_ORDER,
      seen.map(({ id, updatedAt }): Seen => [fromGid("FulfillmentOrder", id), updatedAt]),
    );
  },
};

type Seen = readonly [id: string, updatedAt: string];

async function older(tx: ShopTx, what: Mirrored & Pick<OwnMark, "kind">, seen: readonly Seen[]): Promise<OwnMark[]> {
  return (await olderRows(tx, what, seen)).map((objectId) => ({ kind: what.kind, objectId }));
}

/**
 * They are there: what was not seen at the end is perhaps gone (markUnseen). Not what is marked: a read of it may be under way, and would be taken for
 * the older one.
 */
async function wereSeen(
  tx: ShopTx,
  { kind, table, key }: typeof ITEM | typeof ORDER,
  ids: readonly string[],
  read: ReadStamp,
): Promise<void> {
  await tx.run(
    `update ${table} t set read_no = $3 from unnest($2::bigint[]) as x(id)
      where t.shop_id = $1 and t.${key} = x.id and t.read_no < $3 and t.deleted_at is null
        and not exists (select 1 from mark m where m.shop_id = $1 and m.kind = $4 and m.object_id = x.id)`,
    [tx.shopId, ids, read.no, KINDS[kind]],
  );
}
