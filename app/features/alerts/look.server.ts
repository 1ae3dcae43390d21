import type { InventoryItemId } from "../../core/ids.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";
import { learnUsual } from "../demand/public.server.ts";
import { tellOf } from "./plan.server.ts";

const DAY_MS = 86_400_000;
/** Items looked at in one transaction. */
const PIECE = 1_000;
/** Who asks what was told three months ago reads the ledger. */
const KEPT_DAYS = 90;

/** Goes on with the look that is under way, by one piece. */
export async function lookOnAlerts(lease: Lease, now: Date): Promise<{ readonly more: boolean }> {
  return inLease(lease, async (tx) => {
    const [look] = await tx.rows<{ after_item: string }>(
      "select after_item from alert_look where shop_id = $1 and after_item is not null for update",
      [tx.shopId],
    );
    if (!look) return { more: false };
    if (look.after_item === "0") await learnUsual(tx, now);
    const items = await tx.rows<{ item_id: InventoryItemId }>(
      `select item_id from inventory_item where shop_id = $1 and item_id > $2 order by item_id limit ${PIECE}`,
      [tx.shopId, look.after_item],
    );
    await tellOf(
      tx,
      items.map((row) => row.item_id),
      now,
      { anew: true },
    );
    const last = items.length === PIECE ? (items.at(-1)?.item_id ?? null) : null;
    await tx.run("update alert_look set after_item = $2 where shop_id = $1", [tx.shopId, last]);
    if (last === null)
      await tx.run("delete from stock_alert where shop_id = $1 and closed_at < $2", [
        tx.shopId,
        new Date(now.getTime() - KEPT_DAYS * DAY_MS),
      ]);
    return { more: last !== null };
  });
}
