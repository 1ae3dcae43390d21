import type { EditId, IntentId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { StockReason } from "../../core/stock-reasons.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import {
  recordStockWrite,
  triedWrite,
  writesSettled,
  type SettledWrite,
  type StockWrite,
  type WriteRow,
} from "../stock-writes/public.server.ts";
import { decideLine, type LineDecision, type PlannedLine } from "./domain/decide-line.ts";
import type { Change, EditedLevel } from "./domain/edit.ts";
import { levelsNow } from "./levels-now.server.ts";

interface Row extends WriteRow {
  readonly edit_id: EditId;
  readonly reason: StockReason;
  readonly item_id: InventoryItemId;
  readonly location_id: LocationId;
  readonly change: Change;
  readonly seen: number;
  readonly [column: string]: unknown;
}

interface Decided {
  readonly row: Row;
  readonly level: EditedLevel | undefined;
  readonly decision: LineDecision;
}

/** Planner of the stock lane: writes what people edited of these items, and settles what was written. */
export async function planEdits(tx: ShopTx, items: readonly InventoryItemId[], now: Date): Promise<void> {
  const rows = await tx.rows<Row>(
    `select n.edit_id, e.reason, n.item_id, n.location_id, n.seen, n.decided_from, n.decided_at, n.intent_id, n.intent_index,
            jsonb_build_object('kind', n.kind, 'state', n.state, 'into', n.into_state, 'units', n.units) as change
       from stock_edit_line n join stock_edit e on e.shop_id = $1 and e.edit_id = n.edit_id and e.status = 'writing'
      where n.shop_id = $1 and n.item_id = any($2::bigint[]) and n.status = 'planned'
      order by n.edit_id, n.item_id, n.location_id for update of n`,
    [tx.shopId, items],
  );
  if (rows.length === 0) return;
  const levels = await levelsNow(
    tx,
    rows.map((row) => row.item_id),
  );
  const settled = await writesSettled(
    tx,
    rows.map((row) => row.intent_id),
  );
  // Of two people who change one number, the first is done with before the second is decided.
  const open = new Set<string>();
  const decided = rows.map((row): Decided => {
    const key = `${row.item_id} ${row.location_id}`;
    const level = levels.get(key);
    const decision: LineDecision = open.has(key) ? { do: "wait" } : decideLine(plannedOf(row, settled), level, now);
    if (decision.do === "write" || decision.do === "wait") open.add(key);
    return { row, level, decision };
  });
  for (const [editId, of] of Map.groupBy(decided, ({ row }) => row.edit_id)) {
    await store(tx, editId, of, now);
    await closeWhenSettled(tx, editId, now);
  }
}

const plannedOf = (row: Row, settled: ReadonlyMap<IntentId, SettledWrite>): PlannedLine => ({
  change: row.change,
  seen: row.seen,
  write: triedWrite(row, settled),
});

async function store(tx: ShopTx, editId: EditId, decided: readonly Decided[], now: Date): Promise<void> {
  const changes: object[] = decided.flatMap(({ row, decision }) => endOf(row, decision));
  const writes = decided.filter(({ decision }) => decision.do === "write");
  // One request of Shopify's writes one state.
  const kinds = Map.groupBy(writes, ({ row: { change } }) =>
    [change.kind, change.state, change.kind === "move" ? change.into : ""].join(" "),
  );
  for (const of of kinds.values()) {
    // A person looked at each of these lines and said "save".
    const recorded = await recordStockWrite(tx, writeOf(editId, of), now, { clicked: true });
    for (const [n, { row, decision }] of of.entries()) {
      const change = recorded[n];
      if (change && decision.do === "write")
        changes.push({
          ...keyOf(row),
          status: "planned",
          problem: "",
          from: decision.from,
          intent_id: change.intentId,
          place: change.place,
        });
    }
  }
  if (changes.length === 0) return;
  await tx.run(
    `update stock_edit_line n set status = x.status, problem = x.problem, decided_at = $3, decided_from = coalesce(x."from", n.decided_from),
            intent_id = coalesce(x.intent_id, n.intent_id), intent_index = coalesce(x.place, n.intent_index)
       from jsonb_to_recordset($4::jsonb) as x(item_id bigint, location_id bigint, status text, problem text, "from" int, intent_id bigint, place int)
      where n.shop_id = $1 and n.edit_id = $2 and n.item_id = x.item_id and n.location_id = x.location_id`,
    [tx.shopId, editId, now, JSON.stringify(changes)],
  );
}

const keyOf = ({ item_id, location_id }: Row) => ({ item_id, location_id });

/** How a line ends or asks, if it does. */
function endOf(row: Row, decision: LineDecision): object[] {
  switch (decision.do) {
    case "ask":
      return [{ ...keyOf(row), status: "asks", problem: "" }];
    case "end":
      return [{ ...keyOf(row), status: decision.status, problem: decision.problem }];
    case "write":
    case "wait":
      return [];
  }
}

/** Lines of one kind and state as one write. */
function writeOf(editId: EditId, lines: readonly Decided[]): StockWrite {
  const [first] = lines;
  const change = first?.row.change;
  const base = { reason: first?.row.reason ?? "correction", document: { kind: "Edit", id: editId } };
  const changes = lines.flatMap(({ row, level, decision }) =>
    decision.do === "write"
      ? [{ itemId: row.item_id, locationId: row.location_id, from: decision.from, units: row.change.units, level }]
      : [],
  );
  if (change?.kind === "move") {
    const { state, into } = change;
    const moves = changes.map(({ level, ...each }) => ({ ...each, toFrom: level?.[into] ?? 0 }));
    return { kind: "stock.move", input: { ...base, state, into, changes: moves } };
  }
  if (change?.kind === "add") {
    const state = change.state === "on_hand" ? "available" : change.state;
    const adjustments = changes.map(({ units, level: _level, ...each }) => ({ ...each, by: units }));
    return { kind: "stock.adjust", input: { ...base, state, changes: adjustments } };
  }
  const state = change?.state ?? "available";
  const numbers = changes.map(({ units, level: _level, ...each }) => ({ ...each, to: units }));
  return { kind: "stock.set", input: { ...base, state, changes: numbers } };
}

/** An edit ends with its last line; one that asks keeps it open. */
export async function closeWhenSettled(tx: ShopTx, editId: EditId, now: Date): Promise<void> {
  await tx.run(
    `update stock_edit e set status = 'done', closed_at = $3 where e.shop_id = $1 and e.edit_id = $2 and e.status = 'writing'
        and not exists (select 1 from stock_edit_line n where n.shop_id = $1 and n.edit_id = $2 and n.status in ('planned', 'asks'))`,
    [tx.shopId, editId, now],
  );
}
