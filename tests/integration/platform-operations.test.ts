import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, startChild } from "../../scripts/demo/child.ts";
import { spanishShop } from "../factories/shops.ts";
import { openOwnDatabase, type OwnDatabase } from "../setup/own-database.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { send } from "./intake-signed.ts";
import { order } from "./steps.ts";

const TOKEN = "the-operator-of-these-tests";
const OPERATOR = { authorization: `Bearer ${TOKEN}` };

let database: OwnDatabase;
let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  process.env["OPERATOR_TOKEN"] = TOKEN;
  database = await openOwnDatabase();
  world = await openWorld();
  // A number that nothing else has, so that it would be seen.
  await world.owner.query("alter sequence shop_id_seq restart 700123");
  installed = await world.install(spanishShop());
});
afterAll(async () => {
  await database.close();
});

async function ask(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(world.appUrl + path, { headers });
  return { status: response.status, text: await response.text() };
}

interface Told {
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly state: string; readonly detail: string }[];
}
async function reasons(): Promise<Told & { status: number }> {
  const { status, text } = await ask("/health/ready", { ...OPERATOR, accept: "application/json" });
  return { status, ...(JSON.parse(text) as Told) };
}

let later = 0;
/** The numbers as they are now, not as they were counted a moment ago. */
async function numbers(): Promise<string> {
  const { metricsText } = await import("../../app/features/operations/metrics.server.ts");
  return metricsText(performance.now() + 20_000 * ++later);
}
const valueOf = (text: string, series: string): number =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? Number.NaN,
  );

describe("a stranger", () => {
  test("learns whether the process is ready, and not why", async () => {
    expect(await ask("/health/live")).toEqual({ status: 200, text: "alive" });
    expect(await ask("/health/ready")).toEqual({ status: 200, text: "ready" });
  });

  test.each([
    {},
    { authorization: TOKEN },
    { authorization: `Bearer ${TOKEN.slice(0, -1)}x` },
    { authorization: "Bearer " },
  ])("with %j gets no numbers and no reasons", async (headers: Record<string, string>) => {
    expect(await ask("/metrics", headers)).toEqual({ status: 404, text: "" });
    expect((await ask("/health/ready", headers)).text).toBe("ready");
  });
});

