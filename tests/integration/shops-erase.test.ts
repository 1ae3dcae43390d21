import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenantColumns } from "./one-of-everything.ts";
import { NOW, openPrivacy } from "./shops-privacy-setup.ts";

let its: Awaited<ReturnType<typeof openPrivacy>>;
beforeAll(async () => {
  its = await openPrivacy();
});
afterAll(async () => its.close());

describe("shop/redact", () => {
  test("deletes the shop's rows in every table, the shop itself, and nothing of another shop", async () => {
    const [here, there] = [await its.opened(), await its.opened()];
    await its.customerIn(here, "ana");
    await its.customerIn(there, "ana");
    const tables = new Set((await its.app.inShop(here.shopId, tenantColumns)).map(({ table }) => table));
    await its.uninstalled(here);
    await its.customerIn(here, "bob");
    const before = await its.population(there);
    expect(new Set(Object.keys(await its.population(here)))).toEqual(tables);

    await its.receive(here, "shop/redact", { shop_domain: here.shop.domain });
    await its.work(here);

    expect(await its.population(here)).toEqual({});
    expect(await its.app.readShop(here.shopId)).toBeUndefined();
    expect(await its.population(there)).toEqual(before);
    expect(await its.receive(here, "customers/redact", { customer: { id: 1 } })).toBe("stray");
  });

  test("goes on after a crash, because the request goes last", async () => {
    const here = await its.opened();
    await its.customerIn(here, "ana");
    await its.uninstalled(here);
    await its.receive(here, "shop/redact", {});
    const dead = await its.app.claimLane(here.shopId, "long");
    if (!dead) throw new Error("no lease");
    // Another worker takes over after the first step of the dead one.
    await its.app.inShop(here.shopId, (tx) => tx.run("delete from shop_order where shop_id = $1", [here.shopId]));
    await its.app.sqlPool.query(
      "update shop_lane set lease_until = now() - interval '1 s', fence = fence + 1 where shop_id = $1 and lane = 3",
      [here.shopId],
    );
    await expect(its.app.runLong(dead, NOW)).rejects.toThrow("long of shop");
    expect((await its.population(here))["privacy_request"]).toBeGreaterThan(0);
    await its.work(here);
    expect(await its.population(here)).toEqual({});
  });

  test("does not erase a shop that has installed us again", async () => {
    const here = await its.opened();
    await its.customerIn(here, "ana");
    const before = await its.population(here);
    await its.receive(here, "shop/redact", {});
    await its.work(here);
    expect((await its.population(here))["shop_order"]).toBe(before["shop_order"]);
    expect((await its.requestsOf(here)).map(({ outcome }) => outcome)).toEqual([{ installed_again: 1 }]);
  });

  test("leaves the domain free: the shop can come back as a new one", async () => {
    const here = await its.opened();
    await its.uninstalled(here);
    await its.receive(here, "shop/redact", {});
    await its.work(here);
    const again = await its.opened(here.shop);
    expect(again.shopId).not.toBe(here.shopId);
  });
});
