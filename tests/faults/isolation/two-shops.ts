/** Two shops with the same story, and everything by which one could be recognised in the hands of the other. */
import type pg from "pg";
import { parseId, type LocationId, type ShopId } from "../../../app/core/ids.ts";
import { spanishShop } from "../../factories/shops.ts";
import { MINUTE, order, switchOn } from "../../integration/steps.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";

/**
 * A shop with an order that is shipped, one that is held, one that is collected, one that it delivered itself with a proof, and one question to a person.
 * `word` is in every text it gave itself.
 */
export async function openShop(world: TestWorld, word: string): Promise<InstalledShop> {
  const seed = spanishShop();
  const installed = await world.install({
    ...seed,
    locations: seed.locations.map((each) => ({ ...each, name: `${each.name} ${word}` })),
    customers: [{ firstName: "Ana", lastName: word, email: `ana@${word}.example` }],
  });
  await world.connectCarrier(installed);
  await switchOn(world, installed, "route", "hold", "ship", "events");
  const [customerId] = installed.shop.customers.keys();
  const buyer = {
    ...(customerId !== undefined && { customerId }),
    email: `ana@${word}.example`,
    shippingAddress: {
      firstName: "Ana",
      lastName: word,
      address1: `Calle ${word} 1`,
      city: "Sevilla",
      zip: "41004",
      countryCode: "ES",
      latitude: 37.39,
      longitude: -5.99,
    },
  };
  await order(world, installed, { "CAM-1": 4 }, buyer);
  await order(world, installed, { "POS-1": 3 }, buyer);
  await order(world, installed, { "TAZ-1": 1 }, { ...buyer, delivery: { methodType: "PICK_UP" } });
  await order(world, installed, { "TAZ-1": 1 }, { ...buyer, delivery: { methodType: "LOCAL" } });
  await deliver(world, installed, word);
  await world.owner.query("update intent set status = 'asks' where shop_id = $1 and kind = 'fulfillmentOrder.hold'", [
    installed.shopId,
  ]);
  // Its orders ship by themselves; somebody picks one all the same.
  await world.owner.query(
    `with batch as (insert into pick_batch (shop_id, location_id, mode, status, assignee, created_at)
       select shop_id, min(location_id), 'cluster', 'picking', $2, $3 from location where shop_id = $1 group by 1 returning shop_id, batch_id),
     task as (insert into pick_task (shop_id, batch_id, order_id, fulfillment_order_id, place, status)
       select shop_id, batch_id, order_id, fulfillment_order_id, 1, 'open' from batch join fulfillment_order using (shop_id)
        order by fulfillment_order_id limit 1 returning shop_id, task_id, fulfillment_order_id)
     insert into pick_line (shop_id, task_id, order_line_id, item_id, wanted)
     select shop_id, task_id, order_line_id, item_id, total from task join fulfillment_order_line using (shop_id, fulfillment_order_id)`,
    [installed.shopId, `${word}, who picks`, world.clock.now()],
  );
  return installed;
}

/** The shop's own driver leaves with the only stop there is, and somebody takes it at the door: with their name and a photo. */
async function deliver(world: TestWorld, installed: InstalledShop, word: string): Promise<void> {
  const { inShop } = await import("../../../app/platform/db/in-shop.server.ts");
  const { dispatch, placeOf, planRoute } = await import("../../../app/features/local-delivery/plan.server.ts");
  const { atTheDoor } = await import("../../../app/features/local-delivery/door.server.ts");
  const { rows } = await world.owner.query<{ stop: string; place: string; day: string }>(
    `select fulfillment_order_id::text as stop, location_id::text as place, to_char(day, 'YYYY-MM-DD') as day from local_stop where shop_id = $1`,
    [installed.shopId],
  );
  const [stop] = rows;
  if (!stop) throw new Error("no stop");
  const locationId = parseId<LocationId>(stop.place);
  const route = { day: stop.day, driver: `${word}, who drives` };
  const now = world.clock.now();
  await inShop(installed.shopId, async (tx) => {
    const place = await placeOf(tx, locationId);
    if (!place) throw new Error("no location");
    await planRoute(tx, place, route.day, { driver: route.driver, ids: [stop.stop] }, now);
    await dispatch(tx, { ...route, locationId, who: "1" }, now);
  });
  await world.settle(installed);
  const photo = { contentType: "image/png", bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47]) } as const;
  const act = { act: "delivered", stop: stop.stop, name: `Vecina ${word}`, photo, signature: null } as const;
  const done = await inShop(installed.shopId, (tx) => atTheDoor(tx, act, "1", world.clock.now()));
  if (done.status !== "did") throw new Error(`not delivered: ${done.code}`);
  // Until what it wrote in Shopify is read back.
  await world.advance(installed, 2 * MINUTE);
}

/** Tables with rows of shops. */
async function tenantTables(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** One number for all a shop has, table by table; `without` leaves tables out. */
export async function stateOf(
  owner: pg.Pool,
  shopId: ShopId,
  without: readonly string[] = [],
): Promise<Record<string, string>> {
  const names = (await tenantTables(owner)).filter((name) => !without.includes(name));
  const sql = names.map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as state
         from "${name}" t where shop_id = ${shopId}`,
  );
  const { rows } = await owner.query<{ name: string; state: string }>(sql.join(" union all "));
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}

/** Everything a shop has, as one text. */
export async function textOf(owner: pg.Pool, shopId: ShopId): Promise<string> {
  const sql = (await tenantTables(owner)).map(
    (name) => `select t::text as text from "${name}" t where shop_id = ${shopId}`,
  );
  const { rows } = await owner.query<{ text: string }>(sql.join(" union all "));
  return rows.map(({ text }) => text).join("\n");
}

const WORDS = /\p{L}{5,}|\d{8,}/gu;
/** Sealed bytes are shown as hexadecimal digits: five letters of them in a row are in both shops by chance, and tell nothing. */
const HEX = /^x?[a-f]+$/;
const wordsOf = (text: string) => new Set((text.match(WORDS) ?? []).filter((word) => !HEX.test(word)));

/** Names and numbers that only the first of the two has: none of them may ever reach the other. */
export async function onlyOf(owner: pg.Pool, shopId: ShopId, otherId: ShopId): Promise<Set<string>> {
  const words = async (id: ShopId) => wordsOf(await textOf(owner, id));
  return (await words(shopId)).difference(await words(otherId));
}

/** Those of `secrets` that are in a text, apart from what was asked with. */
export function leaked(text: string, secrets: ReadonlySet<string>, asked = ""): string[] {
  return [...wordsOf(text)].filter((word) => secrets.has(word) && !asked.includes(word));
}

/** Every id in a shop's tables, by the name of its column. */
export async function idsOf(owner: pg.Pool, shopId: ShopId): Promise<Map<string, string[]>> {
  const { rows } = await owner.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'bigint' and column_name like '%\\_id' and column_name <> 'shop_id' order by 1, 2`,
  );
  const known = new Set(await tenantTables(owner));
  const sql = rows
    .filter(({ table }) => known.has(table))
    .map(
      ({ table, column }) =>
        `select '${column}' as name, "${column}"::text as id from "${table}" where shop_id = ${shopId}`,
    );
  const found = await owner.query<{ name: string; id: string }>(
    `select distinct name, id from (${sql.join(" union all ")}) x where id is not null order by 1, 2`,
  );
  return new Map(
    [...Map.groupBy(found.rows, ({ name }) => name)].map(([name, ids]) => [name, ids.map(({ id }) => id)]),
  );
}
