/** Installed shops with two places, five items and a token, ready to take orders; routing is switched on. */
import type pg from "pg";
import { parseId, type ShopId } from "../../../app/core/ids.ts";
import { makeShops } from "../bench-database.ts";
import { ITEM, ITEMS, PLACES } from "./ids.ts";

const FAR = "2100-01-01T00:00:00Z";
/** Made side by side: a token is sealed by the app itself. */
const SIDE_BY_SIDE = 16;

/** Makes them and returns their ids, in the order of their domains. */
export async function makeOpenShops(owner: pg.Pool, prefix: string, count: number): Promise<string[]> {
  const { inShop } = await import("../../../app/platform/db/in-shop.server.ts");
  const { writeSession } = await import("../../../app/features/shops/session-rows.server.ts");
  const { offlineSessionId } = await import("../../../app/features/shops/domain/session-id.ts");
  const shops = await makeShops(owner, prefix, count);
  await owner.query("update shop set installed_at = '2026-01-01' where id = any($1::bigint[])", [shops]);
  await owner.query(
    `insert into shop_profile (shop_id, currency, timezone, plan, scopes, updated_at)
     select id, 'EUR', 'Europe/Madrid', 'basic', '{}', '2026-01-01' from unnest($1::bigint[]) id`,
    [shops],
  );
  await owner.query(
    `insert into location (shop_id, location_id, name, active, fulfills_online_orders, ships_inventory, is_fulfillment_service, country, lat, lng, updated_at, read_no)
     select id, place, 'Place ' || place, true, true, true, false, 'ES', 40.4, -3.7, '2026-01-01', 0
       from unnest($1::bigint[]) id, unnest($2::bigint[]) place`,
    [shops, PLACES],
  );
  await owner.query(
    `insert into inventory_item (shop_id, item_id, title, tracked, requires_shipping, grams, updated_at, read_no)
     select id, $2::bigint + n, 'Camiseta', true, true, 250, '2026-01-01', 0
       from unnest($1::bigint[]) id, generate_series(0, $3::int - 1) n`,
    [shops, ITEM, ITEMS],
  );
  await owner.query(
    `insert into inventory_level (shop_id, item_id, location_id, active, available, on_hand, committed, incoming, reserved, damaged, safety_stock, quality_control, updated_at, read_no, opened_at, agreed_at, o_available, x_available)
     select id, $2::bigint + n, place, true, units, units, 0, 0, 0, 0, 0, 0, '2026-01-01', 0, '2026-01-01', '2026-01-01', units, units
       from unnest($1::bigint[]) id, generate_series(0, $3::int - 1) n, unnest($4::bigint[]) place,
            lateral (select case when n = $3::int - 1 and place = $5::bigint then -1000000 else 1000000 end as units) stock`,
    [shops, ITEM, ITEMS, PLACES, PLACES[0]],
  );
  await owner.query(
    `insert into effect_switch (shop_id, effect, on_since, set_at) select id, 'route', '2026-01-01', '2026-01-01' from unnest($1::bigint[]) id`,
    [shops],
  );
  const waiting = shops.map((id, index) => ({
    shopId: parseId<ShopId>(id),
    domain: `${prefix}-${index + 1}.myshopify.com`,
  }));
  const line = async () => {
    for (let shop = waiting.pop(); shop; shop = waiting.pop()) {
      const { shopId, domain } = shop;
      await inShop(shopId, (tx) =>
        writeSession(tx, {
          sessionId: offlineSessionId(domain),
          isOnline: false,
          state: "",
          scope: "",
          expiresAt: new Date(FAR),
          accessToken: "token",
          refreshToken: null,
          refreshTokenExpiresAt: null,
          staff: null,
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, line));
  await owner.query(
    "analyze shop, shop_profile, location, inventory_item, inventory_level, shop_session, effect_switch",
  );
  return shops;
}
