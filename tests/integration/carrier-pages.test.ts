import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { readCodeFilter } from "../../app/features/carriers/domain/code-filter.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { spanishShop } from "../factories/shops.ts";
import { CARRIER_KEY, openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, openShop, placeOrder, rowsOf } from "./shipping-steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof loadPages>>;
beforeAll(async () => {
  world = await openWorld();
  app = await loadPages();
});

async function loadPages() {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { hookPath } = await import("../../app/features/carriers/hook-token.server.ts");
  const { listUnknownCodes, countUnknownCodes } = await import("../../app/features/carriers/unknown-codes.server.ts");
  const { sayCode } = await import("../../app/features/carriers/say-code.server.ts");
  const { shipFulfillmentOrder, shipWithOwnNumber } = await import("../../app/features/fulfillment/public.server.ts");
  const { choicesOfOrder } = await import("../../app/features/fulfillment/public.server.ts");
  const { writeLabelSetting } = await import("../../app/features/carriers/public.server.ts");
  return {
    inShop,
    hookPath,
    listUnknownCodes,
    countUnknownCodes,
    sayCode,
    shipFulfillmentOrder,
    shipWithOwnNumber,
    choicesOfOrder,
    writeLabelSetting,
    ...(await import("../../app/features/carriers/account-page.server.ts")),
  };
}

const now = () => world.clock.now();
const page = ({ shopId }: InstalledShop) => app.accountPage(shopId, world.appUrl);
const connect = ({ shopId }: InstalledShop, carrier: string, texts: Record<string, string>) =>
  app.connectAccount(shopId, carrier, texts, now());
const stateOf = async (installed: InstalledShop, carrier: string) =>
  (await page(installed)).carriers.find(({ code }) => code === carrier)?.state;

async function openOrderOf(installed: InstalledShop, orderId: string) {
  const [row] = await rowsOf<{ id: string }>(
    world,
    installed,
    `select fulfillment_order_id as id from fulfillment_order where shop_id = $1 and order_id = ${orderId} and status = 'OPEN'`,
  );
  return parseId<Parameters<typeof app.shipFulfillmentOrder>[1]>(row?.id ?? "");
}

async function shipped(installed: InstalledShop, change = {}) {
  const order = await placeOrder(world, installed, change);
  await app.shipFulfillmentOrder(installed.shopId, await openOrderOf(installed, order.id), { by: "1" }, now());
  await world.settle(installed);
  return order;
}

