import type { ReplayId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { deleteRows } from "./replays.server.ts";

const DAY_MS = 86_400_000;
/** Longer than a replay looks back (start-form.ts): the first days are whole, and what waited is known from its beginning. */
const KEPT_DAYS = 90;
/** Of each set. */
const KEPT_REPLAYS = 20;
/** Rows in one transaction: some 20 ms. */
const BATCH = 1_000;
/** A reconcile comes every quarter of an hour: 2 million rows a day, and never for longer than some seconds. */
const MOST_BATCHES = 20;

/** Lets go of snapshots that are too old and of old replays, in small batches. */
export async function pruneReplays(shopId: ShopId, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  let batches = MOST_BATCHES;
  const inBatches = async (one: (tx: ShopTx) => Promise<number>) => {
    while (batches > 0) {
      batches -= 1;
      if ((await inShop(shopId, one)) < BATCH) return true;
    }
    return false;
  };
  if (!(await inBatches((tx) => deleteSnapshots(tx, before)))) return;
  for (const replayId of await inShop(shopId, spentReplays)) {
    if (!(await inBatches((tx) => deleteRows(tx, replayId, BATCH)))) return;
  }
  await inShop(shopId, deleteReplays);
}

async function deleteSnapshots(tx: ShopTx, before: Date): Promise<number> {
  return tx.run(
    `delete from decision_snapshot where shop_id = $1 and decision_id in
       (select decision_id from decision_snapshot where shop_id = $1 and decided_at < $2 order by decided_at, decision_id limit $3)`,
    [tx.shopId, before, BATCH],
  );
}

/** All but the newest of each set. */
const OLD = `replay_id in (select replay_id from
  (select replay_id, row_number() over (partition by set_id order by replay_id desc) as age from replay where shop_id = $1) r where age > $2)`;
const ENDED = "status <> all('{waiting,running}')";

/** Replays whose rows nobody can see (any more). */
async function spentReplays(tx: ShopTx): Promise<ReplayId[]> {
  const rows = await tx.rows<{ id: ReplayId }>(
    `select replay_id as id from replay r where shop_id = $1 and ${ENDED} and (${OLD} or status <> 'done')
        and exists (select 1 from replay_order o where o.shop_id = r.shop_id and o.replay_id = r.replay_id)`,
    [tx.shopId, KEPT_REPLAYS],
  );
  return rows.map(({ id }) => id);
}

async function deleteReplays(tx: ShopTx): Promise<void> {
  await tx.run(`delete from replay where shop_id = $1 and ${ENDED} and ${OLD}`, [tx.shopId, KEPT_REPLAYS]);
}
