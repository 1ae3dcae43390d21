import { SHARES } from "../../core/effects.ts";
import { fromGid, type TransferId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { ListTransfersDocument } from "../../platform/admin-api/operations.ts";
import { allPages } from "../../platform/admin-api/pages.ts";
import { inLease, keepLease, type Lease } from "../../platform/lanes.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { missedChanges } from "../../platform/metrics.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { SCOPES_TO_EXPLAIN } from "./domain/scopes.ts";
import type { TransferStatus } from "./domain/transfer.ts";
import { mirrorTransfer } from "./mirror.server.ts";
import { lookAtHolds } from "./plan-holds.server.ts";
import { readTransfer } from "./read-transfer.server.ts";
import { readSetting, setConnected } from "./setting.server.ts";

const OPEN = ["DRAFT", "READY_TO_SHIP", "IN_PROGRESS"] as const;

interface Listed {
  readonly transferId: TransferId;
  readonly status: TransferStatus;
}

/**
 * With the scopes for it: connects the shop the first time, and then finds what webhooks did not tell. Without them: what transfers do to the stock
 * is made outside. Called at every reconcile, before it looks at differences, with the scopes that are granted.
 */
export async function lookAtTransfers(
  lease: Lease,
  admin: AdminClient,
  granted: readonly string[],
  now: Date,
): Promise<void> {
  const wanted = SCOPES_TO_EXPLAIN.every((scope) => granted.includes(scope));
  const { connectedAt } = await inLease(lease, readSetting);
  if (!wanted && connectedAt !== null) await inLease(lease, (tx) => setConnected(tx, null));
  if (!wanted) return;
  if (connectedAt === null) await connect(lease, admin, now);
  else await findMissed(lease, admin, now);
  await inLease(lease, (tx) => lookAtHolds(tx, now));
}

/** What transfers hold and bring at this moment is in the numbers already: it is remembered, and from then on changes of it are explained. */
async function connect(lease: Lease, admin: AdminClient, now: Date): Promise<void> {
  for (const { transferId } of await listOpen(lease, admin)) await readOne(lease, admin, transferId, now);
  await inLease(lease, (tx) => setConnected(tx, now));
}

async function readOne(lease: Lease, admin: AdminClient, transferId: TransferId, now: Date): Promise<void> {
  await keepLease(lease);
  const stamp = await beginRead(now);
  const read = await readTransfer(admin, transferId);
  await inLease(lease, (tx) => mirrorTransfer(tx, transferId, read, stamp, now));
}

/**
 * Transfers have no time of change to search by. Marked are those that have another status than here, that are new, that are open here and not in
 * Shopify's list, and those of which a level shows something that nothing explains yet: of their items, or units set aside at their origin, for an item may
 * have been added.
 */
async function findMissed(lease: Lease, admin: AdminClient, now: Date): Promise<void> {
  const open = await listOpen(lease, admin);
  const newest = await inLease(lease, newestKnown);
  // Made and finished between two looks.
  const newer = await list(lease, admin, `id:>${newest}`);
  await inLease(lease, async (tx) => {
    const missed = await missedOf(tx, [...open, ...newer]);
    for (const { why } of missed) if (why === "missed") missedChanges.inc({ kind: "transfer" });
    await markChanged(
      tx,
      missed.map(({ transferId }) => ({ kind: "transfer", objectId: transferId })),
      now,
    );
  });
}

async function listOpen(lease: Lease, admin: AdminClient): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const status of OPEN) listed.push(...(await list(lease, admin, `status:${status}`)));
  return listed;
}

async function list(lease: Lease, admin: AdminClient, query: string): Promise<Listed[]> {
  const page = async (after: string | null) => {
    await keepLease(lease);
    const data = await admin.request(ListTransfersDocument, { query, after }, { share: SHARES.rest });
    return data.inventoryTransfers;
  };
  const nodes = await allPages(await page(null), page);
  return nodes.map(({ id, status }) => ({ transferId: fromGid("InventoryTransfer", id), status }));
}

async function newestKnown(tx: ShopTx): Promise<string> {
  const [row] = await tx.rows<{ newest: string }>(
    "select coalesce(max(transfer_id), 0)::text as newest from transfer where shop_id = $1",
    [tx.shopId],
  );
  return row?.newest ?? "0";
}

function missedOf(tx: ShopTx, listed: readonly Listed[]) {
  return tx.rows<{ transferId: TransferId; why: "differs" | "missed" }>(
    `with x as (select * from unnest($2::bigint[], $3::text[]) as x(transfer_id, status)),
          here as (select * from transfer where shop_id = $1 and status = any($4))
     select x.transfer_id as "transferId", 'missed' as why from x left join transfer t on t.shop_id = $1 and t.transfer_id = x.transfer_id
      where t.status is distinct from x.status
     union
     select transfer_id, 'missed' from here where transfer_id not in (select transfer_id from x)
     union
     select h.transfer_id, 'differs' from here h join x on x.transfer_id = h.transfer_id and x.status = h.status
      where exists (select 1 from transfer_line l
                      join inventory_level v on v.shop_id = l.shop_id and v.item_id = l.item_id and v.location_id in (h.origin_id, h.destination_id)
                     where l.shop_id = h.shop_id and l.transfer_id = h.transfer_id and v.differs)
         or exists (select 1 from inventory_level v
                     where v.shop_id = h.shop_id and v.location_id = h.origin_id and v.differs and v.available < v.x_available
                       and (v.reserved > v.x_reserved or v.committed > v.x_committed))`,
    [tx.shopId, listed.map(({ transferId }) => transferId), listed.map(({ status }) => status), OPEN],
  );
}

/** Marks the open transfers: one of their shipments is new to us, and Shopify does not tell whose it is. */
export async function markOpenTransfers(tx: ShopTx, now: Date): Promise<void> {
  const rows = await tx.rows<{ id: TransferId }>(
    "select transfer_id as id from transfer where shop_id = $1 and status in ('READY_TO_SHIP', 'IN_PROGRESS') order by transfer_id desc limit 50",
    [tx.shopId],
  );
  await markChanged(
    tx,
    rows.map(({ id }) => ({ kind: "transfer", objectId: id })),
    now,
  );
}
