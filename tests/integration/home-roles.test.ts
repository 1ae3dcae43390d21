import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../app/core/permissions.ts";
import { hire } from "../devshop/state/staff.ts";
import { BROWSER } from "../faults/pages.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const ID = "70030";
const SHIPPING = ["read_merchant_managed_fulfillment_orders"];

/** What somebody of a role gets at Home: the page, where they are led, or the permission they lack. `scopes`: their own permissions in Shopify; null: all. */
async function atHome(role: Role, scopes: readonly string[] | null, address = "/app"): Promise<string | null> {
  const { shop, shopId } = await world.install(spanishShop());
  hire(shop, { id: ID, firstName: "Ana", lastName: "Gil", email: "ana@norte.example", scopes });
  const { loader } = await import("../../app/features/home/routes/home.tsx");
  const ask = async () => {
    const authorization = `Bearer ${world.devshop.installer.idToken(shop, { userId: ID })}`;
    const request = new Request(new URL(address, world.appUrl), { headers: { "user-agent": BROWSER, authorization } });
    try {
      return await loader({ request, params: {}, context: {} });
    } catch (thrown) {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    }
  };
  await ask(); // from now on they are known, and have a role
  await world.owner.query("update staff_member set role = $3 where shop_id = $1 and user_id = $2", [shopId, ID, role]);
  const given = await ask();
  if (!(given instanceof Response)) return "Home";
  return given.headers.get(given.status === 302 ? "location" : "x-needed-permission");
}

const goods = (parameters = "") => new URL(`/app/fulfillment${parameters}`, world.appUrl).href;

test("Home tells a manager, and whoever answers shoppers, of orders", async () => {
  expect(await atHome("manager", null)).toBe("Home");
  expect(await atHome("service", null)).toBe("Home");
});

test("Home leads a picker to the goods, and a manager whom Shopify does not let see orders", async () => {
  expect(await atHome("picker", null)).toBe(goods());
  expect(await atHome("manager", SHIPPING)).toBe(goods());
});

test("Home leads there with everything that the admin's frame lives from", async () => {
  const frame = "?embedded=1&shop=norte.myshopify.com&host=YWRtaW4&locale=es";
  expect(await atHome("picker", null, `/app${frame}`)).toBe(goods(frame));
});

test("Home tells whoever may see neither what their own work lacks", async () => {
  expect(await atHome("picker", ["read_inventory"])).toBe("seeShipping");
  expect(await atHome("service", SHIPPING)).toBe("seeOrders");
  expect(await atHome("manager", [])).toBe("seeOrders");
});
