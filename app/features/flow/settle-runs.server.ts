import type { IntentId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { IntentStatus } from "../intents/domain/intent.ts";
import { stateOf, type RunState } from "./domain/run.ts";

/** How far a run is. */
export interface Begun {
  readonly state: RunState;
  /** Null: not begun, because the order is not there yet. */
  readonly intents: readonly IntentId[] | null;
}

/** Settles what was begun and Flow has not asked about since: people see how it ended all the same. */
export async function settleRuns(tx: ShopTx, now: Date): Promise<void> {
  const open = await tx.rows<{ run: string; intents: IntentId[] }>(
    "select run, intents::text[] as intents from flow_run where shop_id = $1 and status = 'waiting' and intents is not null",
    [tx.shopId],
  );
  for (const { run, intents } of open) {
    const state = stateOf(await statusesOf(tx, intents));
    if (state.status !== "waiting") await keepRun(tx, run, { state, intents }, now);
  }
}

/** How far effects are. */
export async function statusesOf(tx: ShopTx, ids: readonly IntentId[]): Promise<IntentStatus[]> {
  const rows = await tx.rows<{ status: IntentStatus }>(
    "select status from intent where shop_id = $1 and intent_id = any($2::bigint[])",
    [tx.shopId, ids],
  );
  return rows.map(({ status }) => status);
}

/** Writes down how far a run is. */
export async function keepRun(tx: ShopTx, runId: string, { state, intents }: Begun, now: Date): Promise<void> {
  await tx.run(
    `update flow_run set status = $3, code = $4, intents = $5::bigint[], settled_at = case when $3 = 'waiting' then null else $6::timestamptz end
      where shop_id = $1 and run = $2`,
    [tx.shopId, runId, state.status, state.status === "refused" ? state.code : "", intents, now],
  );
}
