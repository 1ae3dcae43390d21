import { randomBytes } from "node:crypto";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { config } from "../../config.server.ts";
import { NO_OFFER, readOffer, type Offer } from "./domain/offer.ts";

export interface RatesSetting {
  /** Null before anything was saved. */
  readonly key: string | null;
  readonly offer: Offer;
  /** Why Shopify did not take our carrier service: a code; empty when nothing is wrong. */
  readonly trouble: string;
}

export async function readSetting(tx: ShopTx): Promise<RatesSetting> {
  const [row] = await tx.rows<{ key: string; offer: unknown; trouble: string }>(
    "select key, offer, trouble from checkout_rates_setting where shop_id = $1",
    [tx.shopId],
  );
  return row ? { ...row, offer: readOffer(row.offer) } : { key: null, offer: NO_OFFER, trouble: "" };
}

/** Stores what is offered; the first time with the key of the address that Shopify will ask. */
export async function writeOffer(tx: ShopTx, offer: Offer, now: Date): Promise<void> {
  await tx.run(
    `insert into checkout_rates_setting (shop_id, key, offer, updated_at) values ($1, $2, $3, $4)
     on conflict (shop_id) do update set offer = excluded.offer, updated_at = excluded.updated_at`,
    [tx.shopId, randomBytes(16).toString("base64url"), JSON.stringify(offer), now],
  );
}

/** What became of our carrier service in Shopify: a code of its refusal, or empty. */
export async function writeTrouble(tx: ShopTx, trouble: string): Promise<void> {
  await tx.run("update checkout_rates_setting set trouble = $2 where shop_id = $1", [tx.shopId, trouble]);
}

const DOMAIN_END = ".myshopify.com";

/** Every address of ours that Shopify asks for rates begins so. */
export const CALLBACKS = `${config.appUrl}/carrier-service/`;

/** The address that Shopify asks for this shop's rates. */
export const callbackUrl = (domain: string, key: string): string =>
  `${CALLBACKS}${domain.slice(0, -DOMAIN_END.length)}/${key}`;

/** The shop that an address names: only its key makes it true. */
export const domainOf = (handle: string): string => `${handle}${DOMAIN_END}`;
