import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { APP, startHarness, type Harness } from "../harness.ts";
import { mintSessionToken } from "./session-token.ts";

const PATH = "/admin/oauth/access_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

interface Answer {
  access_token: string;
  refresh_token: string;
  scope: string;
  error?: string;
}

async function ask(h: Harness, body: object): Promise<{ status: number; json: Answer }> {
  const { status: code, json } = await h.post(PATH, {
    client_id: APP.apiKey,
    client_secret: APP.apiSecret,
    ...body,
  });
  return { status: code, json: json as Answer };
}

const exchange = (h: Harness, change: object = {}) =>
  ask(h, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: h.devshop.installer.idToken(h.shop, { userId: "42" }),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: OFFLINE,
    expiring: "1",
    ...change,
  });
const refresh = (h: Harness, refresh_token: string) => ask(h, { grant_type: "refresh_token", refresh_token });

async function status(h: Harness, token: string): Promise<number> {
  const headers = { "x-shopify-access-token": token };
  return (await h.post("/admin/api/2026-10/graphql.json", { query: "{ shop { id } }" }, headers)).status;
}

describe("token exchange", () => {
  test("gives an offline token for an hour, with a refresh token for 90 days and the granted scopes", async () => {
    await using h = await startHarness();
    const { status: code, json } = await exchange(h);
    expect(code).toBe(200);
    expect(json).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 90 * 24 * 3600 });
    expect(json.scope.split(",")).toEqual([...(h.shop.installation?.scopes ?? [])].sort());
    expect(await status(h, json.access_token)).toBe(200);
    await h.clock.advance(3_599_000);
    expect(await status(h, json.access_token)).toBe(200);
    await h.clock.advance(1_000);
    expect(await status(h, json.access_token)).toBe(401);
  });

  test("gives an old-style token that never expires when not asked for an expiring one", async () => {
    await using h = await startHarness();
    const { json } = await exchange(h, { expiring: "0" });
    expect(json).not.toHaveProperty("expires_in");
    await h.clock.advance(365 * 24 * 3_600_000);
    expect(await status(h, json.access_token)).toBe(200);
  });

  test("gives an online token with its user and their scopes", async () => {
    await using h = await startHarness();
    const { json } = await exchange(h, { requested_token_type: ONLINE });
    expect(json).toMatchObject({ associated_user: { id: 42, account_owner: true }, associated_user_scope: json.scope });
    expect(json).not.toHaveProperty("refresh_token");
    expect(await status(h, json.access_token)).toBe(200);
  });

  test("refuses a session token of another secret, app or shop, an expired one, and a text that is none", async () => {
    await using h = await startHarness();
    const { app } = h.devshop.world;
    const bad = [
      mintSessionToken({ ...app, apiSecret: "other" }, h.clock, h.shop.domain),
      mintSessionToken({ ...app, apiKey: "other" }, h.clock, h.shop.domain),
      mintSessionToken(app, h.clock, "two.myshopify.com"),
      mintSessionToken(app, h.clock, h.shop.domain, { ttl: -11 }),
      "no.token.atall",
      "",
    ];
    for (const subject_token of bad)
      expect(await exchange(h, { subject_token })).toMatchObject({
        status: 400,
        json: { error: "invalid_subject_token" },
      });
  });

  test("refuses a wrong secret, and a shop where the app is not installed", async () => {
    await using h = await startHarness();
    expect(await exchange(h, { client_secret: "wrong" })).toMatchObject({
      status: 400,
      json: { error: "invalid_client" },
    });
    h.devshop.installer.uninstall(h.shop);
    expect((await exchange(h)).status).toBe(400);
  });
});

