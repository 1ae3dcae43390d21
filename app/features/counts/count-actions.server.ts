import { randomUUID } from "node:crypto";
import { z } from "zod";
import { parseId, readId, type CountId, type InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { mayBecome, type CountStatus } from "./domain/count.ts";
import { countLines } from "./scans.server.ts";

const itemId = z.string().refine((text) => readId(text) !== undefined);

/** What a button of a count's page sends. */
export const countActionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("become"), status: z.enum(["counting", "review", "writing", "done", "cancelled"]) }),
  z.object({ action: z.literal("accept"), itemId }),
  z.object({ action: z.literal("acceptAll") }),
  z.object({ action: z.literal("recount"), itemId }),
  z.object({ action: z.literal("zeroRest") }),
  z.object({ action: z.literal("lookAgain") }),
]);
export type CountAction = z.infer<typeof countActionSchema>;

/** `gone`: the count or line is no longer as the page showed it. `nothing`: no line is accepted. */
export type CountOutcome =
  | { readonly status: "did"; readonly did: CountAction["action"] | CountStatus; readonly lines: number }
  | { readonly status: "refused"; readonly code: "gone" | "nothing" };

const gone = { status: "refused", code: "gone" } as const;

/** Does what a staff member asked for on the page of a count. */
export async function doCountAction(
  tx: ShopTx,
  countId: CountId,
  action: CountAction,
  now: Date,
): Promise<CountOutcome> {
  const outcome = await act(tx, countId, action, now);
  if (outcome.status === "did")
    await tell(
      tx,
      { code: `counts.${action.action}`, subject: `count:${countId}`, data: { to: outcome.did, lines: outcome.lines } },
      now,
    );
  return outcome;
}

async function act(tx: ShopTx, countId: CountId, action: CountAction, now: Date): Promise<CountOutcome> {
  const [count] = await tx.rows<{ status: CountStatus }>(
    "select status from stock_count where shop_id = $1 and count_id = $2 for update",
    [tx.shopId, countId],
  );
  if (!count) return gone;
  if (action.action === "become") return become(tx, countId, count.status, action.status, now);
  const did = (lines: number): CountOutcome =>
    lines > 0 ? { status: "did", did: action.action, lines } : { status: "refused", code: "gone" };
  if (action.action === "lookAgain") return did(count.status === "writing" ? await wake(tx, countId) : 0);
  if (count.status !== "review") return gone;
  switch (action.action) {
    case "accept":
      return did(await accept(tx, countId, parseId<InventoryItemId>(action.itemId)));
    case "acceptAll":
      return did(await accept(tx, countId, null));
    case "recount":
      return did(
        await tx.run(
          `update stock_count_line set status = 'open', counted = null, first_at = null, counted_at = null, problem = '', sure = false, recount_at = $4
            where shop_id = $1 and count_id = $2 and item_id = $3`,
          [tx.shopId, countId, action.itemId, now],
        ),
      );
    case "zeroRest":
      return did(await zeroRest(tx, countId, now));
  }
}

async function become(
  tx: ShopTx,
  countId: CountId,
  from: CountStatus,
  to: CountStatus,
  now: Date,
): Promise<CountOutcome> {
  if (!mayBecome(from, to)) return gone;
  if (to === "review" && from === "counting") await rememberExpected(tx, countId);
  await tx.run(
    "update stock_count set status = $3, closed_at = case when $3 in ('done', 'cancelled') then $4::timestamptz end where shop_id = $1 and count_id = $2",
    [tx.shopId, countId, to, now],
  );
  if (to === "writing" && (await wake(tx, countId)) === 0) {
    await tx.run("update stock_count set status = $3 where shop_id = $1 and count_id = $2", [tx.shopId, countId, from]);
    return { status: "refused", code: "nothing" };
  }
  return { status: "did", did: to, lines: 0 };
}

/** The stock lane decides what is written of the accepted lines. */
async function wake(tx: ShopTx, countId: CountId): Promise<number> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from stock_count_line where shop_id = $1 and count_id = $2 and status = 'accepted'",
    [tx.shopId, countId],
  );
  await stockChanged(
    tx,
    rows.map((row) => row.item_id),
  );
  return rows.length;
}

/** One line, whatever is wrong with it: a person is sure of it. All: only those that nothing is wrong with. */
function accept(tx: ShopTx, countId: CountId, item: InventoryItemId | null): Promise<number> {
  return tx.run(
    `update stock_count_line set status = 'accepted', sure = sure or $3::bigint is not null, problem = '', intent_id = null, intent_index = null
      where shop_id = $1 and count_id = $2 and counted is not null and (item_id = $3 and status in ('counted', 'failed') or $3 is null and status = 'counted')`,
    [tx.shopId, countId, item],
  );
}

/** Whatever nobody found is none: as if somebody had typed a zero for each. */
async function zeroRest(tx: ShopTx, countId: CountId, now: Date): Promise<number> {
  const open = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from stock_count_line where shop_id = $1 and count_id = $2 and status = 'open'",
    [tx.shopId, countId],
  );
  const items = open.map((row) => row.item_id);
  await tx.run(
    `insert into stock_count_scan (shop_id, count_id, scan_id, code, item_id, kind, units, at)
     select $1, $2, x.scan_id, '', x.item_id, 'set', 0, $5 from unnest($3::uuid[], $4::bigint[]) as x(scan_id, item_id)`,
    // A scan at the moment of a recount would count as one before it.
    [tx.shopId, countId, items.map(() => randomUUID()), items, new Date(now.getTime() + 1)],
  );
  await countLines(tx, countId, items);
  await rememberExpected(tx, countId);
  return items.length;
}

/** What Shopify had of each line when it was counted, as far as it is known now: what the list of differences is made of. */
async function rememberExpected(tx: ShopTx, countId: CountId): Promise<void> {
  await tx.run(
    `update stock_count_line n set expected = l.on_hand - coalesce((
              select sum(e.available + e.committed + e.reserved + e.damaged + e.safety_stock + e.quality_control)
                from stock_entry e where e.shop_id = $1 and e.item_id = n.item_id and e.location_id = l.location_id
                 and e.occurred_at > n.counted_at and (e.since is null or e.since >= n.counted_at) and e.document_kind is distinct from 'Count'), 0)
       from stock_count c, inventory_level l
      where n.shop_id = $1 and n.count_id = $2 and c.shop_id = $1 and c.count_id = $2
        and l.shop_id = $1 and l.item_id = n.item_id and l.location_id = c.location_id`,
    [tx.shopId, countId],
  );
}
