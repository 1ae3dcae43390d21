import { fromGid, itemOfLevel, toGid, type FulfillmentId, type LocationId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  AllLocationsDocument,
  ChangedFulfillmentOrdersDocument,
  ChangedFulfillmentsDocument,
  ChangedItemsDocument,
  ChangedLevelsDocument,
  ChangedOrdersDocument,
} from "../../platform/admin-api/operations.ts";
import { allPages, type Page } from "../../platform/admin-api/pages.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { olderRows, type Mirrored } from "../../platform/db/older-rows.server.ts";
import { deleteOldFiles } from "../../platform/files.server.ts";
import { assertLease, keepLease, wakeLane, type Lease } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { markChanged, type OwnMark } from "../../platform/marks.server.ts";
import { missedChanges } from "../../platform/metrics.server.ts";
import { lookAtDifferences, readLocations } from "../inventory/public.server.ts";
import { found as present } from "./tools.server.ts";
import { tellOfDrift } from "./tell-of-drift.server.ts";

/** How far two clocks and Shopify's search index may lag behind: changes this recent are looked at again the next time. */
const OVERLAP_MS = 120_000;
/** A parcel that was not delivered within 30 days is lost or was never scanned. */
const PARCEL_MS = 30 * 24 * 3_600_000;
/** About a point each: the newest thousand are 1 % of what a standard plan gives in 15 minutes. */
const MOST_PARCELS = 1_000;
/** Of our own parcels we tell Shopify what happens, and wait for the echo; somebody else's event on one is rare. Asked every time, each cost up to 96 points a day. */
const OWN_PARCELS_EVERY_S = 24 * 3_600;
const PARCELS_AT_ONCE = 200;

/**
 * What did we miss? Reads what changed since the last time by `updated_at` (three queries and one per location), compares with the mirror, and
 * marks what is older here. Locations and fulfilments cannot be searched by time: all locations are looked at, and the fulfilments under way.
 * Misses are counted by kind: with working webhooks they are almost none.
 */
export async function runReconcile(lease: Lease, admin: AdminClient, now: Date): Promise<void> {
  const since = await inShop(lease.shopId, async (tx) => {
    const [row] = await tx.rows<{ reconciled_to: Date | null }>(
      "select reconciled_to from shop_profile where shop_id = $1",
      [tx.shopId],
    );
    return row?.reconciled_to ?? null;
  });
  if (since === null) return; // the first import is not done; it sets the mark
  const query = `updated_at:>='${new Date(since.getTime() - OVERLAP_MS).toISOString()}'`;

  // On Shopify's clock, like `updated_at`: ours may be hours ahead, and what is asked for from then on would never come.
  let asOf: Date | undefined;
  const orders = await changed(lease, async (after) => {
    const data = await admin.request(ChangedOrdersDocument, { query, after }, REST);
    asOf ??= admin.answeredAt() ?? now;
    return data.orders;
  });
  await keepLease(lease);
  const fulfillmentOrders = await changed(lease, (after) =>
    admin.request(ChangedFulfillmentOrdersDocument, { query, after }, REST).then((data) => data.fulfillmentOrders),
  );
  await keepLease(lease);
  const items = await changed(lease, (after) =>
    admin.request(ChangedItemsDocument, { query, after }, REST).then((data) => data.inventoryItems),
  );
  await keepLease(lease);
  const locations = await changed(lease, (after) =>
    admin.request(AllLocationsDocument, { after }, REST).then((data) => data.locations),
  );
  const levels: { item: string; location: LocationId; updatedAt: Date }[] = [];
  for (const id of locations.map((node) => fromGid("Location", node.id))) {
    await keepLease(lease);
    const nodes = await changed(lease, (after) =>
      admin
        .request(ChangedLevelsDocument, { location: toGid("Location", id), query, after }, REST)
        .then((data) => data.location?.inventoryLevels ?? NOTHING),
    );
    levels.push(
      ...nodes.map((node) => ({
        item: itemOfLevel(node.id),
        location: id,
        updatedAt: new Date(node.updatedAt),
      })),
    );
  }

  const fulfillments = await underWay(lease, admin, since, asOf ?? now);

  const missed = await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    const marks = [
      ...(await older(
        tx,
        "location",
        { table: "location", key: "location_id" },
        locations.map((node) => [fromGid("Location", node.id), node.updatedAt]),
      )),
      ...(await gone(
        tx,
        locations.map((node) => fromGid("Location", node.id)),
      )),
      ...(await older(
        tx,
        "order",
        { table: "shop_order", key: "order_id" },
        orders.map((node) => [fromGid("Order", node.id), node.updatedAt]),
      )),
      ...(await older(
        tx,
        "fulfillmentOrder",
        { table: "fulfillment_order", key: "fulfillment_order_id" },
        fulfillmentOrders.map((node) => [fromGid("FulfillmentOrder", node.id), node.updatedAt]),
      )),
      ...(await older(
        tx,
        "fulfillment",
        { table: "fulfillment", key: "fulfillment_id" },
        fulfillments.map((node) => [fromGid("Fulfillment", node.id), node.updatedAt]),
      )),
      ...(await older(
        tx,
        "inventoryItem",
        { table: "inventory_item", key: "item_id" },
        items.map((node) => [fromGid("InventoryItem", node.id), node.updatedAt]),
      )),
      ...(await olderLevels(tx, levels)),
    ];
    // As of then, for they changed since: when there are many, a bulk query is asked from there on (catch-up.server.ts).
    await markChanged(tx, marks, since);
    return marks;
  });
  for (const mark of missed) missedChanges.inc({ kind: mark.kind });
  if (missed.length > 0) log.info({ event: "reconcile.missed", shopId: lease.shopId, count: missed.length });

  // After the marks and apart from them: it holds levels first and marks them then, as refresh does (the other way round was a deadlock).
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await tellOfDrift(tx, await lookAtDifferences(tx, now), now);
    await tx.run("update shop_profile set reconciled_to = $2 where shop_id = $1", [tx.shopId, asOf ?? now]);
    await deleteOldFiles(tx, now);
    // Some things become possible by time alone (an order whose risk nobody assessed): a refresh looks, even without a mark.
    wakeLane(tx, "refresh");
  });
}

