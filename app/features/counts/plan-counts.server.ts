import type { CountId, IntentId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import {
  recordStockWrite,
  triedWrite,
  writesSettled,
  type SettledWrite,
  type WriteRow,
} from "../stock-writes/public.server.ts";
import { afterWriting, type CountReason, type LineStatus } from "./domain/count.ts";
import { decideLine, type AcceptedLine, type CountedLevel, type LineDecision } from "./domain/decide-line.ts";
import { readMovements } from "./movements.server.ts";

interface Row extends WriteRow {
  readonly count_id: CountId;
  readonly location_id: LocationId;
  readonly reason: CountReason;
  readonly item_id: InventoryItemId;
  readonly counted: number;
  readonly counted_at: Date;
  readonly sure: boolean;
  readonly exists: boolean;
  readonly tracked: boolean;
  readonly active: boolean;
  readonly on_hand: number;
  readonly expected: number;
  readonly [column: string]: unknown;
}

/** Planner of the stock lane: writes what was counted and accepted of these items, and settles what was written. */
export async function planCounts(tx: ShopTx, items: readonly InventoryItemId[], now: Date): Promise<void> {
  const rows = await tx.rows<Row>(
    `select n.count_id, c.location_id, c.reason, n.item_id, n.counted, n.counted_at, n.sure, n.decided_from, n.decided_at, n.intent_id, n.intent_index,
            i.item_id is not null and i.deleted_at is null as exists, coalesce(i.tracked, false) as tracked, coalesce(l.active, false) as active,
            coalesce(l.on_hand, 0) as on_hand,
            coalesce(l.x_available + l.x_committed + l.x_reserved + l.x_damaged + l.x_safety_stock + l.x_quality_control, 0) as expected
       from stock_count_line n join stock_count c on c.shop_id = $1 and c.count_id = n.count_id and c.status = 'writing'
       left join inventory_item i on i.shop_id = $1 and i.item_id = n.item_id
       left join inventory_level l on l.shop_id = $1 and l.item_id = n.item_id and l.location_id = c.location_id
      where n.shop_id = $1 and n.item_id = any($2::bigint[]) and n.status = 'accepted'
      order by n.count_id, n.item_id for update of n`,
    [tx.shopId, items],
  );
  if (rows.length === 0) return;
  const movements = await readMovements(
    tx,
    rows.map((row) => ({ itemId: row.item_id, locationId: row.location_id, since: row.counted_at })),
  );
  const settled = await writesSettled(
    tx,
    rows.map((row) => row.intent_id),
  );
  const decided = rows.map((row) => ({
    row,
    decision: decideLine(lineOf(row, settled), levelOf(row), movements.of(row.item_id, row.location_id), now),
  }));
  for (const [countId, of] of Map.groupBy(decided, ({ row }) => row.count_id)) await store(tx, countId, of, now);
}

const lineOf = (row: Row, settled: ReadonlyMap<IntentId, SettledWrite>): AcceptedLine => ({
  counted: row.counted,
  countedAt: row.counted_at,
  sure: row.sure,
  write: triedWrite(row, settled),
});

const levelOf = ({ exists, tracked, active, on_hand: onHand, expected }: Row): CountedLevel => ({
  exists,
  tracked,
  active,
  onHand,
  expected,
});

async function store(
  tx: ShopTx,
  countId: CountId,
  decided: readonly { readonly row: Row; readonly decision: LineDecision }[],
  now: Date,
): Promise<void> {
  const writes = decided.flatMap(({ row, decision }) => (decision.do === "write" ? [{ row, ...decision }] : []));
  const [first] = decided;
  if (!first) return;
  const input = {
    state: "on_hand",
    reason: first.row.reason,
    document: { kind: "Count", id: countId },
    changes: writes.map(({ row, from, to }) => ({ itemId: row.item_id, locationId: row.location_id, from, to })),
  } as const;
  // A person looked at each of these lines and said "write".
  const recorded = await recordStockWrite(tx, { kind: "stock.set", input }, now, { clicked: true });
  await saveLines(tx, countId, now, [
    ...writes.map(({ row, from, to }, n) => ({
      item_id: row.item_id,
      status: "accepted" as const,
      problem: "",
      decided_from: from,
      decided_to: to,
      intent_id: recorded[n]?.intentId,
      ...(recorded[n] && { intent_index: recorded[n].place }),
    })),
    ...decided.flatMap(({ row, decision }) => endOf(row, decision)),
  ]);
  await closeWhenSettled(tx, countId, now);
}

interface LineChange {
  readonly item_id: InventoryItemId;
  readonly status: LineStatus;
  readonly problem: string;
  readonly decided_from?: number;
  readonly decided_to?: number;
  readonly intent_id?: IntentId | null | undefined;
  readonly intent_index?: number;
}

/** How a line ends, if it does. */
function endOf({ item_id, on_hand }: Row, decision: LineDecision): LineChange[] {
  switch (decision.do) {
    case "written":
      return [{ item_id, status: "written", problem: "" }];
    case "same":
      return [{ item_id, status: "same", problem: "", decided_from: on_hand, decided_to: on_hand }];
    case "fail":
      return [{ item_id, status: "failed", problem: decision.problem }];
    case "write":
    case "wait":
      return [];
  }
}

/** What was written is counted from nothing when somebody counts it again. */
async function saveLines(tx: ShopTx, countId: CountId, now: Date, lines: readonly LineChange[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.run(
    `update stock_count_line n set status = x.status, problem = x.problem, decided_at = $3,
            decided_from = coalesce(x.decided_from, n.decided_from), decided_to = coalesce(x.decided_to, n.decided_to),
            intent_id = case when x.status = 'failed' then null else coalesce(x.intent_id, n.intent_id) end,
            intent_index = coalesce(x.intent_index, n.intent_index),
            recount_at = case when x.status in ('written', 'same') then $3 else n.recount_at end
       from jsonb_to_recordset($4::jsonb) as x(item_id bigint, status text, problem text, decided_from int, decided_to int, intent_id bigint, intent_index int)
      where n.shop_id = $1 and n.count_id = $2 and n.item_id = x.item_id`,
    [tx.shopId, countId, now, JSON.stringify(lines)],
  );
}

async function closeWhenSettled(tx: ShopTx, countId: CountId, now: Date): Promise<void> {
  const rows = await tx.rows<{ status: LineStatus; lines: number }>(
    "select status, count(*)::int as lines from stock_count_line where shop_id = $1 and count_id = $2 group by status",
    [tx.shopId, countId],
  );
  const status = afterWriting(Object.fromEntries(rows.map((row) => [row.status, row.lines])));
  if (status === "writing") return;
  await tx.run(
    `update stock_count set status = $3, closed_at = case when $3 = 'done' then $4::timestamptz end
      where shop_id = $1 and count_id = $2 and status = 'writing'`,
    [tx.shopId, countId, status, now],
  );
}
