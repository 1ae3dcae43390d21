import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tellSaved } from "../audit/public.server.ts";
import { readSettings, type RiskSettings } from "./domain/settings.ts";

/** What the merchant assumes of risks; the usual assumptions until somebody set them. */
export async function readRiskSettings(tx: ShopTx): Promise<RiskSettings> {
  const [row] = await tx.rows<{ settings: unknown }>("select settings from risk_setting where shop_id = $1", [
    tx.shopId,
  ]);
  return readSettings(row?.settings);
}

/** Stores assumptions in place of those before. What is open is counted by them when it is looked at next. */
export async function saveRiskSettings(tx: ShopTx, settings: RiskSettings, who: string, now: Date): Promise<void> {
  await tellSaved(tx, { subject: "risks", before: await readRiskSettings(tx), after: settings, who }, now);
  await tx.run(
    `insert into risk_setting (shop_id, settings, updated_at, updated_by) values ($1, $2, $3, $4)
     on conflict (shop_id) do update set settings = excluded.settings, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tx.shopId, JSON.stringify(settings), now, who],
  );
}
