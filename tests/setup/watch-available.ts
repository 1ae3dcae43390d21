import type { InstalledShop, TestWorld } from "./world.ts";

/**
 * Every `available` that the mirror shows of an item at a location from now on, in the order of writing, until disposed. By a trigger of the
 * database's owner: a number that goes back and comes again between two looks of a test is seen, too.
 */
export async function watchAvailable(world: TestWorld, { shopId }: InstalledShop, sku: string, place: string) {
  const schema = `watch_${shopId}`;
  const { rows } = await world.owner.query<{ item: string; location: string }>(
    `select item_id as item, location_id as location from inventory_item join location using (shop_id)
      where shop_id = $1 and sku = $2 and name like '%' || $3`,
    [shopId, sku, place],
  );
  const [level] = rows;
  if (!level) throw new Error(`no ${sku} at ${place}`);
  await world.owner.query(
    `create schema ${schema};
     create table ${schema}.seen (n bigint generated always as identity, available int);
     create function ${schema}.note() returns trigger language plpgsql security definer as $$
       begin insert into ${schema}.seen (available) values (new.available); return null; end $$;
     create trigger ${schema} after update of available on inventory_level for each row
       when (new.shop_id = ${shopId} and new.item_id = ${level.item} and new.location_id = ${level.location} and old.available <> new.available)
       execute function ${schema}.note()`,
  );
  return {
    async seen(): Promise<number[]> {
      const found = await world.owner.query<{ available: number }>(`select available from ${schema}.seen order by n`);
      return found.rows.map(({ available }) => available);
    },
    async [Symbol.asyncDispose]() {
      await world.owner.query(`drop trigger ${schema} on inventory_level; drop schema ${schema} cascade`);
    },
  };
}
