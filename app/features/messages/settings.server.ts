import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tellSaved } from "../audit/public.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { settingsOf, USUAL_SETTINGS, type MessageSettings } from "./domain/settings.ts";

/** How the shop writes to its shoppers; the usual where it has said nothing. */
export async function readSettings(tx: ShopTx): Promise<MessageSettings> {
  const [row] = await tx.rows<{ settings: unknown }>("select settings from message_setting where shop_id = $1", [
    tx.shopId,
  ]);
  return row ? settingsOf(row.settings) : USUAL_SETTINGS;
}

/** Stores them. Who: Shopify's number of the staff member. */
export async function saveSettings(tx: ShopTx, settings: MessageSettings, who: string, now: Date): Promise<void> {
  await tellSaved(tx, { subject: "messages", before: await readSettings(tx), after: settings, who }, now);
  await tx.run(
    `insert into message_setting (shop_id, settings, updated_at, updated_by) values ($1, $2, $3, $4)
     on conflict (shop_id) do update
        set settings = excluded.settings, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tx.shopId, JSON.stringify(settings), now, who],
  );
}

/**
 * Shall Shopify be asked to tell the shopper that something was shipped, or has another number? Not in observe, and not when the merchant has us tell it:
 * nobody is told twice. For whoever writes fulfilments (`notifyCustomer`).
 */
export async function shopifyTells(tx: ShopTx, kind: "shipped" | "tracking_changed"): Promise<boolean> {
  if ((await switchedOnSince(tx, "messages")) === null) return false;
  return !(await readSettings(tx)).kinds[kind].on;
}
