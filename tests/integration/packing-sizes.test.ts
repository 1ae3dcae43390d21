import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseId, type FulfillmentOrderId } from "../../app/core/ids.ts";
import type { Order } from "../devshop/state/orders.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { openShop, placeOrder, rowsOf } from "./shipping-steps.ts";
import { MINUTE, onlyPart, ran } from "./steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  world = await openWorld();
  app = await load();
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/packing/act-on-packages.server.ts")),
  ...(await import("../../app/features/packing/boxes.server.ts")),
});

const WHO = "70001";

describe("sizes in metafields of variants", () => {
  const NAMED = { length: "custom.length", width: "custom.width", height: "custom.height", all: "", unit: "cm" };
  const act = ({ shopId }: InstalledShop, form: Record<string, string>) =>
    app.actOnPackages(shopId, form, WHO, world.clock.now());
  const name = (installed: InstalledShop, fields: object) =>
    act(installed, { do: "sizes", fields: JSON.stringify(fields) });
  const sizes = (installed: InstalledShop) =>
    rowsOf<{ sku: string; length: number | null; source: string }>(
      world,
      installed,
      `select i.sku, s.length_mm as length, s.source from item_size s
         join inventory_item i on i.shop_id = s.shop_id and i.item_id = s.item_id where s.shop_id = $1 order by i.sku`,
    );
  const shirt = ({ shop }: InstalledShop) => {
    const variant = [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === "CAM-1");
    return `gid://shopify/ProductVariant/${variant?.id ?? ""}`;
  };
  const put = (installed: InstalledShop, values: Record<string, string>) => {
    const [ownerGid, at] = [shirt(installed), world.clock.now()];
    const list = Object.entries(values).map(([key, value]) => ({
      ...{
        type: "Metafield" as const,
        id: key,
        ownerGid,
        namespace: "custom",
        key,
        valueType: "number_decimal",
        value,
      },
      ...{ createdAt: at, updatedAt: at },
    }));
    installed.shop.metafields.set(ownerGid, list);
  };

  test("are read with the orders, and the box is suggested by them; what is not there stays unknown", async () => {
    const installed = await openShop(world);
    const waiting = await placeOrder(world, installed);
    put(installed, { length: "25", width: "20", height: "4.5" });
    const box = {
      do: "box",
      name: "M",
      length: "30",
      width: "21",
      height: "10",
      unit: "cm",
      empty: "120",
      most: "",
      cost: "0",
    };
    await act(installed, box);
    const suggestion = async (placed: Order) => {
      const part = parseId<FulfillmentOrderId>(onlyPart(installed, placed).id);
      return app.inShop(installed.shopId, (tx) => app.suggestBoxFor(tx, part));
    };
    expect((await suggestion(waiting)).is).not.toBe("box");
    const asked = ran(world, "ReadVariantSizes");
    expect(await name(installed, NAMED)).toEqual({ status: "saved", what: "sizes" });
    await world.settle(installed);
    expect(await sizes(installed)).toEqual([{ sku: "CAM-1", length: 250, source: "metafield" }]);
    expect(await suggestion(waiting)).toMatchObject({ is: "box", box: { name: "M" } });
    // Within a day nobody looks again, however many orders come.
    await placeOrder(world, installed);
    expect(ran(world, "ReadVariantSizes") - asked).toBe(1);

    put(installed, { length: "25", width: "20" });
    await world.advance(installed, 25 * 60 * MINUTE);
    const later = await placeOrder(world, installed);
    expect(await sizes(installed)).toEqual([{ sku: "CAM-1", length: null, source: "metafield" }]);
    expect((await suggestion(later)).is).not.toBe("box");
  });

  test("give way to what staff gave, and are forgotten when they are no longer named", async () => {
    const installed = await openShop(world);
    put(installed, { length: "25", width: "20", height: "4.5" });
    const file = new TextEncoder().encode("sku,length,width,height,unit\nCAM-1,26,20,5,cm");
    await app.uploadPackages(installed.shopId, "sizes", file, world.clock.now());
    await name(installed, NAMED);
    await placeOrder(world, installed);
    expect(await sizes(installed)).toEqual([{ sku: "CAM-1", length: 260, source: "staff" }]);
    const gone = new TextEncoder().encode("sku,length,width,height,unit\nCAM-1,,,,");
    await app.uploadPackages(installed.shopId, "sizes", gone, world.clock.now());
    await placeOrder(world, installed);
    expect(await sizes(installed)).toEqual([{ sku: "CAM-1", length: 250, source: "metafield" }]);
    await name(installed, { ...NAMED, length: "", width: "", height: "" });
    expect(await sizes(installed)).toEqual([]);
  });

  test("that are named wrongly or by half are not saved, and say which", async () => {
    const installed = await openShop(world);
    expect(await name(installed, { ...NAMED, width: "width" })).toEqual({ status: "wrongSizes", fields: ["width"] });
    expect(await name(installed, { ...NAMED, height: "" })).toEqual({ status: "wrongSizes", fields: ["height"] });
    const before = ran(world, "ReadVariantSizes");
    await placeOrder(world, installed);
    expect(ran(world, "ReadVariantSizes")).toBe(before);
  });
});
