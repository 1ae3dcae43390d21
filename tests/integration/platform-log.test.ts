import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { captureLog, type LogLine } from "../setup/captured-log.ts";
import { useOwnDatabase } from "../setup/own-database.ts";
import { CARRIER_KEY, openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { send } from "./intake-signed.ts";
import { connectMail, learn } from "./messages-steps.ts";
import { DAY, order, switchOn } from "./steps.ts";

/** Words that are nowhere but in this shopper's orders. */
const PERSON = {
  firstName: "Zenobia",
  lastName: "Quintanilla",
  phone: "+34611222333",
  address1: "Callejón del Gato 7",
  address2: "Bajo izquierda",
  city: "Villanueva de la Serena",
  zip: "06700",
  countryCode: "ES",
  latitude: 38.97,
  longitude: -5.8,
};
const EMAIL = "zenobia.quintanilla@correo.example";
const WORDS = [
  "Zenobia",
  "Quintanilla",
  "611222333",
  "Callej",
  "Gato 7",
  "izquierda",
  "Villanueva",
  "06700",
  "correo.example",
];

let world: TestWorld;
let installed: InstalledShop;
let lines: LogLine[];
beforeAll(async () => {
  await useOwnDatabase();
  process.env["LOG_LEVEL"] = "debug";
  world = await openWorld();
  lines = await captureLog();
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const of = (event: string) => lines.filter((line) => line["event"] === event);
const list = (line: LogLine | undefined, name: string) => (line?.[name] ?? []) as string[];

describe("the log", () => {
  test("leads from an effect back to the webhook that began it, by one id after the other", async () => {
    await switchOn(world, installed, "route");
    lines.length = 0;
    await order(world, installed, { "CAM-1": 4 });
    const [effect] = of("intent.ran").filter(({ kind }) => kind === "fulfillmentOrder.move");
    expect(effect).toMatchObject({ shopId: installed.shopId, result: "done", ms: expect.any(Number) as number });
    const run = of("lane.ran").find((line) => line["run"] === effect?.["cause"]);
    expect(run).toMatchObject({ lane: "refresh", shopId: installed.shopId });
    expect(list(run, "decided")).toContain(effect?.["intentId"]);
    // It was made of marks; each names the webhook, or the run of ours, that moved it last.
    const webhooks = of("request").filter((line) =>
      list(line, "webhook").some((id) => list(run, "causes").includes(id)),
    );
    expect(webhooks.length).toBeGreaterThan(0);
    for (const line of webhooks) {
      expect(line).toMatchObject({ method: "POST", path: "/webhooks", status: 200, result: ["stored"] });
      expect(list(line, "topic")[0]).toMatch(/^(orders|fulfillment_orders)\//);
    }
  });

  test("has one wide line for each run of a lane and each request, with what it cost", async () => {
    lines.length = 0;
    await order(world, installed, { "TAZ-1": 1 });
    const runs = of("lane.ran");
    expect(new Set(runs.map(({ run }) => run)).size).toBe(runs.length);
    const reading = runs.filter((line) => Number(line["marks"] ?? 0) > 0);
    expect(reading.length).toBeGreaterThan(0);
    expect(reading.some((line) => Number(line["apiCalls"]) > 0 && Number(line["apiPoints"]) > 0)).toBe(true);
    const requests = of("request");
    expect(new Set(requests.map(({ request }) => request)).size).toBe(requests.length);
    const given = await fetch(`${world.appUrl}/nowhere/4711?id_token=eyJhbGciOi`, {
      headers: { "x-request-id": "from-the-proxy-1" },
    });
    expect(given.headers.get("x-request-id")).toBe("from-the-proxy-1");
    expect(lines.at(-1)).toMatchObject({
      event: "request",
      request: "from-the-proxy-1",
      path: "/nowhere/4711",
      status: 404,
    });
  });

  test("names no person and no secret, whatever happens and goes wrong", async () => {
    lines.length = 0;
    await switchOn(world, installed, "route", "hold", "ship", "events", "messages");
    await world.connectCarrier(installed);
    await connectMail(world, installed);
    const shopper = {
      shippingAddress: PERSON,
      email: EMAIL,
      tags: ["para Zenobia"],
      note: "llamar a Zenobia Quintanilla",
    };
    const placed = await order(world, installed, { "CAM-1": 1 }, shopper);
    await learn(world, installed, placed);
    for (let day = 0; day < 6; day += 1) await world.advance(installed, DAY);

    // What cannot be stored is set aside with its error; what is no body is refused; what is not signed, too.
    await world.owner.query("alter table shop_order add constraint unlucky check (name not like '%4') not valid");
    await order(world, installed, { "TAZ-1": 1 }, shopper);
    await order(world, installed, { "TAZ-1": 1 }, shopper);
    const person = `{"shop_domain":"${installed.shop.domain}","customer":{"id":1,"email":"${EMAIL}"},"orders_to_redact":[${placed.id}]}`;
    expect(
      await send(world, installed, person, { path: "/webhooks/compliance", topic: "customers/redact" }),
    ).toMatchObject({ status: 200 });
    expect(
      await send(world, installed, person.slice(0, -9), { path: "/webhooks/compliance", topic: "customers/redact" }),
    ).toMatchObject({ status: 400 });
    expect(
      await send(world, installed, person, { path: "/webhooks", topic: "customers/update", signature: EMAIL }),
    ).toMatchObject({ status: 401 });
    for (const address of [
      `/messages/stop/${"Zenobia".repeat(4)}`,
      `/${encodeURIComponent(EMAIL)}`,
      `/app?email=${EMAIL}`,
    ])
      await fetch(world.appUrl + address);
    await world.settle(installed);
    // What a page logs of an error it did not mean: the whole object.
    const { log } = await import("../../app/platform/log.server.ts");
    const { sqlPool } = await import("../../app/platform/db/pool.server.ts");
    for (const sql of [
      `select 'Zenobia'::bigint`,
      `insert into shop (id, domain) select 1, '${EMAIL}' from generate_series(1, 2)`,
    ]) {
      const error: unknown = await sqlPool.query(sql).catch((fault: unknown) => fault);
      log.error({ event: "page.failed", err: error });
      log.error({ event: "page.failed", message: String(error) });
    }

    expect(of("page.failed")[0]).toMatchObject({ err: { code: "22P02" } });
    expect(of("refresh.set_aside").length).toBeGreaterThan(0);
    expect(of("privacy.duty_done")).toHaveLength(1);
    expect(new Set(lines.map(({ event }) => event)).size).toBeGreaterThan(4);
    const text = JSON.stringify(lines);
    expect(WORDS.filter((word) => text.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
    const secrets = [
      "SHOPIFY_API_SECRET",
      "SHOPIFY_API_SECRET_PREVIOUS",
      "SEAL_KEYS",
      "SEARCH_KEY",
      "DATABASE_URL",
    ].map((name) => process.env[name] ?? "?");
    expect([CARRIER_KEY, "shpat_", "shprt_", "eyJ", ...secrets].filter((secret) => text.includes(secret))).toEqual([]);
  });
});
