import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  parseId,
  type FulfillmentOrderId,
  type LocationId,
  type ManifestId,
  type OrderId,
  type ShopId,
} from "../../app/core/ids.ts";
import { readManifestFilter } from "../../app/features/packing/domain/manifest-filter.ts";
import type { PrintRequest } from "../../app/features/packing/domain/print-request.ts";
import type { Printer } from "../../app/features/packing/print.server.ts";
import type { Order } from "../devshop/state/orders.ts";
import { CARRIER_KEY, openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { pdfText } from "./pdf-text.ts";
import { openShop, placeOrder, rowsOf } from "./shipping-steps.ts";
import { location, MINUTE, timeline } from "./steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  world = await openWorld();
  app = await load();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/packing/act-on-packages.server.ts")),
  ...(await import("../../app/features/packing/act-on-manifests.server.ts")),
  ...(await import("../../app/features/packing/make-manifest.server.ts")),
  ...(await import("../../app/features/packing/manifests.server.ts")),
  ...(await import("../../app/features/packing/manifest-file.server.ts")),
  ...(await import("../../app/features/packing/csv.server.ts")),
  ...(await import("../../app/features/packing/print.server.ts")),
  ...(await import("../../app/features/packing/printed.server.ts")),
  ...(await import("../../app/features/packing/boxes.server.ts")),
  ...(await import("../../app/shell/i18n/texts.server.ts")),
});

const WHO = "70001";
const printer = (): Printer => ({
  id: WHO,
  name: "Eva",
  locale: "es",
  t: app.textsFor("es").getFixedT("es", "packing"),
});
const NOTHING: PrintRequest = {
  what: "slips",
  as: "pdf",
  paper: null,
  twoUp: false,
  batchId: null,
  orderId: null,
  fulfillmentOrderIds: [],
  locationId: null,
};
async function partOf(installed: InstalledShop, placed: Order): Promise<FulfillmentOrderId> {
  const parts = await rowsOf<{ id: FulfillmentOrderId; order_id: string }>(
    world,
    installed,
    "select fulfillment_order_id as id, order_id from fulfillment_order where shop_id = $1 and status <> 'CANCELLED'",
  );
  const [only, ...others] = parts.filter(({ order_id }) => order_id === placed.id);
  if (!only || others.length > 0) throw new Error(`${others.length + 1} parts`);
  return only.id;
}

async function printed(installed: InstalledShop, placed: Order, more: Partial<PrintRequest> = {}, shopId?: ShopId) {
  const request = { ...NOTHING, fulfillmentOrderIds: [await partOf(installed, placed)], ...more };
  const file = await app.print(shopId ?? installed.shopId, request, printer(), world.clock.now());
  return (
    file && { ...file, text: file.contentType === "application/pdf" ? (await pdfText(file.bytes)).join("\n") : "" }
  );
}

const reads = (installed: InstalledShop) =>
  rowsOf<{ who: string; purpose: string }>(
    world,
    installed,
    "select who, purpose from personal_read where shop_id = $1 and purpose in ('packing_slip', 'label') order by read_at, purpose",
  );

describe("a packing slip", () => {
  test("has the shopper's address and lines, is written down as read and counted each time, and is nobody else's", async () => {
    const installed = await openShop(world);
    const other = await openShop(world);
    const placed = await placeOrder(world, installed);
    await app.actOnPackages(
      installed.shopId,
      {
        do: "paper",
        settings: JSON.stringify({
          sender: "Tienda Sol\nMadrid",
          language: "es",
          returns: { es: "30 días para devolver" },
        }),
      },
      WHO,
      world.clock.now(),
    );
    const slip = await printed(installed, placed);
    for (const words of [
      "Tienda Sol",
      "Ana Pérez",
      "Calle Sierpes 1",
      "41004 Sevilla",
      placed.name,
      "30 días para devolver",
    ])
      expect(slip?.text).toContain(words);
    await printed(installed, placed);
    expect(await reads(installed)).toEqual([
      { who: WHO, purpose: "packing_slip" },
      { who: WHO, purpose: "packing_slip" },
    ]);
    const part = await partOf(installed, placed);
    const seen = await app.inShop(installed.shopId, (tx) => app.readPrinted(tx, [part]));
    expect(seen).toMatchObject([{ kind: "slip", times: 2, byName: "Eva", voidReason: "" }]);
    expect(await printed(installed, placed, {}, other.shopId)).toBeUndefined();
    expect(await reads(other)).toEqual([]);
  });

  test("holds no more when the order changed; the next one does", async () => {
    const installed = await openShop(world);
    const placed = await placeOrder(world, installed);
    const part = await partOf(installed, placed);
    const seen = () => app.inShop(installed.shopId, (tx) => app.readPrinted(tx, [part]));
    await printed(installed, placed);
    const orderId = parseId<OrderId>(placed.id);
    const voided = () =>
      app.inShop(installed.shopId, (tx) => app.voidPrinted(tx, orderId, "edited", world.clock.now()));
    expect([await voided(), await voided()]).toEqual([1, 0]);
    expect(await seen()).toMatchObject([{ times: 1, voidReason: "edited" }]);
    await printed(installed, placed);
    expect(await seen()).toMatchObject([{ times: 2, voidReason: "", voidAt: null }]);
  });

  test("as ZPL has the same words", async () => {
    const installed = await openShop(world);
    const placed = await placeOrder(world, installed);
    const file = await printed(installed, placed, { as: "zpl" });
    const zpl = Buffer.from(file?.bytes ?? []).toString();
    expect(zpl).toMatch(/^\^XA\n\^CI28\n/);
    expect(zpl).toContain("^FDCalle Sierpes 1^FS");
    expect(zpl).toContain("^FDAna P_C3_A9rez^FS");
  });
});

