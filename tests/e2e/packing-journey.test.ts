/**
 * The paper of a day: boxes are typed and sent as a file with a mistake, an order's slip and label are printed, printed again after the order changed, and the
 * driver's list is closed. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { CARRIER_KEY } from "./live-world.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf, press, type Walk } from "./walk.ts";

const story = tellStory<{ orderId: string }>(
  { name: "papel", stepMs: 180_000, seed: (handle) => spanishShop({ handle }) },
  () => ({ orderId: "" }),
);

const type = ({ app }: Walk, name: string, text: string) => app.locator(`input[name="${name}"]`).fill(text);
const all = (walk: Walk, sql: string) => column(story.world, walk, sql);

/** Presses a button that saves a file; returns the beginning of the file. */
async function save(walk: Walk, name: string): Promise<string> {
  const [download] = await Promise.all([walk.page.waitForEvent("download"), press(walk, name)]);
  const stream = await download.createReadStream();
  for await (const chunk of stream) return (chunk as Buffer).subarray(0, 200).toString("latin1");
  return "";
}

async function shopIdOf({ handle }: Walk) {
  const { shopIdOf: find } = await import("../../app/features/shops/public.server.ts");
  const shopId = await find(`${handle}.myshopify.com`);
  if (shopId === undefined) throw new Error("not installed");
  return shopId;
}

story.step("boxes are typed one by one and sent as a file; what is wrong is said row by row", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/settings/packages");
  await app.getByText(say("packing:packages.emptyTitle")).waitFor();
  await look(walk, "packages-empty");
  for (const [name, text] of Object.entries({
    ...{ name: "Caja S", length: "30", width: "20", height: "x", cost: "0,45", empty: "80", most: "5000" },
  }))
    await type(walk, name, text);
  await press(walk, say("packing:packages.save"));
  await app
    .getByText(say("packing:error.not_number", { text: "x", column: say("packing:packages.field.height") }))
    .waitFor();
  await type(walk, "height", "10");
  await press(walk, say("packing:packages.save"));
  await expect.poll(() => all(walk, "select name from package_box where shop_id = $1")).toEqual(["Caja S"]);
  const file = Buffer.from("name,length,width,height\nCaja M,40,30,20\nCaja L,40,,30\n");
  await app
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: "boxes.csv", mimeType: "text/csv", buffer: file });
  await press(walk, say("packing:packages.uploadBoxes"));
  await app.getByText(say("packing:error.missing", { column: "width" })).waitFor();
  const sizes = Buffer.from("sku,length,width,height\nCAM-1,25,18,3\n");
  await app.locator('input[type="file"]').last().setInputFiles({ name: "s.csv", mimeType: "text/csv", buffer: sizes });
  await press(walk, say("packing:packages.uploadSizes"));
  await expect.poll(() => all(walk, "select length_mm from item_size where shop_id = $1")).toEqual([250]);
  await look(walk, "packages");
});

story.step("an order's papers are printed, and the page says how often", async (walk) => {
  const { app, say } = walk;
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { saveCarrierAccount } = await import("../../app/features/carriers/public.server.ts");
  const { readPrinted, voidPrinted } = await import("../../app/features/packing/printed.server.ts");
  const shopId = await shopIdOf(walk);
  await inShop(shopId, async (tx) => {
    const account = { carrier: "stand-in", credentials: { apiKey: CARRIER_KEY }, enabled: true };
    await saveCarrierAccount(tx, account, new Date());
  });
  await openApp(story.world, walk, "/app/settings");
  for (const effect of ["route", "ship"] as const) {
    const title = say(`settings:effects.${effect}.title`);
    await press(walk, say("settings:effects.turnOnSpoken", { effect: title }));
    await app.getByRole("button", { name: say("settings:effects.turnOffSpoken", { effect: title }) }).waitFor();
  }
  const shop = shopOf(story.world, walk);
  const variant = [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === "CAM-1");
  const placed = story.world.devshop.placeOrder(shop, {
    lines: [{ variantId: variant?.id ?? "", quantity: 2 }],
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(placed.code);
  walk.orderId = placed.order.id;
  await expect
    .poll(() => all(walk, "select stage from parcel where shop_id = $1"), { timeout: 60_000 })
    .toEqual(["labelled"]);
  await openApp(story.world, walk, `/app/fulfillment/documents?order=${walk.orderId}`);
  await app.getByText(say("packing:printed.never")).waitFor();
  expect(await save(walk, say("packing:documents.pdf.both"))).toMatch(/^%PDF/);
  expect(await save(walk, say("packing:documents.zpl.slips"))).toMatch(/^\^XA/);
  const order = placed.order.id as Parameters<typeof voidPrinted>[1];
  await inShop(shopId, (tx) => voidPrinted(tx, order, "edited", new Date()));
  await openApp(story.world, walk, `/app/fulfillment/documents?order=${walk.orderId}`);
  await app.getByText(say("packing:printed.void")).first().waitFor();
  await look(walk, "documents");
  const parts = await all(walk, "select distinct fulfillment_order_id::text from printed_document where shop_id = $1");
  const seen = await inShop(shopId, (tx) => readPrinted(tx, parts as Parameters<typeof readPrinted>[1]));
  expect(seen.map(({ kind, times }) => [kind, times]).toSorted()).toEqual([
    ["label", 1],
    ["slip", 2],
  ]);
});

story.step("the driver's list is closed once, printed, and empty afterwards", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/fulfillment/manifests");
  await app.getByText(say("packing:manifests.waiting")).first().waitFor();
  await look(walk, "manifests-waiting");
  await app.getByRole("button", { name: /Tramo/ }).first().press("Enter");
  await app.getByText(say("packing:manifests.nothingTitle")).waitFor();
  await expect.poll(() => all(walk, "select parcels from handover_manifest where shop_id = $1")).toEqual([1]);
  await app
    .getByRole("button", { name: say("packing:manifests.sheetOf", { carrier: "Tramo" }) })
    .first()
    .waitFor({ timeout: 40_000 });
  await look(walk, "manifests");
  expect(await save(walk, say("packing:manifests.sheetOf", { carrier: "Tramo" }))).toMatch(/^%PDF/);
  expect(await save(walk, say("packing:manifests.pdf"))).toMatch(/^%PDF/);
});
