import type { InventoryItemId, LocationId, TransferId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { stockChanged, writeEntries, type StockPlanner } from "../inventory/public.server.ts";
import { LEDGER_STATES } from "../../core/stock-states.ts";
import { byCommitted, keptElsewhere, otherState, type Waiting } from "./domain/held-state.ts";
import { setHolds } from "./setting.server.ts";
import { tryLockTransfers } from "./store.server.ts";

/** The place of `committed` in what a look remembers; PostgreSQL counts from 1. */
const COMMITTED = LEDGER_STATES.indexOf("committed") + 1;

interface WaitingLine extends Waiting {
  readonly transferId: TransferId;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly reserved: number;
  readonly committed: number;
  /** `committed` differed by the same when differences were looked at last. */
  readonly since: boolean;
  readonly [column: string]: unknown;
}

/**
 * Shopify's schema says that transfers keep their units as reserved, its changelog says committed. Where a level shows the other one than our entries
 * say, the entries are put right, and the shop's next transfers begin with it.
 */
export const planHolds: StockPlanner = async (tx, items, now) => {
  if ((await waitingAt(tx, items)).length === 0) return;
  if (!(await tryLockTransfers(tx))) return stockChanged(tx, items);
  await putRight(tx, await waitingAt(tx, items), now);
};

/** The same where somebody edited `reserved` as well: once a level has differed by the same in `committed` for two looks. Before it is called outside. */
export async function lookAtHolds(tx: ShopTx, now: Date): Promise<void> {
  const waiting = (await waitingAt(tx, null)).filter(({ since }) => since);
  if (waiting.length === 0 || !(await tryLockTransfers(tx))) return;
  await putRight(
    tx,
    waiting.map((line) => ({ ...line, ...byCommitted(line) })),
    now,
  );
}

/** The lines of each level with what it shows beyond its entries. */
async function putRight(tx: ShopTx, waiting: readonly WaitingLine[], now: Date): Promise<void> {
  for (const lines of Map.groupBy(waiting, ({ itemId, locationId }) => `${itemId} ${locationId}`).values()) {
    const [first] = lines;
    const found = first ? keptElsewhere(lines, first) : [];
    if (found.length === 0) continue;
    await writeEntries(
      tx,
      found.map(({ transferId, itemId, locationId, heldAs, units }) => ({
        itemId,
        locationId,
        cause: "transferred",
        document: { kind: "transfer", id: transferId },
        units: { [heldAs]: -units, [otherState(heldAs)]: units },
        occurredAt: now,
      })),
      now,
    );
    for (const line of found) await store(tx, line);
  }
}

/** Lines with units that wait at levels that differ and were read whole; a number of a webhook body says nothing of these states. Null: of all items. */
function waitingAt(tx: ShopTx, items: readonly InventoryItemId[] | null): Promise<WaitingLine[]> {
  return tx.rows<WaitingLine>(
    `select t.transfer_id as "transferId", l.item_id as "itemId", v.location_id as "locationId", l.held_as as "heldAs",
            greatest(0, l.quantity - sent.units) as units, v.reserved - v.x_reserved as reserved, v.committed - v.x_committed as committed,
            coalesce(v.suspect[${COMMITTED}] = v.committed - v.x_committed and v.suspect_at = p.stock_looked_at, false) as since
       from transfer_line l
       join shop_profile p on p.shop_id = l.shop_id
       join transfer t on t.shop_id = l.shop_id and t.transfer_id = l.transfer_id and t.status in ('READY_TO_SHIP', 'IN_PROGRESS')
       join inventory_level v on v.shop_id = l.shop_id and v.item_id = l.item_id and v.location_id = t.origin_id,
            lateral (select coalesce(sum(g.quantity), 0)::int as units from shipment s
                       join shipment_line g on g.shop_id = s.shop_id and g.shipment_id = s.shipment_id and g.item_id = l.item_id
                      where s.shop_id = t.shop_id and s.transfer_id = t.transfer_id and s.status <> 'DRAFT') sent
      where l.shop_id = $1 and ($2::bigint[] is null or l.item_id = any($2)) and v.differs and not v.provisional
      order by v.item_id, v.location_id, t.transfer_id`,
    [tx.shopId, items],
  );
}

async function store(tx: ShopTx, { transferId, itemId, heldAs }: WaitingLine): Promise<void> {
  const state = otherState(heldAs);
  await tx.run("update transfer_line set held_as = $4 where shop_id = $1 and transfer_id = $2 and item_id = $3", [
    tx.shopId,
    transferId,
    itemId,
    state,
  ]);
  await setHolds(tx, state);
}
