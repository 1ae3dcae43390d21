import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { open, seal } from "../../platform/seal.server.ts";
import type { Carrier, CarrierFacts } from "./domain/carrier.ts";
import { CARRIERS } from "./registry.server.ts";
import type { CarrierTools } from "./shopify-shipping/proxy.server.ts";

export interface CarrierAccount {
  readonly carrier: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly updatedAt: Date;
}

export type SaveAccount =
  | { readonly status: "saved" }
  | { readonly status: "unknown_carrier" }
  /** Which of the credentials are wrong. */
  | { readonly status: "invalid"; readonly fields: readonly string[] };

/** Stores a merchant's account with a carrier, its credentials sealed. The account that exists is replaced. */
export async function saveCarrierAccount(
  tx: ShopTx,
  account: { readonly carrier: string; readonly credentials: unknown; readonly enabled: boolean },
  now: Date,
): Promise<SaveAccount> {
  const entry = CARRIERS.get(account.carrier);
  if (!entry) return { status: "unknown_carrier" };
  const credentials = entry.credentials.safeParse(account.credentials);
  if (!credentials.success)
    return { status: "invalid", fields: credentials.error.issues.map(({ path }) => path.join(".")) };
  await tx.run(
    `insert into carrier_account (shop_id, carrier, sealed, enabled, updated_at) values ($1, $2, $3, $4, $5)
     on conflict (shop_id, carrier) do update
        set sealed = excluded.sealed, enabled = excluded.enabled, updated_at = excluded.updated_at`,
    [
      tx.shopId,
      account.carrier,
      seal(JSON.stringify(credentials.data), context(tx, account.carrier)),
      account.enabled,
      now,
    ],
  );
  return { status: "saved" };
}

/** No more labels from this account: the carrier refuses its credentials. Saving it anew switches it on again. */
export async function disableCarrierAccount(tx: ShopTx, carrier: string, now: Date): Promise<boolean> {
  const touched = await tx.run(
    "update carrier_account set enabled = false, updated_at = $3 where shop_id = $1 and carrier = $2 and enabled",
    [tx.shopId, carrier, now],
  );
  return touched > 0;
}

/** The shop's accounts, without their credentials. */
export async function carrierAccounts(tx: ShopTx): Promise<CarrierAccount[]> {
  const rows = await tx.rows<{ carrier: string; enabled: boolean; updated_at: Date }>(
    "select carrier, enabled, updated_at from carrier_account where shop_id = $1 order by carrier",
    [tx.shopId],
  );
  return rows.map((row) => ({
    carrier: row.carrier,
    name: carrierName(row.carrier),
    enabled: row.enabled,
    updatedAt: row.updated_at,
  }));
}

/**
 * The carrier bound to the shop's account, whether enabled or not: parcels on their way are followed to the end. `tools`: for buying of those that
 * need them.
 */
export async function openCarrier(tx: ShopTx, carrier: string, tools?: CarrierTools): Promise<Carrier | undefined> {
  const entry = CARRIERS.get(carrier);
  const [row] = await tx.rows<{ sealed: Buffer }>(
    "select sealed from carrier_account where shop_id = $1 and carrier = $2",
    [tx.shopId, carrier],
  );
  if (!entry || !row) return undefined;
  const credentials: unknown = JSON.parse(open(row.sealed, context(tx, carrier)).toString());
  return entry.open(credentials, tools);
}

/** The account's credentials, opened; nothing when there is none. They stay on the server. */
export async function readCredentials(tx: ShopTx, carrier: string): Promise<Readonly<Record<string, unknown>>> {
  const [row] = await tx.rows<{ sealed: Buffer }>(
    "select sealed from carrier_account where shop_id = $1 and carrier = $2",
    [tx.shopId, carrier],
  );
  return row ? (JSON.parse(open(row.sealed, context(tx, carrier)).toString()) as Record<string, unknown>) : {};
}

/** Who sells this shop labels: the carriers of its enabled accounts, by code. */
export async function labelSellers(tx: ShopTx): Promise<CarrierFacts[]> {
  const accounts = await carrierAccounts(tx);
  return accounts.flatMap(({ carrier, enabled }) => {
    const facts = factsOf(carrier);
    return enabled && facts?.can.buy ? [facts] : [];
  });
}

/** What is true of a carrier; undefined when we no longer know it. */
export function factsOf(code: string): CarrierFacts | undefined {
  return CARRIERS.get(code)?.facts;
}

/** The name people know a carrier by; its code when we no longer know the carrier. */
export function carrierName(code: string): string {
  return CARRIERS.get(code)?.facts.name ?? code;
}

function context(tx: ShopTx, carrier: string): string {
  return `carrier_account:${tx.shopId}:${carrier}`;
}
