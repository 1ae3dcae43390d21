/** Shops and connections for the tests of the design's bets. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { parseId, type ShopId } from "../../app/core/ids.ts";

/** A pool as the database's owner, whom row-level security does not bind. */
export const ownerPool = (): pg.Pool => new pg.Pool({ connectionString: process.env["OWNER_URL"], max: 4 });

/** A pool as the app's role. */
export const appPool = (): pg.Pool => new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 4 });

export async function newShops(owner: pg.Pool, count: number): Promise<ShopId[]> {
  const prefix = `bet-${randomBytes(6).toString("hex")}`;
  const { rows } = await owner.query<{ id: string }>(
    "insert into shop (domain) select $1 || '-' || n || '.myshopify.com' from generate_series(1, $2::int) n returning id",
    [prefix, count],
  );
  return rows.map(({ id }) => parseId<ShopId>(id));
}

export async function newShop(owner: pg.Pool): Promise<ShopId> {
  const [shopId] = await newShops(owner, 1);
  if (!shopId) throw new Error("no shop was made");
  return shopId;
}
