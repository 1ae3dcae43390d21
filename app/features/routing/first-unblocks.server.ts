import type { LineItemId, OrderId, RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Unblock } from "./domain/unblock.ts";
import { unblocksOfOrders } from "./unblock.server.ts";

/** The first thing that would let an order ship which cannot, with what its sentence and its link need. */
export interface FirstUnblock {
  /** Null: nothing that we know of. */
  readonly unblock: Unblock | null;
  /** Title of the line it is about. */
  readonly line: string;
  /** The set of the rule it is about, while that is live. */
  readonly setId: RuleSetId | null;
  /** There are so many further things. */
  readonly more: number;
}

/** By order; those that lack nothing (a rule or a person holds them) have no entry. */
export async function firstUnblocks(
  tx: ShopTx,
  orderIds: readonly OrderId[],
  now: Date,
): Promise<Record<OrderId, FirstUnblock>> {
  const found = await unblocksOfOrders(tx, orderIds, now);
  const titles = await lineTitles(tx, [...found.keys()]);
  const firsts = [...found].map(([orderId, all]): readonly [OrderId, FirstUnblock] => {
    const things = all.flatMap(({ list, lineOf, setOf }) => list.map((unblock) => ({ unblock, lineOf, setOf })));
    const [first] = things;
    if (first === undefined) return [orderId, { unblock: null, line: "", setId: null, more: 0 }];
    const { unblock, lineOf, setOf } = first;
    const lineId = lineOf[unblock.itemId];
    const line = (lineId === undefined ? undefined : titles.get(lineId)) ?? unblock.itemId;
    const setId = unblock.code === "ruledOut" ? (setOf[unblock.rule.id] ?? null) : null;
    const untold = all.flatMap(({ more }) => Object.values<number>(more)).reduce((sum, count) => sum + count, 0);
    return [orderId, { unblock, line, setId, more: things.length - 1 + untold }];
  });
  return Object.fromEntries(firsts);
}

async function lineTitles(tx: ShopTx, orderIds: readonly OrderId[]): Promise<Map<LineItemId, string>> {
  const rows = await tx.rows<{ line_id: LineItemId; title: string }>(
    "select line_id, title from order_line where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, orderIds],
  );
  return new Map(rows.map(({ line_id, title }) => [line_id, title]));
}
