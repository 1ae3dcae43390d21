import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Decision } from "./domain/decide.ts";

export type DecisionCounts = Readonly<Record<Decision["outcome"], number>>;

const OUTCOMES = ["stay", "move", "split", "hold", "unroutable"] as const satisfies readonly Decision["outcome"][];
/** More than this is told as this: nobody needs the exact number, and counting it would read them all. */
const MOST = 10_000;

/**
 * What was decided since a moment and only shown, by outcome. One decision per fulfillment order and cause, so an order that was decided
 * again counts again: it is what the switch would have done.
 */
export async function observedSince(tx: ShopTx, since: Date): Promise<DecisionCounts> {
  const rows = await tx.rows<{ outcome: Decision["outcome"]; count: number }>(
    `select outcome, (select count(*)::int from (
              select 1 from routing_decision d
               where d.shop_id = $1 and d.outcome = kinds.outcome and d.decided_at >= $2 and d.mode = 'observe' limit $4) found) as count
       from unnest($3::text[]) as kinds(outcome)`,
    [tx.shopId, since, OUTCOMES, MOST],
  );
  const counts = { stay: 0, move: 0, split: 0, hold: 0, unroutable: 0 };
  for (const { outcome, count } of rows) counts[outcome] = count;
  return counts;
}
