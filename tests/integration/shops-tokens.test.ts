import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Terminal } from "../../app/core/faults.ts";
import type { ShopId } from "../../app/core/ids.ts";
import { offlineSessionId } from "../../app/features/shops/domain/session-id.ts";
import type { DevShop } from "../devshop/server.ts";
import type { Shop } from "../devshop/state/shop.ts";
import { adminRequest, newShop, OLD_KEY, startShopify } from "./shops-setup.ts";

const modules = async () => ({
  ...(await import("../../app/shopify.server.ts")),
  ...(await import("../../app/features/shops/public.server.ts")),
  ...(await import("../../app/features/shops/session-rows.server.ts")),
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/platform/db/pool.server.ts")),
  ...(await import("../../app/platform/lanes.server.ts")),
  ...(await import("../../app/platform/seal.server.ts")),
});

let devshop: DevShop;
let app: Awaited<ReturnType<typeof modules>>;
const NOW = new Date("2026-11-21T12:00:00Z");
const MINUTE = 60_000;

beforeAll(async () => {
  devshop = await startShopify();
  app = await modules();
});
afterAll(async () => {
  await devshop.close();
  await app.sqlPool.end();
});

/** Installs in the dev shop and opens the admin once. */
async function opened(shop: Shop): Promise<ShopId> {
  devshop.installer.install(shop);
  await app.shopify.authenticate.admin(adminRequest(devshop, shop));
  const shopId = await app.shopIdOf(shop.domain);
  if (shopId === undefined) throw new Error("not installed");
  return shopId;
}

const sessionOf = (shopId: ShopId, shop: Shop) =>
  app.inShop(shopId, (tx) => app.readSession(tx, offlineSessionId(shop.domain)));

/** As if the token had been given out 58 minutes ago. */
const nearEnd = (shopId: ShopId) =>
  app.inShop(shopId, (tx) =>
    tx.run("update shop_session set expires_at = $2 where shop_id = $1 and not is_online", [
      shopId,
      new Date(Date.now() + 2 * MINUTE),
    ]),
  );

const rowsOf = (shopId: ShopId, sql: string) => app.inShop(shopId, (tx) => tx.rows(sql, [shopId]));

describe("opening the admin for the first time", () => {
  test("stores both tokens and installs the shop: every effect off, everything waiting to be imported", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    expect(await rowsOf(shopId, "select kind, status from import_run where shop_id = $1 order by kind")).toEqual(
      ["fulfillment_orders", "items", "locations", "orders", "shop"].map((kind) => ({ kind, status: "waiting" })),
    );
    const switches = await rowsOf(shopId, "select effect, on_since from effect_switch where shop_id = $1");
    expect(switches.length).toBeGreaterThan(0);
    expect(switches.filter((row) => row["on_since"] !== null)).toEqual([]);
    expect(
      await rowsOf(shopId, "select 1 from shop_lane where shop_id = $1 and lane = 3 and ready_at is not null"),
    ).toHaveLength(1);
    expect(await app.shopProfile(shopId)).toMatchObject({ currency: shop.currency, timezone: shop.ianaTimezone });
  });

  test("twice at the same time installs once", async () => {
    const shop = newShop(devshop);
    devshop.installer.install(shop);
    const requests = ["1", "2", "3"].map((user) => adminRequest(devshop, shop, user));
    await Promise.all(requests.map((request) => app.shopify.authenticate.admin(request)));
    const { rows } = await app.sqlPool.query("select id from shop where domain = $1", [shop.domain]);
    expect(rows).toHaveLength(1);
  });

  test("keeps what the staff member may do, which effects are checked against", async () => {
    const shop = newShop(devshop);
    await opened(shop);
    const { session } = await app.shopify.authenticate.admin(adminRequest(devshop, shop));
    expect(session.onlineAccessInfo?.associated_user_scope).toContain("write_orders");
    expect(session.onlineAccessInfo?.associated_user.id).toBe(70001);
  });
});