describe("carrier accounts", () => {
  test("a new shop has none, and is shown what each carrier can do and needs", async () => {
    const installed = await world.install(spanishShop());
    const { carriers, sellers } = await page(installed);
    expect(carriers.map(({ code, state }) => [code, state])).toEqual([
      ["stand-in", "none"],
      ["easypost", "none"],
      ["shippo", "none"],
      ["shopify-shipping", "none"],
      ["manual", "always"],
    ]);
    expect(sellers).toEqual([]);
    expect(carriers.find(({ code }) => code === "shopify-shipping")).toMatchObject({ can: ["buy"], hookUrl: null });
  });

  test("an account is stored only when the carrier takes its key, and the key is never given back", async () => {
    const installed = await world.install(spanishShop());
    expect(await connect(installed, "easypost", { apiKey: " " })).toMatchObject({
      status: "wrong",
      fields: ["apiKey"],
    });
    expect(await connect(installed, "easypost", { apiKey: "no-key-of-ours" })).toMatchObject({ status: "refused" });
    Object.assign(world.easypost.trouble, { status: 503 });
    expect(await connect(installed, "easypost", { apiKey: CARRIER_KEY })).toMatchObject({ status: "away" });
    expect(await stateOf(installed, "easypost")).toBe("none");
    Object.assign(world.easypost.trouble, { status: undefined });
    expect(await connect(installed, "easypost", { apiKey: CARRIER_KEY, webhookSecret: "hook-secret" })).toMatchObject({
      status: "connected",
    });
    const shown = await page(installed);
    expect(shown.carriers.find(({ code }) => code === "easypost")).toMatchObject({ state: "on" });
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${CARRIER_KEY}|hook-secret`));
    expect(await app.testAccount(installed.shopId, "easypost")).toEqual({ status: "works", carrier: "easypost" });
  });

  test("a secret that is left empty stays; what is switched off sells no labels", async () => {
    const installed = await world.install(spanishShop());
    await connect(installed, "shippo", { apiToken: CARRIER_KEY, webhookSecret: "one" });
    expect(await connect(installed, "shippo", { webhookSecret: "two" })).toMatchObject({ status: "connected" });
    expect(await app.testAccount(installed.shopId, "shippo")).toMatchObject({ status: "works" });
    await app.disableAccount(installed.shopId, "shippo", now());
    expect(await stateOf(installed, "shippo")).toBe("off");
    expect((await page(installed)).sellers).toEqual([]);
  });

  test("how labels are chosen is stored whole, or not at all", async () => {
    const installed = await openShop(world);
    const save = (texts: Record<string, string>) => app.saveLabelSetting(installed.shopId, texts, now());
    expect(await save({ policy: "fastest", within: "2,50", guardMinor: "x" })).toEqual({
      status: "wrongRule",
      errors: { guardMinor: "amount" },
    });
    expect((await page(installed)).setting).toMatchObject({ policy: "cheapest" });
    expect(await save({ policy: "fastest", within: "2,50", guardMinor: "10", dutiesWait: "true" })).toEqual({
      status: "ruled",
    });
    expect((await page(installed)).setting).toEqual({
      policy: "fastest",
      within: "2.50",
      preferred: "",
      guardMinor: "10.00",
      guardPercent: "",
      dutiesWait: "true",
      address: "any",
    });
  });
});

describe("what carriers tell of parcels", () => {
  const SECRET = "whsec-ünïcode";

  async function followed(carrier: "easypost" | "shippo", webhookSecret: string | undefined) {
    const installed = await world.install(spanishShop());
    const key = carrier === "easypost" ? "apiKey" : "apiToken";
    await connect(installed, carrier, { [key]: CARRIER_KEY, ...(webhookSecret && { webhookSecret }) });
    await shipped(installed);
    const [parcel] = await rowsOf<{ number: string }>(
      world,
      installed,
      "select tracking_number as number from parcel where shop_id = $1",
    );
    return { installed, number: parcel?.number ?? "" };
  }

  const scansOf = async (installed: InstalledShop) =>
    (await rowsOf(world, installed, "select code from parcel_scan where shop_id = $1")).length;
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${world.appUrl}${path}`, { method: "POST", body, headers }).then(({ status }) => status);
  const hmac = (text: string) =>
    createHmac("sha256", Buffer.from(SECRET.normalize("NFKD"), "utf8"))
      .update(text)
      .digest("hex");

  test("EasyPost's signed word has the carrier asked at once, and nothing of it is believed", async () => {
    const { installed, number } = await followed("easypost", SECRET);
    const path = app.hookPath(installed.shopId, "easypost");
    const body = JSON.stringify({
      description: "tracker.updated",
      result: { tracking_code: number, status: "delivered", weight: 3 },
    });
    const signature = `hmac-sha256-hex=${hmac(body.replace('"weight":3', '"weight":3.0'))}`;
    expect(await scansOf(installed)).toBe(0);
    expect(await post(path, body, { "x-hmac-signature": signature })).toBe(200);
    await world.settle(installed);
    expect(await scansOf(installed)).toBe(2);
    expect(await rowsOf(world, installed, "select stage from parcel where shop_id = $1")).not.toContainEqual({
      stage: "delivered",
    });
  });

  test("what is forged is 401, whatever of it is wrong, and asks nobody", async () => {
    const { installed, number } = await followed("easypost", SECRET);
    const other = await world.install(spanishShop());
    const path = app.hookPath(installed.shopId, "easypost");
    const body = JSON.stringify({ result: { tracking_code: number } });
    const right = `hmac-sha256-hex=${hmac(body)}`;
    const tries: [string, string, Record<string, string>][] = [
      [path, body, {}],
      [path, body, { "x-hmac-signature": right.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")) }],
      [path, `${body} `, { "x-hmac-signature": right }],
      // The last sign has four spare bits: another sign of the same bytes is no good either.
      [path.replace(/.$/, (sign) => (sign === "A" ? "B" : "A")), body, { "x-hmac-signature": right }],
      [path.replace(`/${installed.shopId}-`, `/${other.shopId}-`), body, { "x-hmac-signature": right }],
      [app.hookPath(other.shopId, "easypost"), body, { "x-hmac-signature": right }],
      [path.replace("/easypost/", "/shippo/"), body, { "x-hmac-signature": right }],
      [`/carrier-hooks/easypost/${installed.shopId}`, body, { "x-hmac-signature": right }],
    ];
    for (const [address, text, headers] of tries) expect(await post(address, text, headers), address).toBe(401);
    await world.settle(installed);
    expect(await scansOf(installed)).toBe(0);
  });

  test("Shippo's is signed with a time, and not taken five minutes later", async () => {
    const { installed, number } = await followed("shippo", SECRET);
    const path = app.hookPath(installed.shopId, "shippo");
    const body = JSON.stringify({ event: "track_updated", data: { tracking_number: number } });
    const signed = (at: Date) => {
      const seconds = Math.floor(at.getTime() / 1_000);
      return { "shippo-auth-signature": `t=${seconds},v1=${hmac(`${seconds}.${body}`)}` };
    };
    expect(await post(path, body, signed(new Date(now().getTime() - 6 * 60_000)))).toBe(401);
    expect(await post(path, body)).toBe(401);
    expect(await post(path, body, signed(now()))).toBe(200);
    await world.settle(installed);
    expect(await scansOf(installed)).toBe(2);
  });

  test("without an agreed secret Shippo's secret address is enough; EasyPost's is not", async () => {
    const shippo = await followed("shippo", undefined);
    const told = JSON.stringify({ data: { tracking_number: shippo.number } });
    expect(await post(app.hookPath(shippo.installed.shopId, "shippo"), told)).toBe(200);
    const easypost = await followed("easypost", undefined);
    const body = JSON.stringify({ result: { tracking_code: easypost.number } });
    expect(await post(app.hookPath(easypost.installed.shopId, "easypost"), body)).toBe(401);
  });
});

describe("codes that no table knows", () => {
  const filter = (query = "") => readCodeFilter(new URLSearchParams(query));
  const list = ({ shopId }: InstalledShop, query = "") =>
    app.inShop(shopId, (tx) => app.listUnknownCodes(tx, filter(query)));

  async function withUnknown() {
    world.carrier.turn({ ...DEFAULT_KNOBS, attempted: 0, undocumented: 1 });
    const installed = await openShop(world);
    const order = await shipped(installed);
    await world.advance(installed, 7 * DAY);
    world.carrier.turn(DEFAULT_KNOBS);
    return { installed, order };
  }

  test("are listed with how often and where, mean what the merchant says, in stored scans and in later ones, and can be taken back", async () => {
    const { installed, order } = await withUnknown();
    const before = await list(installed);
    expect(before).toMatchObject({
      more: false,
      codes: [
        {
          carrier: "stand-in",
          code: "2X7",
          scans: 1,
          stage: null,
          examples: [{ orderId: order.id, name: order.name }],
        },
      ],
    });
    const stages = async () =>
      (
        await rowsOf<{ stage: string }>(
          world,
          installed,
          "select stage from parcel_scan where shop_id = $1 and code = '2X7'",
        )
      ).map(({ stage }) => stage);
    const say = (stage: "lost" | null, code = "2X7") =>
      app.sayCode(installed.shopId, { carrier: "stand-in", code, stage }, "7", now());
    expect(await say("lost")).toBe(true);
    expect(await stages()).toEqual(["lost"]);
    expect(await list(installed)).toMatchObject({ codes: [{ stage: "lost", who: "7" }] });
    expect(await app.inShop(installed.shopId, app.countUnknownCodes)).toBe(0);
    expect(await say(null)).toBe(true);
    expect(await stages()).toEqual(["unknown"]);
    // Who said what stays: nothing of it is deleted.
    expect(
      await rowsOf(world, installed, "select stage from carrier_code where shop_id = $1 order by choice_id"),
    ).toEqual([{ stage: "lost" }, { stage: null }]);
    // A code the table knows is not the merchant's to say.
    expect(await say("lost", "500")).toBe(false);
  });

  test("later scans are read so, too", async () => {
    const { installed } = await withUnknown();
    await app.sayCode(installed.shopId, { carrier: "stand-in", code: "2X7", stage: "delayed" }, "7", now());
    world.carrier.turn({ ...DEFAULT_KNOBS, attempted: 0, undocumented: 1 });
    await shipped(installed);
    await world.advance(installed, 7 * DAY);
    world.carrier.turn(DEFAULT_KNOBS);
    expect(
      await rowsOf(world, installed, "select distinct stage from parcel_scan where shop_id = $1 and code = '2X7'"),
    ).toEqual([{ stage: "delayed" }]);
  });

  test("are filtered, and another shop's are not there", async () => {
    const { installed } = await withUnknown();
    const other = await world.install(spanishShop());
    expect((await list(other)).codes).toEqual([]);
    expect((await list(installed, "state=said")).codes).toEqual([]);
    expect((await list(installed, "state=open&q=2x")).codes).toHaveLength(1);
    expect((await list(installed, "carrier=easypost")).codes).toEqual([]);
  });
});

describe("labels without rates", () => {
  test("Shopify Shipping: bought, printed, already fulfilled, and followed by nobody", async () => {
    const installed = await world.install(spanishShop());
    const box = { length: "30", width: "20", height: "10", grams: "150" };
    expect(await connect(installed, "shopify-shipping", { ...box, length: "-1" })).toMatchObject({
      fields: ["length"],
    });
    expect(await connect(installed, "shopify-shipping", box)).toMatchObject({ status: "connected" });
    const order = await shipped(installed);
    const [parcel] = await rowsOf(
      world,
      installed,
      "select carrier, courier, stage, cost_minor, next_poll_at, fulfillment_id is not null as told, label_file_id is not null as printed from parcel where shop_id = $1",
    );
    expect(parcel).toEqual({
      carrier: "shopify-shipping",
      courier: "UPS",
      stage: "labelled",
      cost_minor: null,
      next_poll_at: null,
      told: true,
      printed: true,
    });
    expect(installed.shop.fulfillments.size).toBe(1);
    const choices = await app.inShop(installed.shopId, (tx) => app.choicesOfOrder(tx, parseId<OrderId>(order.id)));
    expect(choices).toMatchObject([{ why: "only", offers: [], surprises: [{ code: "costUnknown" }] }]);
  });

  test("Shopify Shipping: an answer that is lost is never asked for again by itself; a person is", async () => {
    const installed = await world.install(spanishShop());
    await connect(installed, "shopify-shipping", { length: "30", width: "20", height: "10", grams: "150" });
    const order = await placeOrder(world, installed);
    world.devshop.admin.interferences.add("PurchaseShippingLabel", { kind: "lostAnswer" });
    await app.shipFulfillmentOrder(installed.shopId, await openOrderOf(installed, order.id), { by: "1" }, now());
    await world.settle(installed);
    await world.advance(installed, 10 * 60_000);
    const kinds = await rowsOf(
      world,
      installed,
      "select kind, status from intent where shop_id = $1 and kind like 'label.%'",
    );
    expect(kinds).toEqual([{ kind: "label.purchase", status: "asks" }]);
  });

  test("one's own number ships at once, once, and Shopify is told who carries it", async () => {
    const installed = await world.install(spanishShop());
    const order = await placeOrder(world, installed);
    const id = await openOrderOf(installed, order.id);
    const own = (number: string) =>
      app.shipWithOwnNumber(installed.shopId, id, { number, courier: "", sure: false }, { by: "1" }, now());
    expect(await own("ABCDE12")).toEqual({ outcome: "refused", reason: "noCourier" });
    expect(await own("1Z 999 AA1 01 2345 6784")).toMatchObject({ outcome: "shipped" });
    expect(await own("1Z999AA10123456784")).toMatchObject({ outcome: "refused" });
    await world.settle(installed);
    const [fulfillment] = [...installed.shop.fulfillments.values()];
    expect(fulfillment?.tracking).toMatchObject([{ company: "UPS", number: "1Z999AA10123456784" }]);
  });
});
