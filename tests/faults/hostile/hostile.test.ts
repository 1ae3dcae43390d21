import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { memoryUsage } from "node:process";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { seededRandom } from "../../devshop/state/random.ts";
import { spanishShop } from "../../factories/shops.ts";
import { order } from "../../integration/steps.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../../setup/world.ts";
import { openPages, type Pages } from "../pages.ts";
import { crowd, flood } from "./connections.ts";
import { fuzz } from "./fuzz.ts";
import { samples, shuffled } from "./samples.ts";
import { APP_PROXY, HMAC_SHA256 } from "./vectors.ts";
import { FAMILIES, say, sign, webhook } from "./wire.ts";

const SEED = Number(process.env["SEED"] ?? 20_261_122);
/** Requests of the short campaign; `npm run faults -- --part fuzz --minutes 30` is the long one. */
const FUZZED = 400;
/** Idle connections of the short form; the long one opens 10,000. */
const IDLE = 500;

let world: TestWorld;
let pages: Pages;
let shop: InstalledShop;
let domain: string;
beforeAll(async () => {
  world = await openWorld();
  pages = await openPages();
  shop = await world.install(spanishShop());
  await order(world, shop, { "CAM-1": 1 });
  ({ domain } = shop.shop);
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
  await pages.close();
});

/** Shopify's own library, as the judge of signatures. */
const library = (apiSecretKey = process.env["SHOPIFY_API_SECRET"] ?? "") =>
  shopifyApi({
    apiKey: "test",
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    hostName: "localhost",
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });

describe("signatures", () => {
  test("fit the published vectors", async () => {
    const { isSigned } = await import("../../../app/features/intake/verify.server.ts");
    for (const { secret, body, hex } of HMAC_SHA256) {
      const signature = Buffer.from(hex, "hex").toString("base64");
      expect(isSigned(Buffer.from(body), signature, [secret])).toBe(true);
      expect(isSigned(Buffer.from(`${body}.`), signature, [secret])).toBe(false);
    }
    // No route of ours is behind the app proxy; whoever adds one uses this.
    vi.useFakeTimers({ now: APP_PROXY.at * 1000, toFake: ["Date"] });
    const { utils } = library(APP_PROXY.secret);
    for (const query of APP_PROXY.queries) {
      const given = new URLSearchParams(query);
      expect(await utils.validateHmac(given, { signator: "appProxy" })).toBe(true);
      given.set("shop", "other.myshopify.com");
      expect(await utils.validateHmac(given, { signator: "appProxy" })).toBe(false);
    }
    vi.useRealTimers();
  });

  test("that are forged are refused with 401 in either family of headers, as Shopify's own library refuses them, and leave no trace", async () => {
    const body = '{"id":4711,"updated_at":"2026-11-02T09:00:00Z"}';
    const good = sign(body);
    const bytes = Buffer.from(good, "base64");
    const flips = Array.from({ length: 44 * 6 }, (_, bit) => {
      const text = Buffer.from(good);
      text[Math.floor(bit / 6)] = (text[Math.floor(bit / 6)] ?? 0) ^ (1 << (bit % 6));
      return text.toString("latin1");
    }).filter((text) => /^[\x21-\x7e]*$/.test(text));
    const forged = [
      ...flips,
      "",
      good.slice(0, -1),
      good.slice(0, 20),
      `${good}=`,
      `${good}A`,
      good.toLowerCase(),
      good.replace("=", ""),
      bytes.toString("hex"),
      bytes.toString("base64url"),
      Buffer.concat([bytes, bytes]).toString("base64"),
      sign(body, "guessed"),
      sign(body, ""),
      sign(`${body} `),
      sign(""),
      `${good}, ${good}`,
      `sha256=${good}`,
    ].filter((text) => text !== good);
    const before = await world.owner.query("select count(*) from delivery where shop_id = $1", [shop.shopId]);
    const statuses: number[] = [];
    for (const [index, signature] of forged.entries()) {
      const family = FAMILIES[index % 2] ?? "shopify-";
      const said = webhook({ topic: "orders/updated", domain, family, signature }, body);
      statuses.push((await say(pages.url, said)).status);
      if (index % 16 === 0) expect(await libraryAccepts(said.headers ?? [], body)).toBe(false);
    }
    // The header twice: Node joins the values, and neither order may find the good one in them.
    for (const pair of [
      [good, "x"],
      ["x", good],
      [good, good],
    ])
      for (const family of FAMILIES)
        statuses.push(
          (
            await say(
              pages.url,
              webhook({ topic: "orders/updated", domain, family, signature: pair[0] ?? "" }, body, [
                `${family}hmac-sha256`,
                pair[1] ?? "",
              ]),
            )
          ).status,
        );
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect((await world.owner.query("select count(*) from delivery where shop_id = $1", [shop.shopId])).rows).toEqual(
      before.rows,
    );
    for (const family of FAMILIES) {
      const said = webhook({ topic: "orders/updated", domain, family }, body);
      expect((await say(pages.url, said)).status).toBe(200);
      expect(await libraryAccepts(said.headers ?? [], body)).toBe(true);
    }
  });

  test("of one family do not carry the headers of the other", async () => {
    const body = '{"id":4712}';
    const said = webhook({ topic: "orders/updated", domain, family: "shopify-" }, body);
    const mixed = (said.headers ?? []).map((text) => (text === "shopify-hmac-sha256" ? "x-shopify-hmac-sha256" : text));
    expect(await say(pages.url, { ...said, headers: mixed })).toMatchObject({
      status: 400,
      text: expect.stringContaining("x-shopify-topic"),
    });
  });

  async function libraryAccepts(headers: readonly string[], body: string): Promise<boolean> {
    const pairs = headers.flatMap((name, index) =>
      index % 2 === 0 ? [[name, headers[index + 1] ?? ""] as const] : [],
    );
    const request = new Request("https://app.example/webhooks", {
      method: "POST",
      headers: Object.fromEntries(pairs),
      body,
    });
    return (await library().webhooks.validate({ rawBody: body, rawRequest: request })).valid;
  }
});

