import { parseId, type ShopId } from "../../core/ids.ts";
import { faultOf } from "../../platform/db/faults.server.ts";
import { sqlPool } from "../../platform/db/pool.server.ts";

/** The table of shops is outside row-level security: it is read by domain before the shop is known. */

/** The shop's number, given now if it has none. The domain must come from something verified (token, signature). */
export async function ensureShop(domain: string): Promise<ShopId> {
  const known = await knownShop(domain);
  if (known !== undefined) return known;
  const rows = await query<{ id: string }>(
    `insert into shop (domain) values ($1) on conflict (domain) do update set domain = excluded.domain returning id`,
    [domain],
  );
  return parseId<ShopId>(rows[0]?.id ?? "");
}

/** The number of a shop that we know, installed or not. */
export async function knownShop(domain: string): Promise<ShopId | undefined> {
  const rows = await query<{ id: string }>("select id from shop where domain = $1", [domain]);
  return rows[0] && parseId<ShopId>(rows[0].id);
}

/** The number of a shop that has us installed; undefined otherwise. The domain must come from something verified. */
export async function shopIdOf(domain: string): Promise<ShopId | undefined> {
  const rows = await query<{ id: string }>(
    "select id from shop where domain = $1 and installed_at is not null and uninstalled_at is null",
    [domain],
  );
  return rows[0] && parseId<ShopId>(rows[0].id);
}

export interface ShopRow {
  readonly shopId: ShopId;
  readonly domain: string;
  readonly installedAt: Date | null;
  readonly uninstalledAt: Date | null;
}

/** Undefined for a shop that was erased. */
export async function readShop(shopId: ShopId): Promise<ShopRow | undefined> {
  const rows = await query<{ domain: string; installed_at: Date | null; uninstalled_at: Date | null }>(
    "select domain, installed_at, uninstalled_at from shop where id = $1",
    [shopId],
  );
  const row = rows[0];
  return row && { shopId, domain: row.domain, installedAt: row.installed_at, uninstalledAt: row.uninstalled_at };
}

/** A delivery for a shop we do not know: counted, without its body. */
export async function recordStray(domain: string, topic: string, webhookId: string, receivedAt: Date): Promise<void> {
  await query("insert into stray_delivery (domain, topic, webhook_id, received_at) values ($1, $2, $3, $4)", [
    domain,
    topic,
    webhookId,
    receivedAt,
  ]);
}

async function query<Row extends Record<string, unknown>>(sql: string, values: unknown[]): Promise<Row[]> {
  try {
    return (await sqlPool.query<Row>(sql, values)).rows;
  } catch (error) {
    throw faultOf(error);
  }
}