describe("the operator", () => {
  test("opens a page in a browser, with the token as password", async () => {
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`me:${password}`).toString("base64")}`,
    });
    const asked = await fetch(`${world.appUrl}/operations`);
    expect([asked.status, asked.headers.get("www-authenticate")]).toEqual([401, expect.stringMatching(/^Basic /)]);
    expect((await ask("/operations", basic(`${TOKEN}x`))).status).toBe(401);
    const { status, text } = await ask("/operations", basic(TOKEN));
    expect(status).toBe(200);
    expect(text).toContain("this web process is ready");
    for (const title of ["Lanes over all shops", "Marked as changed", "Effects that are not settled"])
      expect(text).toContain(`<h2>${title}</h2>`);
    // The tests' server keeps no archive.
    expect(text).toContain("<td>log archived</td><td>never</td>");
    // It counts over all shops and names none.
    expect(text).not.toContain(installed.shopId);
    expect(text).not.toContain(installed.shop.domain);
  });

  test("reads the reasons as lines of text, or as JSON", async () => {
    const { status, text } = await ask("/health/ready", OPERATOR);
    expect(status).toBe(200);
    expect(text).toMatch(/^good +database +answers$/m);
    expect(text).toMatch(/^good +migrations +\d+ applied$/m);
    expect((await reasons()).checks.map(({ name }) => name)).toEqual(["shutdown", "database", "migrations", "lanes"]);
  });

  test("is told of a migration that is missing, stopped half-way or ahead", async () => {
    const last = "(select max(migration_name) from _prisma_migrations)";
    const states: [change: string, back: string, status: number, state: string, detail: RegExp][] = [
      [
        `update _prisma_migrations set finished_at = null where migration_name = ${last}`,
        "update _prisma_migrations set finished_at = now() where finished_at is null",
        503,
        "bad",
        /stopped half-way/,
      ],
      [
        `update _prisma_migrations set migration_name = 'x' || migration_name where migration_name = ${last}`,
        "update _prisma_migrations set migration_name = substr(migration_name, 2) where migration_name like 'x%'",
        503,
        "bad",
        /not applied: \d+_.*npm run migrate/,
      ],
      [
        "insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('t', '', '29991231000000_next', now())",
        "delete from _prisma_migrations where id = 't'",
        200,
        "doubtful",
        /ahead of this code by 29991231000000_next/,
      ],
    ];
    for (const [change, back, status, state, detail] of states) {
      await world.owner.query(change);
      const told = await reasons();
      await world.owner.query(back);
      expect({ ...told.checks.find(({ name }) => name === "migrations"), status: told.status }).toEqual({
        name: "migrations",
        state,
        status,
        detail: expect.stringMatching(detail) as string,
      });
    }
    expect((await reasons()).ready).toBe(true);
  });

  test("is told that lanes wait, and the process goes on serving", async () => {
    await world.owner.query(
      "update shop_lane set ready_at = now() - interval '10 minutes' where shop_id = $1 and lane = 1",
      [installed.shopId],
    );
    const { ready, checks } = await reasons();
    expect(ready).toBe(true);
    expect(checks.find(({ name }) => name === "lanes")).toMatchObject({
      state: "doubtful",
      detail: expect.stringMatching(/60\d s/) as string,
    });
    expect(valueOf(await numbers(), 'entrega_lane_lag_seconds{lane="refresh"}')).toBeGreaterThan(599);
    await world.settle(installed);
    expect(valueOf(await numbers(), 'entrega_lane_lag_seconds{lane="refresh"}')).toBe(0);
  });

  test("sees marks, intents, requests about persons, shops, points and memory", async () => {
    await send(world, installed, '{"id":4711,"updated_at":"2026-11-02T09:00:00Z"}');
    await world.owner.query(
      `insert into intent (shop_id, kind, subject, input, idempotency_key, status, share, created_at, not_before)
       values ($1, 'order.tags', 'x', '{}', gen_random_uuid(), 'asks', 4, $2, $2)`,
      [installed.shopId, new Date(world.clock.now().getTime() - 3_600_000)],
    );
    const text = await numbers();
    expect(valueOf(text, 'entrega_marks{kind="order",state="waiting"}')).toBe(1);
    expect(valueOf(text, 'entrega_intents{status="asks"}')).toBe(1);
    expect(valueOf(text, 'entrega_oldest_intent_seconds{status="asks"}')).toBeCloseTo(3_600, 0);
    expect(valueOf(text, "entrega_shops")).toBe(1);
    expect(valueOf(text, "entrega_privacy_requests")).toBe(0);
    expect(text).toMatch(/^entrega_api_points_total\{share="\d"\} [1-9]/m);
    expect(valueOf(text, 'entrega_api_calls_total{result="answered"}')).toBeGreaterThan(0);
    expect(valueOf(text, 'entrega_webhooks_total{result="stored"}')).toBeGreaterThan(0);
    expect(valueOf(text, "process_resident_memory_bytes")).toBeGreaterThan(1e7);
    expect(valueOf(text, "entrega_database_bytes")).toBeGreaterThan(1e6);
    expect(valueOf(text, "entrega_log_archive_failing")).toBe(0);
    await world.settle(installed);
  });

  test("sees as many series for two shops as for one, and no id of either in them", async () => {
    await order(world, installed, { "CAM-1": 1 });
    const seriesOf = (text: string) =>
      new Set(text.split("\n").flatMap((line) => /^(entrega\w+(?:\{[^}]*\})?) /.exec(line)?.[1] ?? []));
    const before = seriesOf(await numbers());
    const other = await world.install(spanishShop());
    await order(world, other, { "CAM-1": 1 });
    const text = await numbers();
    expect([...seriesOf(text).difference(before)]).toEqual([]);
    for (const { shop, shopId } of [installed, other]) {
      expect(text).not.toContain(shop.domain);
      expect([...seriesOf(text)].filter((series) => series.replace(/le="[^"]*"/, "").includes(`"${shopId}"`))).toEqual(
        [],
      );
    }
  });
});

test("with the database away, a process is not ready, and its own numbers are there without those of the work", async () => {
  await database.cut();
  const told = await reasons();
  const text = await numbers();
  await database.mend();
  expect(told).toMatchObject({ status: 503, ready: false });
  expect(told.checks.map(({ name, state }) => `${name} ${state}`)).toEqual(["shutdown good", "database bad"]);
  expect(valueOf(text, "process_resident_memory_bytes")).toBeGreaterThan(1e7);
  expect(text).not.toContain("entrega_marks{");
  expect(valueOf(text, "entrega_counts_failed_total")).toBe(1);
});

test("every answer has the headers that browsers go by, once", async () => {
  for (const path of ["/health/live", "/health/ready", "/webhooks"]) {
    const { headers } = await fetch(world.appUrl + path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("strict-origin");
    expect(headers.get("permissions-policy")).toContain("camera=(self)");
    expect(headers.get("content-security-policy")).toContain(
      "base-uri 'none'; object-src 'none'; frame-ancestors 'self'",
    );
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,64}$/);
  }
});

test("a worker answers the same questions at its own port, with its loop among the reasons, and ends in peace", async () => {
  const port = await freePort();
  const child = startChild({
    name: "worker",
    entry: "app/entry.worker.ts",
    env: { WORKER_PORT: String(port), DEVSHOP_URL: world.devshop.url },
    logFile: join(mkdtempSync(join(tmpdir(), "entrega-worker-")), "log"),
    readyUrl: `http://localhost:${port}/health/ready`,
  });
  await child.ready;
  const at = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://localhost:${port}${path}`, { headers });
  expect((await at("/metrics")).status).toBe(404);
  expect(await (await at("/metrics", OPERATOR)).text()).toContain("entrega_lanes_ready{");
  const lines = await (await at("/health/ready?x=1", OPERATOR)).text();
  expect(lines).toMatch(/^good +worker +looked for work \d+ s ago$/m);
  expect((await at("/anything")).status).toBe(404);
  await child.stop();
  await expect(at("/health/live")).rejects.toThrow();
});

test("a process that was told to end is not ready, and says so", async () => {
  const { sayStopping } = await import("../../app/features/operations/public.server.ts");
  sayStopping();
  expect(await ask("/health/ready")).toEqual({ status: 503, text: "not ready" });
  expect((await reasons()).checks[0]).toMatchObject({ name: "shutdown", state: "bad" });
});
