import type { FeedRunId, IntentId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import {
  recordStockWrite,
  triedWrite,
  writesSettled,
  type SettledWrite,
  type WriteRow,
} from "../stock-writes/public.server.ts";
import { decideTarget, type Target, type TargetDecision } from "./domain/decide-target.ts";

interface Row extends WriteRow {
  readonly run_id: FeedRunId;
  readonly item_id: InventoryItemId;
  readonly location_id: LocationId;
  readonly to_units: number;
  readonly clicked: boolean;
  readonly newest: boolean;
  readonly tracked: boolean;
  readonly active: boolean;
  readonly available: number;
  readonly [column: string]: unknown;
}

/** Planner of the stock lane: writes what feeds want of these items, and settles what was written. */
export async function planFeeds(tx: ShopTx, items: readonly InventoryItemId[], now: Date): Promise<void> {
  const rows = await tx.rows<Row>(
    `select t.run_id, t.item_id, t.location_id, t.to_units, r.clicked, t.decided_from, t.decided_at, t.intent_id, t.intent_index,
            not exists (select 1 from stock_feed_run n where n.shop_id = $1 and n.feed_id = r.feed_id and n.run_id > r.run_id and n.status in ('writing', 'done')) as newest,
            coalesce(i.tracked and i.deleted_at is null, false) as tracked, coalesce(l.active, false) as active, coalesce(l.available, 0) as available
       from stock_feed_target t join stock_feed_run r on r.shop_id = $1 and r.run_id = t.run_id and r.status = 'writing'
       left join inventory_item i on i.shop_id = $1 and i.item_id = t.item_id
       left join inventory_level l on l.shop_id = $1 and l.item_id = t.item_id and l.location_id = t.location_id
      where t.shop_id = $1 and t.item_id = any($2::bigint[]) and t.status = 'planned'
      order by t.run_id, t.item_id, t.location_id for update of t`,
    [tx.shopId, items],
  );
  if (rows.length === 0) return;
  const settled = await writesSettled(
    tx,
    rows.map((row) => row.intent_id),
  );
  const decided = rows.map((row) => ({ row, decision: decideTarget(targetOf(row, settled), row, now) }));
  for (const [runId, of] of Map.groupBy(decided, ({ row }) => row.run_id)) {
    await store(tx, runId, of, now);
    await closeWhenSettled(tx, runId, now);
  }
}

const targetOf = (row: Row, settled: ReadonlyMap<IntentId, SettledWrite>): Target => ({
  to: row.to_units,
  newest: row.newest,
  write: triedWrite(row, settled),
});

async function store(
  tx: ShopTx,
  runId: FeedRunId,
  decided: readonly { readonly row: Row; readonly decision: TargetDecision }[],
  now: Date,
): Promise<void> {
  const writes = decided.flatMap(({ row, decision }) =>
    decision.do === "write" ? [{ row, from: decision.from }] : [],
  );
  const input = {
    state: "available",
    reason: "correction",
    document: { kind: "Feed", id: runId },
    changes: writes.map(({ row, from }) => ({
      itemId: row.item_id,
      locationId: row.location_id,
      from,
      to: row.to_units,
    })),
  } as const;
  const clicked = decided.some(({ row }) => row.clicked);
  const recorded = await recordStockWrite(tx, { kind: "stock.set", input }, now, { clicked });
  const changes = [
    ...writes.flatMap(({ row, from }, n) => {
      const change = recorded[n];
      // Switched off meanwhile: left as it is, to be decided when somebody says so.
      if (!change) return [];
      return [
        {
          item_id: row.item_id,
          location_id: row.location_id,
          status: "planned",
          problem: "",
          from,
          intent_id: change.intentId,
          place: change.place,
        },
      ];
    }),
    ...decided.flatMap(({ row, decision }) =>
      decision.do === "end"
        ? [{ item_id: row.item_id, location_id: row.location_id, status: decision.status, problem: decision.problem }]
        : [],
    ),
  ];
  if (changes.length === 0) return;
  await tx.run(
    `update stock_feed_target t set status = x.status, problem = x.problem, decided_at = $3, decided_from = coalesce(x."from", t.decided_from),
            intent_id = coalesce(x.intent_id, t.intent_id), intent_index = coalesce(x.place, t.intent_index)
       from jsonb_to_recordset($4::jsonb) as x(item_id bigint, location_id bigint, status text, problem text, "from" int, intent_id bigint, place int)
      where t.shop_id = $1 and t.run_id = $2 and t.item_id = x.item_id and t.location_id = x.location_id`,
    [tx.shopId, runId, now, JSON.stringify(changes)],
  );
}

async function closeWhenSettled(tx: ShopTx, runId: FeedRunId, now: Date): Promise<void> {
  await tx.run(
    `update stock_feed_run r set status = 'done', closed_at = $3 where r.shop_id = $1 and r.run_id = $2 and r.status = 'writing'
        and not exists (select 1 from stock_feed_target t where t.shop_id = $1 and t.run_id = $2 and t.status = 'planned')`,
    [tx.shopId, runId, now],
  );
}