describe("Shopify's samples of all topics", () => {
  test("shuffled, twice, in both families of headers, are taken, and change nothing the second time", async () => {
    const { samples: all, topics } = samples();
    expect({ samples: all.length, topics }).toEqual({ samples: 210, topics: 221 });
    const random = seededRandom(SEED);
    const known = await world.install(spanishShop());
    const deliver = async () => {
      const deliveries = all.flatMap(({ topic, body }) =>
        FAMILIES.map((family) => ({ family, topic, body, id: `${family}${topic}` })),
      );
      const statuses = await inTurns(shuffled(deliveries, random), ({ topic, family, id, body }) =>
        say(pages.url, webhook({ topic, domain: known.shop.domain, family, id }, body)),
      );
      return new Set(statuses.map(({ status }) => status));
    };
    expect(await deliver()).toEqual(new Set([200]));
    const first = await tablesOf(known);
    expect(await deliver()).toEqual(new Set([200]));
    expect(await tablesOf(known)).toEqual(first);
    expect(first.mark.length).toBeGreaterThan(10);
    expect(first.delivery).toHaveLength(2 * all.length);
    for (const { topic, body } of all.filter((sample) =>
      /^(customers\/(redact|data_request)|shop\/redact)$/.test(sample.topic),
    )) {
      const its = JSON.stringify({ ...(JSON.parse(body) as object), shop_domain: domain });
      const id = topic;
      for (let time = 0; time < 2; time += 1) {
        expect(
          (await say(pages.url, { ...webhook({ topic, domain, id }, its), path: "/webhooks/compliance" })).status,
        ).toBe(200);
        // About another shop than the header says.
        expect(
          (await say(pages.url, { ...webhook({ topic, domain }, body), path: "/webhooks/compliance" })).status,
        ).toBe(400);
      }
    }
    expect((await world.owner.query("select 1 from privacy_request where shop_id = $1", [shop.shopId])).rowCount).toBe(
      3,
    );
    await world.owner.query("delete from privacy_request where shop_id = $1", [shop.shopId]);
  });

  /** What the receiver wrote, without what counts repetitions. */
  async function tablesOf({ shopId }: InstalledShop) {
    const read = async (sql: string) => (await world.owner.query<Record<string, unknown>>(sql, [shopId])).rows;
    return {
      mark: await read(
        "select kind, object_id, part, hinted_at, available from mark where shop_id = $1 order by 1, 2, 3",
      ),
      delivery: await read(
        "select webhook_id, topic, known from delivery where shop_id = $1 and webhook_id like '%shopify-%' order by 1",
      ),
      fact: await read(
        "select code, order_id, object_ids, data from fact where shop_id = $1 and webhook_id like '%shopify-%' order by 1, 2, 3, 4",
      ),
    };
  }
});

