import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tellSaved } from "../audit/public.server.ts";
import { readPaperSettings, type PaperSettings } from "./domain/paper-settings.ts";

/** What stands on the shop's paper. */
export async function paperSettings(tx: ShopTx): Promise<PaperSettings> {
  const [row] = await tx.rows<{ settings: unknown }>("select settings from paper_setting where shop_id = $1", [
    tx.shopId,
  ]);
  return readPaperSettings(row?.settings);
}

/** Stores it. `who`: Shopify's number of the staff member. */
export async function savePaperSettings(tx: ShopTx, settings: PaperSettings, who: string, now: Date): Promise<void> {
  await tellSaved(tx, { subject: "paper", before: await paperSettings(tx), after: settings, who }, now);
  await tx.run(
    `insert into paper_setting (shop_id, settings, updated_at, updated_by) values ($1, $2, $3, $4)
     on conflict (shop_id) do update
        set settings = excluded.settings, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tx.shopId, JSON.stringify(settings), now, who],
  );
}
