import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Decision } from "./domain/decide.ts";

export type DecisionCounts = Readonly<Record<Decision["outcome"], number>>;

const OUTCOMES = [
  "stay",
  "move",
  "split",
  "inPart",
  "hold",
  "unroutable",
] as const satisfies readonly Decision["outcome"][];
/** More than this is told as this: nobody needs the exact number, and counting it would read them all. */
const MOST = 10_000;

/**
 * What was decided since a moment, by outcome: only shown (`observe`: what the switch would have done) or carried out (`live`). An order that
 * was decided again counts again.
 */
export async function decidedSince(
  tx: ShopTx,
  since: Date,
): Promise<{ readonly observe: DecisionCounts; readonly live: DecisionCounts }> {
  const rows = await tx.rows<{ outcome: Decision["outcome"]; mode: "observe" | "live"; count: number }>(
    `select outcome, mode, (select count(*)::int from (
              select 1 from routing_decision d
               where d.shop_id = $1 and d.outcome = kinds.outcome and d.decided_at >= $2 and d.mode = modes.mode limit $4) found) as count
       from unnest($3::text[]) as kinds(outcome) cross join unnest('{observe,live}'::text[]) as modes(mode)`,
    [tx.shopId, since, OUTCOMES, MOST],
  );
  const none = { stay: 0, move: 0, split: 0, inPart: 0, hold: 0, unroutable: 0 };
  const counts = { observe: { ...none }, live: { ...none } };
  for (const { outcome, mode, count } of rows) counts[mode][outcome] = count;
  return counts;
}