const REST = { share: SHARES.rest } as const;
const NOTHING = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

/** All pages. The lease is kept from page to page: after an outage there may be hundreds, at the pace of the shop's budget. */
async function changed<Node>(lease: Lease, page: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  return allPages(await page(null), async (after) => {
    await keepLease(lease);
    return page(after);
  });
}

/**
 * When each parcel changed that is not delivered yet. Older ones are not coming any more. Our own are asked for whenever they have become another
 * day old since the last time.
 */
async function underWay(lease: Lease, admin: AdminClient, since: Date, now: Date) {
  const ids = await inShop(lease.shopId, (tx) =>
    tx.rows<{ id: FulfillmentId }>(
      `select f.fulfillment_id as id from fulfillment f
        where f.shop_id = $1 and f.status <> 'CANCELLED' and f.delivered_at is null and f.created_at > $2
          and (not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id)
               or floor(extract(epoch from greatest($4, f.created_at) - f.created_at) / $6) < floor(extract(epoch from $5::timestamptz - f.created_at) / $6))
        order by f.fulfillment_id desc limit $3`,
      [lease.shopId, new Date(now.getTime() - PARCEL_MS), MOST_PARCELS, since, now, OWN_PARCELS_EVERY_S],
    ),
  );
  const found = [];
  for (let from = 0; from < ids.length; from += PARCELS_AT_ONCE) {
    await keepLease(lease);
    const page = ids.slice(from, from + PARCELS_AT_ONCE).map(({ id }) => toGid("Fulfillment", id));
    const { nodes } = await admin.request(ChangedFulfillmentsDocument, { ids: page }, { ...REST, ids: page.length });
    found.push(...present(nodes));
  }
  return found;
}

/** Those that are missing here or older than Shopify's. */
async function older(
  tx: ShopTx,
  kind: OwnMark["kind"],
  mirrored: Mirrored,
  seen: readonly (readonly [id: string, updatedAt: string])[],
): Promise<OwnMark[]> {
  return (await olderRows(tx, mirrored, seen)).map((objectId) => ({ kind, objectId }));
}

/** Locations of the mirror that Shopify's complete list does not have. */
async function gone(tx: ShopTx, there: readonly LocationId[]): Promise<OwnMark[]> {
  const known = await readLocations(tx);
  return known.filter(({ id }) => !there.includes(id)).map(({ id }) => ({ kind: "location", objectId: id }));
}

async function olderLevels(
  tx: ShopTx,
  seen: readonly { item: string; location: string; updatedAt: Date }[],
): Promise<OwnMark[]> {
  const rows = await tx.rows<{ item: string; location: string }>(
    `select x.item, x.location from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) as x(item, location, updated_at)
       left join inventory_level l on l.shop_id = $1 and l.item_id = x.item and l.location_id = x.location
      where l.item_id is null or l.provisional or date_trunc('second', l.updated_at) < date_trunc('second', x.updated_at)`,
    [tx.shopId, seen.map((each) => each.item), seen.map((each) => each.location), seen.map((each) => each.updatedAt)],
  );
  return rows.map((row) => ({ kind: "inventoryLevel", objectId: row.item, part: row.location }));
}