describe("a stored token", () => {
  test("is not readable in the table", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    const session = await sessionOf(shopId, shop);
    const dump = JSON.stringify(
      await rowsOf(
        shopId,
        `select session_id, scope, state, encode(access_token, 'escape') a, encode(refresh_token, 'escape') r, encode("user", 'escape') u
           from shop_session where shop_id = $1`,
      ),
    );
    expect(session?.accessToken).toMatch(/^shpat_/);
    for (const secret of [session?.accessToken, session?.refreshToken, shop.email, "Demo"]) {
      expect(dump).not.toContain(secret);
    }
  });

  test("does not open in another shop's row", async () => {
    const [a, b] = [newShop(devshop), newShop(devshop)];
    const [idA, idB] = [await opened(a), await opened(b)];
    const [stolen] = await rowsOf(idA, "select access_token from shop_session where shop_id = $1 and not is_online");
    await app.inShop(idB, (tx) =>
      tx.run("update shop_session set access_token = $2 where shop_id = $1 and not is_online", [
        idB,
        stolen?.["access_token"],
      ]),
    );
    await expect(sessionOf(idB, b)).rejects.toThrow("does not open");
  });

  test("sealed under the key before the rotation opens, and is sealed anew when it is read", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    const id = offlineSessionId(shop.domain);
    const before = await sessionOf(shopId, shop);
    const old = Buffer.concat([
      Buffer.from([1, 2]),
      Buffer.from("k1"),
      app.sealWith(OLD_KEY, before?.accessToken ?? "", `shop_session ${shopId} ${id} access_token`),
    ]);
    await app.inShop(shopId, (tx) =>
      tx.run("update shop_session set access_token = $2 where shop_id = $1 and session_id = $3", [shopId, old, id]),
    );
    expect((await sessionOf(shopId, shop))?.stale).toBe(true);
    expect((await app.sessionStorage.loadSession(id))?.accessToken).toBe(before?.accessToken);
    expect(await sessionOf(shopId, shop)).toMatchObject({ stale: false, accessToken: before?.accessToken });
  });
});

describe("the shop's token", () => {
  test("is given out as it is while it lasts", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    const { refreshes } = devshop.counters().oauth;
    expect(await app.offlineToken(shopId)).toBe((await sessionOf(shopId, shop))?.accessToken);
    expect(devshop.counters().oauth.refreshes).toBe(refreshes);
  });

  test("near its end is refreshed once, however many ask for it", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    const old = (await sessionOf(shopId, shop))?.accessToken;
    await nearEnd(shopId);
    const { refreshes } = devshop.counters().oauth;
    const tokens = await Promise.all(Array.from({ length: 12 }, () => app.offlineToken(shopId)));
    expect(devshop.counters().oauth.refreshes).toBe(refreshes + 1);
    const fresh = (await sessionOf(shopId, shop))?.accessToken;
    expect(fresh).not.toBe(old);
    expect(await app.offlineToken(shopId)).toBe(fresh);
    expect(tokens.filter((token) => token !== fresh && token !== old)).toEqual([]);
  });

  test("that Shopify answers 401 to is not given out again", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    devshop.tokens.expireAccessTokens(shop);
    const refused = await app.offlineToken(shopId);
    const tokens = await Promise.all([1, 2, 3].map(() => app.offlineToken(shopId, refused)));
    expect(new Set(tokens).size).toBe(1);
    expect(devshop.tokens.scopesOf(shop, tokens[0] ?? "")).toBeDefined();
  });

  test("is got again after a crash between Shopify's answer and our table", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    const lost = devshop.tokens.refresh(shop, (await sessionOf(shopId, shop))?.refreshToken ?? "");
    expect(lost).toBeDefined();
    await nearEnd(shopId);
    const token = await app.offlineToken(shopId);
    expect(devshop.tokens.scopesOf(shop, token)).toBeDefined();
  });

  test("waits for nobody who died: a lease that ended is taken over", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    await nearEnd(shopId);
    const dead = await app.claimLane(shopId, "token");
    await app.sqlPool.query(
      "update shop_lane set lease_until = now() - interval '1 s' where shop_id = $1 and lane = 6",
      [shopId],
    );
    const token = await app.offlineToken(shopId);
    expect(devshop.tokens.scopesOf(shop, token)).toBeDefined();
    // Whoever only looked dead cannot store a pair any more.
    if (!dead) throw new Error("no lease");
    await expect(app.inShop(shopId, (tx) => app.assertLease(tx, dead))).rejects.toThrow("token of shop");
  });

  test("stored by somebody who opened the admin meanwhile is not overwritten by our refresh", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    const read = await sessionOf(shopId, shop);
    if (!read) throw new Error("no session");
    await app.inShop(shopId, (tx) => app.writeSession(tx, { ...read, accessToken: "shpat_exchanged" }));
    const isStored = await app.inShop(shopId, (tx) =>
      app.replacePair(tx, read, {
        accessToken: "shpat_refreshed",
        scope: "",
        expiresAt: NOW,
        refreshToken: "x",
        refreshTokenExpiresAt: NOW,
      }),
    );
    expect(isStored).toBe(false);
    expect((await sessionOf(shopId, shop))?.accessToken).toBe("shpat_exchanged");
  });

  test("is gone for good when Shopify refuses the refresh, and comes back when somebody opens the admin", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    devshop.tokens.revokeAll(shop);
    await nearEnd(shopId);
    await expect(app.offlineToken(shopId)).rejects.toMatchObject({ code: "not_connected" });
    await expect(app.offlineToken(shopId)).rejects.toThrow(Terminal);
    expect(await app.sessionStorage.findSessionsByShop(shop.domain)).toEqual([]);
    await opened(shop);
    expect(devshop.tokens.scopesOf(shop, await app.offlineToken(shopId))).toBeDefined();
  });

  test("is not thrown away because Shopify stumbles", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    const before = await sessionOf(shopId, shop);
    await nearEnd(shopId);
    devshop.world.shops.delete(shop.domain); // the dev shop answers 404: no such shop
    await expect(app.offlineToken(shopId)).rejects.toMatchObject({ code: "shop_away" });
    devshop.world.shops.set(shop.domain, shop);
    expect((await sessionOf(shopId, shop))?.refreshToken).toBe(before?.refreshToken);
    expect(await app.offlineToken(shopId)).not.toBe(before?.accessToken);
  });
});