describe("refreshing", () => {
  test("rotates both tokens; the old refresh token works until the new one was used", async () => {
    await using h = await startHarness();
    const first = (await exchange(h)).json;
    const second = (await refresh(h, first.refresh_token)).json;
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const again = await refresh(h, first.refresh_token);
    expect(again.status).toBe(200);
    expect((await refresh(h, second.refresh_token)).status).toBe(200);
    expect(await refresh(h, first.refresh_token)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
  });

  test("an old refresh token dies 30 days after it was first used", async () => {
    await using h = await startHarness();
    const first = (await exchange(h)).json;
    await refresh(h, first.refresh_token);
    await h.clock.advance(30 * 24 * 3_600_000 + 1);
    expect((await refresh(h, first.refresh_token)).status).toBe(400);
  });

  test("an unused refresh token dies after 90 days", async () => {
    await using h = await startHarness();
    const { json } = await exchange(h);
    await h.clock.advance(90 * 24 * 3_600_000);
    expect((await refresh(h, json.refresh_token)).status).toBe(400);
  });
});

describe("knobs", () => {
  test("expiring kills access tokens only, revoking kills all", async () => {
    await using h = await startHarness();
    const first = (await exchange(h)).json;
    h.devshop.tokens.expireAccessTokens(h.shop);
    expect(await status(h, first.access_token)).toBe(401);
    const second = await refresh(h, first.refresh_token);
    expect(await status(h, second.json.access_token)).toBe(200);
    h.devshop.tokens.revokeAll(h.shop);
    expect(await status(h, second.json.access_token)).toBe(401);
    expect((await refresh(h, second.json.refresh_token)).status).toBe(400);
  });
});

describe("installing and leaving", () => {
  test("uninstalling kills every token and tells the app; the shop's data is to be erased when Shopify says so", async () => {
    await using h = await startHarness();
    const { json } = await exchange(h);
    h.devshop.installer.uninstall(h.shop);
    expect(await status(h, json.access_token)).toBe(401);
    await h.devshop.webhooks.drain();
    expect(JSON.parse(h.only("app/uninstalled").body)).toEqual({
      id: Number(h.shop.id),
      myshopify_domain: h.shop.domain,
    });
    await h.order();
    h.devshop.installer.redactShop(h.shop);
    await h.devshop.webhooks.drain();
    expect(h.received.map((each) => each.topic)).toEqual(["app/uninstalled", "shop/redact"]);
    expect(JSON.parse(h.only("shop/redact").body)).toEqual({
      shop_id: Number(h.shop.id),
      shop_domain: h.shop.domain,
    });
  });

  test("optional scopes are granted and taken away; the app hears of both, never of required ones", async () => {
    await using h = await startHarness();
    h.devshop.installer.grant(h.shop, ["read_all_orders"]);
    await h.devshop.webhooks.drain();
    const body = JSON.parse(h.only("app/scopes_update").body) as { current: string[] };
    expect(body.current).toContain("read_all_orders");
    h.devshop.installer.revoke(h.shop, ["read_all_orders"]);
    expect(h.shop.installation?.scopes.has("read_all_orders")).toBe(false);
    expect(() => {
      h.devshop.installer.revoke(h.shop, ["read_orders"]);
    }).toThrow("required");
    expect(() => {
      h.devshop.installer.grant(h.shop, ["write_themes"]);
    }).toThrow("not among");
  });
});

describe("a session token", () => {
  test("has the claims Shopify's has, signed with the app's secret, for one minute", async () => {
    await using h = await startHarness();
    const [header = "", payload = "", signature] = h.devshop.installer.idToken(h.shop, { userId: "7" }).split(".");
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
    const now = Math.floor(h.clock.now().getTime() / 1000);
    expect(read(header)).toEqual({ alg: "HS256", typ: "JWT" });
    expect(read(payload)).toEqual({
      iss: "https://one.myshopify.com/admin",
      dest: "https://one.myshopify.com",
      aud: APP.apiKey,
      sub: "7",
      exp: now + 60,
      nbf: now,
      iat: now,
      jti: expect.any(String) as string,
      sid: expect.any(String) as string,
    });
    const expected = createHmac("sha256", APP.apiSecret).update(`${header}.${payload}`).digest("base64url");
    expect(signature).toBe(expected);
  });
});
