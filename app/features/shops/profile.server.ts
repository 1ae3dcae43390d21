import type { ShopId } from "../../core/ids.ts";
import type { ShopIdentityQuery } from "../../platform/admin-api/operations.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";

export interface ShopProfile {
  /** ISO 4217; `XXX` (no currency) until Shopify told. */
  readonly currency: string;
  /** IANA name; `UTC` until Shopify told. */
  readonly timezone: string;
  readonly plan: string;
  readonly scopes: readonly string[];
}

/** What Shopify says about the shop; placeholders in the seconds before the first answer. */
export async function shopProfile(shopId: ShopId): Promise<ShopProfile> {
  const rows = await inShop(shopId, (tx) =>
    tx.rows<ShopProfile & Record<string, unknown>>(
      "select currency, timezone, plan, scopes from shop_profile where shop_id = $1",
      [shopId],
    ),
  );
  return rows[0] ?? { currency: "XXX", timezone: "UTC", plan: "", scopes: [] };
}

/** Currency, time zone, plan and granted scopes of the shop, as Shopify gave them. */
export async function storeProfile(tx: ShopTx, identity: ShopIdentityQuery, now: Date): Promise<void> {
  const { shop, currentAppInstallation } = identity;
  await tx.run(
    `insert into shop_profile (shop_id, shopify_id, currency, timezone, plan, scopes, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id) do update
        set shopify_id = excluded.shopify_id, currency = excluded.currency, timezone = excluded.timezone, plan = excluded.plan,
            scopes = excluded.scopes, updated_at = excluded.updated_at`,
    [
      tx.shopId,
      shop.id.slice(shop.id.lastIndexOf("/") + 1),
      shop.currencyCode,
      shop.ianaTimezone,
      shop.plan.publicDisplayName,
      currentAppInstallation.accessScopes.map(({ handle }) => handle).sort(),
      now,
    ],
  );
}