describe("leaving", () => {
  const fact = (code: string, occurredAt: Date) => ({ code, occurredAt });

  test("takes the tokens, switches everything off and lets the lanes sleep; coming back starts over", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    await app.inShop(shopId, async (tx) => {
      await tx.run("update effect_switch set on_since = $2 where shop_id = $1 and effect = 'route'", [shopId, NOW]);
      app.wakeLane(tx, "effects");
      await tx.run("update import_run set status = 'done', done = 7, total = 7 where shop_id = $1", [shopId]);
    });
    devshop.installer.uninstall(shop);
    const later = new Date(Date.now() + MINUTE);
    expect(await app.inShop(shopId, (tx) => app.shopFact(tx, fact("shop.uninstalled", later), later))).toBe(
      "uninstalled",
    );

    expect(await app.shopIdOf(shop.domain)).toBeUndefined();
    expect(await app.isInstalled(shopId)).toBe(false);
    expect(await rowsOf(shopId, "select 1 from shop_session where shop_id = $1")).toEqual([]);
    expect(await rowsOf(shopId, "select 1 from effect_switch where shop_id = $1 and on_since is not null")).toEqual([]);
    expect(
      await rowsOf(shopId, "select 1 from shop_lane where shop_id = $1 and lane = 2 and ready_at is not null"),
    ).toEqual([]);
    await expect(app.adminFor(shopId)).rejects.toMatchObject({ code: "not_connected" });

    expect(await opened(shop)).toBe(shopId);
    expect(await rowsOf(shopId, "select distinct status, done from import_run where shop_id = $1")).toEqual([
      { status: "waiting", done: "0" },
    ]);
    expect(await rowsOf(shopId, "select 1 from effect_switch where shop_id = $1 and on_since is not null")).toEqual([]);
  });

  test("told late, after the shop came back, changes nothing", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    const before = new Date(Date.now() - MINUTE);
    expect(await app.inShop(shopId, (tx) => app.shopFact(tx, fact("shop.uninstalled", before), new Date()))).toBe(
      "installed",
    );
    expect(await sessionOf(shopId, shop)).toBeDefined();
  });

  test("a change of the shop is read again", async () => {
    const shop = newShop(devshop);
    const shopId = await opened(shop);
    await app.inShop(shopId, async (tx) => {
      await tx.run("update import_run set status = 'done' where shop_id = $1", [shopId]);
      await app.shopFact(tx, fact("shop.changed", NOW), NOW);
    });
    expect(await rowsOf(shopId, "select kind from import_run where shop_id = $1 and status = 'waiting'")).toEqual([
      { kind: "shop" },
    ]);
  });
});

test("a session id of nobody we know gives no session", async () => {
  expect(
    await app.sessionStorage.loadSession(`offline_${randomBytes(4).toString("hex")}.myshopify.com`),
  ).toBeUndefined();
  expect(await app.sessionStorage.loadSession("nonsense")).toBeUndefined();
});