describe("a label", () => {
  test("comes with its slip, in pairs, and is void across it when the order changed after it was printed", async () => {
    const installed = await openShop(world, "ship");
    const placed = await placeOrder(world, installed);
    const both = await printed(installed, placed, { what: "both" });
    expect(both?.text).toContain(placed.name);
    expect((await pdfText(both?.bytes ?? new Uint8Array())).length).toBeGreaterThanOrEqual(2);
    expect((await printed(installed, placed, { what: "labels" }))?.text).not.toContain("ANULADO");
    await world.advance(installed, 1_000);
    await app.inShop(installed.shopId, (tx) =>
      app.voidPrinted(tx, parseId<OrderId>(placed.id), "address", world.clock.now()),
    );
    expect((await printed(installed, placed, { what: "labels" }))?.text).toContain("ANULADO");
  });

  test("that nobody bought yet is nothing to print, and nothing is counted", async () => {
    const installed = await openShop(world);
    const placed = await placeOrder(world, installed);
    expect(await printed(installed, placed, { what: "labels" })).toBeUndefined();
    const part = await partOf(installed, placed);
    expect(await app.inShop(installed.shopId, (tx) => app.readPrinted(tx, [part]))).toEqual([]);
    expect(await reads(installed)).toEqual([]);
  });
});

describe("boxes", () => {
  test("that staff typed and sizes that they sent say which box an order goes into, and what it weighs", async () => {
    const installed = await openShop(world);
    const placed = await placeOrder(world, installed);
    const part = await partOf(installed, placed);
    const suggestion = () => app.inShop(installed.shopId, (tx) => app.suggestBoxFor(tx, part));
    expect(await suggestion()).toEqual({ is: "noBoxes" });
    const box = { do: "box", unit: "cm", empty: "80", most: "", cost: "0,40" };
    const act = (form: Record<string, string>) => app.actOnPackages(installed.shopId, form, WHO, world.clock.now());
    expect(await act({ ...box, name: "S", length: "10", width: "10", height: "10" })).toMatchObject({
      status: "saved",
    });
    expect(await act({ ...box, name: "M", length: "30", width: "20", height: "10", cost: "0,60" })).toMatchObject({
      status: "saved",
    });
    expect(await act({ ...box, name: "L", length: "x", width: "20", height: "10" })).toMatchObject({
      status: "wrong",
      field: "length",
      error: { code: "not_number", text: "x" },
    });
    expect(await suggestion()).toMatchObject({ is: "unknown", units: 2 });
    const file = Buffer.from("sku,length,width,height\nCAM-1,25,20,3\nNO-SUCH,1,1,1\n");
    expect(await app.uploadPackages(installed.shopId, "sizes", file, world.clock.now())).toMatchObject({
      rows: 1,
      errors: [{ line: 3, code: "unknown", text: "NO-SUCH" }],
    });
    expect(await suggestion()).toMatchObject({ is: "box", box: { name: "M" } });
  });
});

