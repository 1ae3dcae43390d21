import { Retryable, Terminal } from "../../core/faults.ts";
import { SHARES } from "../../core/effects.ts";
import { ShopIdentityDocument } from "../../platform/admin-api/operations.ts";
import { now } from "../../platform/clock.server.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import { adminFor } from "./admin.server.ts";
import { storeProfile } from "./profile.server.ts";
import { shopIdOf } from "./store.server.ts";

/**
 * Called by Shopify's library after each exchange of tokens. Installing itself is done where the token is stored; here the first page gets its
 * currency and time zone without waiting for the import. When Shopify does not answer, the import reads them a moment later.
 */
export async function installed(session: { readonly shop: string }): Promise<void> {
  const shopId = await shopIdOf(session.shop);
  if (shopId === undefined) return;
  const known = await inShop(shopId, (tx) => tx.rows("select 1 from shop_profile where shop_id = $1", [shopId]));
  if (known.length > 0) return;
  try {
    const admin = await adminFor(shopId);
    const identity = await admin.request(ShopIdentityDocument, {}, { share: SHARES.people });
    await inShop(shopId, (tx) => storeProfile(tx, identity, now()));
  } catch (error) {
    if (!(error instanceof Retryable) && !(error instanceof Terminal)) throw error;
    log.warn({ event: "shop.profile_later", shopId, message: error.message });
  }
}