describe("strange requests", () => {
  test("always get a typed answer, and leave the process as it was", async () => {
    // React Router tells the console of every address that is none, unless NODE_ENV is production.
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const [orderId = ""] = shop.shop.orders.keys();
    const target = { url: pages.url, domain, orderId, customerId: "1" };
    const random = seededRandom(SEED);
    await fuzz(target, random, (sent) => sent >= 100);
    const before = memoryUsage.rss();
    const { sent, answers, findings } = await fuzz(target, random, (count) => count >= FUZZED);
    const grown = (memoryUsage.rss() - before) / 2 ** 20;
    console.log(
      `seed ${SEED}: ${sent} strange requests, ${JSON.stringify(Object.fromEntries(answers))}, ${grown.toFixed(0)} MB more`,
    );
    expect(findings).toEqual([]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(grown).toBeLessThan(150);
  }, 60_000);

  test("of 50 MB are refused without being kept, whether they say their length or not", async () => {
    const headers = ["user-agent", "Mozilla/5.0"];
    const before = memoryUsage.rss();
    const length = ["content-length", String(50 * 2 ** 20)];
    const answers = [];
    for (const path of ["/webhooks", "/webhooks/compliance", "/app/settings"])
      for (const more of [[], length])
        answers.push({ path, ...(await say(pages.url, { path, headers: [...headers, ...more], body: flood(50) })) });
    expect(answers.filter(({ status }) => ![0, 411, 413].includes(status))).toEqual([]);
    expect(answers.filter(({ status }) => status !== 0).length).toBeGreaterThan(0);
    expect((memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(100);
  });
});

describe("people who take their time", () => {
  test("lose their connection, and nobody waits for them", async () => {
    const { openDoor } = await import("../../../app/platform/door.server.ts");
    const { createApp } = await import("../../../app/web.server.ts");
    const patience = { headersTimeout: 500, requestTimeout: 1_000, connectionsCheckingInterval: 50 };
    const server = openDoor(createApp(), patience).listen(0);
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://localhost:${(server.address() as AddressInfo).port}`;
    const slow = "POST /webhooks HTTP/1.1\r\nhost: localhost\r\n";
    const crowds = Promise.all([
      crowd(url, IDLE, ""),
      crowd(url, 50, slow, "x-a: b\r\n"),
      crowd(url, 50, `${slow}content-length: 100000\r\n\r\n`, "{"),
    ]);
    // While all of them are there.
    expect((await say(url, webhook({ topic: "orders/updated", domain }, '{"id":4713}'))).status).toBe(200);
    const said = await crowds;
    console.log(`${String(IDLE)} idle and 100 slow connections were told: ${JSON.stringify(said)}`);
    const told = "HTTP/1.1 408 Request Timeout";
    expect(said[0]).toEqual({ [told]: IDLE });
    // Who is speaking at that moment may find the line reset before they hear it.
    for (const lines of said.slice(1))
      expect(Object.keys(lines).filter((line) => line !== told && line !== "")).toEqual([]);
    await new Promise((resolve) => server.close(resolve));
  });

  test("have 10 seconds for their headers and 30 for all", async () => {
    const { openDoor } = await import("../../../app/platform/door.server.ts");
    const { headersTimeout, requestTimeout } = openDoor(() => undefined);
    const node = createServer();
    expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 10_000, requestTimeout: 30_000 });
    expect(headersTimeout).toBeLessThan(node.headersTimeout);
  });
});

/** Some at a time, in the order given. */
async function inTurns<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < list.length; from += 16)
    results.push(...(await Promise.all(list.slice(from, from + 16).map(work))));
  return results;
}