describe("a manifest", () => {
  test("takes every parcel that waits for the carrier once; what comes later goes on the next", async () => {
    const installed = await openShop(world, "ship");
    const other = await openShop(world);
    const first = await placeOrder(world, installed);
    const waiting = () => app.inShop(installed.shopId, app.waitingParcels);
    const [one] = await waiting();
    expect(one).toMatchObject({ carrier: "stand-in", parcels: 1 });
    if (!one) return;
    const close = (shopId: ShopId) =>
      app.actOnManifests(
        shopId,
        { do: "close", location: one.locationId, carrier: one.carrier },
        WHO,
        world.clock.now(),
      );
    expect(await close(other.shopId)).toEqual({ status: "refused", code: "none" });
    const closed = await Promise.all([close(installed.shopId), close(installed.shopId)]);
    expect(closed.map(({ status }) => status).toSorted()).toEqual(["closed", "refused"]);
    expect(await waiting()).toEqual([]);
    expect(await timeline(world, installed, first)).toContain("parcel.handed_over_claimed");
    const second = await placeOrder(world, installed);
    expect(await close(installed.shopId)).toMatchObject({ status: "closed", parcels: 1 });
    const manifests = await rowsOf<{ manifest_id: string }>(
      world,
      installed,
      "select manifest_id from handover_manifest where shop_id = $1 order by manifest_id desc",
    );
    const [newest] = manifests;
    const manifestId = parseId<Parameters<typeof app.manifestFile>[1]>(newest?.manifest_id ?? "");
    const { t } = printer();
    const bytes = await app.manifestFile(installed.shopId, manifestId, "es", t);
    const text = (await pdfText(bytes ?? new Uint8Array())).join("\n");
    expect(text).toContain(second.name);
    expect(text).not.toContain(`${first.name}\n`);
    expect(text).toContain("Firma");
    expect(await app.manifestFile(other.shopId, manifestId, "es", t)).toBeUndefined();
  });
});

describe("the carrier's own sheet", () => {
  const sheets = (installed: InstalledShop) =>
    rowsOf<{ manifest_id: ManifestId; sheet: string; carrier_ref: string | null; codes: string[] }>(
      world,
      installed,
      "select manifest_id, sheet, carrier_ref, codes from handover_manifest where shop_id = $1 order by manifest_id",
    );
  const close = (installed: InstalledShop) =>
    app.actOnManifests(
      installed.shopId,
      { do: "close", location: location(installed, "Madrid"), carrier: "stand-in" },
      WHO,
      world.clock.now(),
    );

  test("is asked for when the list is closed, made once though the answer was lost, and kept beside ours", async () => {
    const installed = await openShop(world, "ship");
    const other = await openShop(world);
    await placeOrder(world, installed);
    expect(await close(installed)).toMatchObject({ status: "closed" });
    expect(await sheets(installed)).toMatchObject([{ sheet: "asked" }]);
    world.carrier.turn({ ...world.carrier.knobs, answersLost: 1 });
    await world.settle(installed);
    expect(await sheets(installed)).toMatchObject([{ sheet: "asked", carrier_ref: null }]);
    world.carrier.turn({ ...world.carrier.knobs, answersLost: 0 });
    for (let n = 0; n < 6; n += 1) await world.advance(installed, MINUTE);
    const [first] = await sheets(installed);
    expect(first).toMatchObject({ sheet: "made", codes: [] });
    const read = (shopId: ShopId) =>
      app.inShop(shopId, (tx) => app.carrierSheet(tx, first?.manifest_id ?? parseId<ManifestId>("1")));
    expect((await read(installed.shopId))?.bytes.subarray(0, 4).toString()).toBe("%PDF");
    expect(await read(other.shopId)).toBeUndefined();

    await placeOrder(world, installed);
    await close(installed);
    await world.settle(installed);
    const numbers = (await sheets(installed)).map(({ carrier_ref: ref }) => Number(ref?.replace("man_", "")));
    expect(numbers[1]).toBe((numbers[0] ?? 0) + 1);
  });

  test("that is refused leaves our list, says why, and may be asked for again", async () => {
    const installed = await openShop(world, "ship");
    await placeOrder(world, installed);
    const [label] = await rowsOf<{ ref: string }>(
      world,
      installed,
      "select carrier_ref as ref from parcel where shop_id = $1",
    );
    world.carrier.void(label?.ref ?? "");
    await close(installed);
    await world.settle(installed);
    const [refused] = await sheets(installed);
    expect(refused).toMatchObject({ sheet: "refused", codes: ["unknown_shipment"] });
    const ask = () =>
      app.actOnManifests(installed.shopId, { do: "ask", manifest: refused?.manifest_id ?? "" }, WHO, world.clock.now());
    const answers = await Promise.all([ask(), ask()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["asked", "refused"]);
    await world.settle(installed);
    expect(await sheets(installed)).toMatchObject([{ sheet: "refused" }]);
  });

  test("is one for each courier behind a broker's account, and each list has its own parcels", async () => {
    const installed = await openShop(world);
    await app.inShop(installed.shopId, async (tx) => {
      const carriers = await import("../../app/features/carriers/public.server.ts");
      const account = { carrier: "easypost", credentials: { apiKey: CARRIER_KEY }, enabled: true };
      await carriers.saveCarrierAccount(tx, account, world.clock.now());
      await carriers.disableCarrierAccount(tx, "stand-in", world.clock.now());
    });
    const services = ["UPS/Standard", "USPS/Priority", "UPS/ExpressSaver"];
    for (const service of services) {
      const order = await placeOrder(world, installed);
      const { writeLabelWish } = await import("../../app/features/carriers/public.server.ts");
      const force = { carrier: "easypost", service };
      await app.inShop(installed.shopId, (tx) => writeLabelWish(tx, parseId(order.id), { force, exclude: [] }));
      const { shipFulfillmentOrder } = await import("../../app/features/fulfillment/public.server.ts");
      await shipFulfillmentOrder(installed.shopId, await partOf(installed, order), { by: WHO }, world.clock.now());
      await world.settle(installed);
    }
    const waiting = await app.inShop(installed.shopId, app.waitingParcels);
    expect(waiting).toMatchObject([
      { carrier: "easypost", courier: "UPS", parcels: 2 },
      { carrier: "easypost", courier: "USPS", parcels: 1 },
    ]);
    for (const { locationId, carrier, courier } of waiting) {
      const act = { do: "close", location: locationId, carrier, courier };
      expect(await app.actOnManifests(installed.shopId, act, WHO, world.clock.now())).toMatchObject({
        status: "closed",
      });
    }
    await world.settle(installed);
    expect(await sheets(installed)).toMatchObject([{ sheet: "made" }, { sheet: "made" }]);
    const [ups, usps] = await sheets(installed);
    expect(ups?.carrier_ref).not.toBe(usps?.carrier_ref);
    const { t } = printer();
    const text = async (id: ManifestId | undefined) =>
      (await pdfText((await app.manifestFile(installed.shopId, id ?? parseId("1"), "en", t)) ?? new Uint8Array())).join(
        "\n",
      );
    expect(await text(ups?.manifest_id)).toContain("UPS (EasyPost)");
    expect(await text(usps?.manifest_id)).toContain("USPS (EasyPost)");
    const csv = await app.inShop(installed.shopId, (tx) =>
      app.manifestsCsv(tx, readManifestFilter(new URLSearchParams("carrier=easypost")), t),
    );
    expect(csv).toMatch(/EasyPost,UPS,/);
  });

  test("is not asked of a carrier that makes none", async () => {
    const installed = await openShop(world, "ship");
    await placeOrder(world, installed);
    await world.owner.query("update parcel set carrier = 'manual' where shop_id = $1", [installed.shopId]);
    const act = { do: "close", location: location(installed, "Madrid"), carrier: "manual" };
    expect(await app.actOnManifests(installed.shopId, act, WHO, world.clock.now())).toMatchObject({ status: "closed" });
    expect(await sheets(installed)).toMatchObject([{ sheet: "none" }]);
  });
});

test("labels for shelves are those of one location's bins", async () => {
  const installed = await openShop(world);
  const locationId = parseId<LocationId>(location(installed, "Madrid"));
  const request = { ...NOTHING, what: "bins" as const, as: "zpl" as const, locationId };
  expect(await app.print(installed.shopId, request, printer(), world.clock.now())).toBeUndefined();
  await app.inShop(installed.shopId, (tx) =>
    tx.run(
      `insert into item_bin (shop_id, location_id, item_id, bin)
       select shop_id, $2, item_id, 'A-' || row_number() over (order by item_id) from inventory_item where shop_id = $1 order by item_id limit 2`,
      [tx.shopId, locationId],
    ),
  );
  const file = await app.print(installed.shopId, request, printer(), world.clock.now());
  const zpl = Buffer.from(file?.bytes ?? []).toString();
  expect(zpl.match(/\^XA/g)).toHaveLength(2);
  expect(zpl).toContain("^FDA-1^FS");
});
