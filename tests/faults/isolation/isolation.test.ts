import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EFFECTS } from "../../../app/core/effects.ts";
import { LANES } from "../../../app/core/lanes.ts";
import type { Topic } from "../../../app/topics.ts";
import { mirrorView } from "../../devshop/state/mirror-view.ts";
import { expectMirror } from "../../integration/steps.ts";
import { foreignIntents, sendForeign, unknownFields } from "./behind.ts";
import { askAll, bearer, failures, leaks, openBoth, type Answer, type Asked, type Opened } from "./opened.ts";
import { DOORS, everyForm, everyRoute, foreignIds, ownIds, unknown } from "./routes.ts";
import { shopperToken, spoilt, staffToken } from "./tokens.ts";
import { leaked, stateOf, textOf } from "./two-shops.ts";

let both: Opened;
beforeAll(async () => {
  both = await openBoth();
  // Two shops with their whole story: seconds, and a minute or more on a machine that is busy with everything else.
}, 180_000);
afterAll(async () => {
  expect(both.world.devshop.problems).toEqual([]);
  await both.close();
});

/** Runs requests and says what got through: something of theirs told, a failure, or a change in either shop. */
async function throughWith(work: () => Promise<string[]>): Promise<string[]> {
  const { world, mine, theirs } = both;
  const before = [await stateOf(world.owner, mine.shopId), await stateOf(world.owner, theirs.shopId)];
  const found = await work();
  const after = [await stateOf(world.owner, mine.shopId), await stateOf(world.owner, theirs.shopId)];
  const changed = after.flatMap((tables, shop) =>
    Object.keys(tables).flatMap((name) =>
      tables[name] === before[shop]?.[name] ? [] : [`${shop === 0 ? "mine" : "theirs"}: ${name} changed`],
    ),
  );
  return [...found, ...changed];
}

/** What the people of my shop did, by the log of it. */
async function actsOf({ world, mine }: typeof both): Promise<string[]> {
  const { rows } = await world.owner.query<{ code: string }>(
    "select code from audit_entry where shop_id = $1 order by seq",
    [mine.shopId],
  );
  return rows.map(({ code }) => code);
}

describe("the pages", () => {
  test("have no door, route, parameter or form that is not probed below", async () => {
    expect(await unknown(both)).toEqual([]);
    expect([...both.pages.doors].sort()).toEqual(Object.keys(DOORS).sort());
    expect(both.pages.routes.length).toBeGreaterThan(10);
  });

  test("give a shop's own people what the probes look for: so they would find it", async () => {
    const asked = ownIds(both, both.ids);
    const answers = await askAll(
      both,
      asked.map((each) => ({ ...each, headers: bearer(staffToken(both.theirs.shop.domain)) })),
    );
    expect(new Set(answers.filter(({ status }) => status === 200).map(({ route }) => route))).toEqual(
      new Set(asked.map(({ route }) => route)),
    );
    expect(leaks(both, answers).length).toBeGreaterThan(0);
    expect(both.orderKey).toMatch(/^[0-9a-f]{32}$/);
  });

  test("with a good token of my shop, no id of another gives one of its rows or does anything", async () => {
    const headers = { ...bearer(staffToken(both.mine.shop.domain)), "x-order-key": both.orderKey };
    await askAll(both, [
      { route: "the first visit stores a session", address: "/app?_data=shell%2Froutes%2Fframe", headers },
      { route: "the plan is asked for", address: "/app/plan?_data=features%2Fbilling%2Froutes%2Fplan", headers },
      // What a page brings up to date of my own things is not what an id of theirs did.
      ...ownIds(both, both.myIds).map((each) => ({ ...each, headers })),
    ]);
    const asked = await foreignIds(both);
    console.log(`${asked.length} requests with another shop's ids to ${both.pages.routes.length} routes`);
    expect(asked.length).toBeGreaterThan(150);
    const acts = await actsOf(both);
    const through = await throughWith(async () => {
      const answers = await askAll(
        both,
        asked.map((each) => ({ ...each, headers })),
      );
      return [...leaks(both, answers), ...failures(answers)];
    });
    // A step of the setup is left out and brought back by its own name: done, told, and everything is as it was.
    const SETUP = new Set(["setup.skipped", "setup.brought_back"]);
    expect((await actsOf(both)).slice(acts.length).filter((code) => !SETUP.has(code))).toEqual([]);
    expect(through.filter((each) => each !== "mine: audit_entry changed")).toEqual([]);
  });
});

/** A page of the admin: none of them answers without a good token. */
const isAdmin = ({ address }: Asked) => address.startsWith("/app");
const shopperDoor = "features/delivery/routes/order-status";

/** What changes nothing but how somebody sees their own lists: allowed to all who see them (permissions.test.ts). */
const ONES_OWN = new Set(["features/views/routes/views", "features/inbox/routes/inbox-read"]);

describe("staff without the permission", () => {
  test("sees no customer and no label, and does nothing at all", async () => {
    const { mine, myIds } = both;
    const { sessionStorage } = await import("../../../app/features/shops/public.server.ts");
    const headers = bearer(staffToken(mine.shop.domain, { claims: { sub: "2" } }));
    await askAll(both, [{ route: "stores a session", address: "/app?_data=shell%2Froutes%2Fframe", headers }]);
    const session = await sessionStorage.loadSession(`${mine.shop.domain}_2`);
    if (!session?.onlineAccessInfo) throw new Error("no session of staff");
    session.onlineAccessInfo.associated_user_scope = "read_orders";
    await sessionStorage.storeSession(session);
    const asked = (await everyForm(both)).filter(({ route }) => !ONES_OWN.has(route));
    const [parcel = ""] = myIds.get("parcel_id") ?? [];
    expect(asked.length).toBeGreaterThan(4);
    expect(
      await throughWith(async () => {
        const answers = await askAll(both, [
          ...asked.map((each) => ({ ...each, headers })),
          { route: "label", address: `/app/parcels/${parcel}/label.pdf`, headers },
        ]);
        const done = answers.filter(({ status, text }) => status !== 403 && !text.includes("forbidden"));
        return done.map(
          ({ status, address, form, text }) =>
            `${String(status)} ${address} ${JSON.stringify(form)} ${text.slice(0, 100)}`,
        );
      }),
    ).toEqual([]);
  });
});

describe("a token that is not good", () => {
  test("of staff opens no route, as data or as a document, and does nothing", async () => {
    const { mine, theirs } = both;
    const good = (change?: Parameters<typeof staffToken>[1]) => staffToken(theirs.shop.domain, change);
    const tokens = {
      ...spoilt(good, mine.shop.domain),
      "of another shop's admin": good({ claims: { iss: `https://${mine.shop.domain}/admin` } }),
      "of a shopper": shopperToken(theirs.shop.domain, both.ids.get("customer_id")?.[0] ?? null),
    };
    const order = both.ids.get("order_id")?.[0] ?? "";
    const asked = Object.entries(tokens).flatMap(([what, token]) =>
      everyRoute(both, order).flatMap((each) => [
        { ...each, what: `bearer ${what}`, headers: { ...bearer(token), "x-order-key": both.orderKey } },
        { ...each, what: `id_token ${what}`, address: embedded(each.address, theirs.shop.domain, token) },
      ]),
    );
    await expectShut(asked);
  });

  test("of a shopper opens no order", async () => {
    const { mine, theirs } = both;
    const customer = both.ids.get("customer_id")?.[0] ?? "";
    const good = (change?: Parameters<typeof shopperToken>[2]) => shopperToken(theirs.shop.domain, customer, change);
    const tokens = { ...spoilt(good, mine.shop.domain), "of staff": staffToken(theirs.shop.domain) };
    const asked = Object.entries(tokens).flatMap(([what, token]) =>
      (both.ids.get("order_id") ?? []).map((id) => ({
        route: shopperDoor,
        what,
        address: `/api/order-status?order=${id}`,
        headers: { ...bearer(token), "x-order-key": both.orderKey },
      })),
    );
    const answers = await expectShut(asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });

  test("is none at all, however the request comes", async () => {
    const order = both.ids.get("order_id")?.[0] ?? "";
    const { domain } = both.theirs.shop;
    await expectShut(
      everyRoute(both, order).flatMap((each) => [
        each,
        { ...each, address: embedded(each.address, domain) },
        { ...each, headers: { authorization: "Basic YTpi" } },
        { ...each, headers: { cookie: `shopify_app_session=offline_${domain}` } },
      ]),
    );
  });

  async function expectShut(asked: readonly Asked[]) {
    let answers: Answer[] = [];
    expect(
      await throughWith(async () => {
        answers = await askAll(both, asked);
        const admitted = answers
          .filter((answer) => isAdmin(answer) && answer.status === 200)
          .map(({ address, what }) => `200 ${what ?? ""} ${address}`);
        return [...leaks(both, answers), ...failures(answers), ...admitted];
      }),
    ).toEqual([]);
    return answers;
  }
});

describe("a shopper of my shop", () => {
  test("gets their own order, and none of another shop: neither by its id nor with its key", async () => {
    const { mine } = both;
    const mineAsks = (order: string, headers: Record<string, string>) => ({
      route: shopperDoor,
      address: `/api/order-status?order=${order}`,
      headers,
    });
    const tokens = [
      shopperToken(mine.shop.domain, both.myIds.get("customer_id")?.[0] ?? null),
      shopperToken(mine.shop.domain, both.ids.get("customer_id")?.[0] ?? null),
      shopperToken(mine.shop.domain, null),
    ];
    const own = await askAll(both, [mineAsks(both.myIds.get("order_id")?.[0] ?? "", bearer(tokens[0] ?? ""))]);
    expect(own.map(({ status }) => status)).toEqual([200]);
    const asked = tokens.flatMap((token) =>
      (both.ids.get("order_id") ?? []).map((id) => mineAsks(id, { ...bearer(token), "x-order-key": both.orderKey })),
    );
    const answers = await askAll(both, asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(leaks(both, answers)).toEqual([]);
  });
});

describe("from behind", () => {
  test("webhooks to my shop that name things of another change nothing there, and bring nothing of it here", async () => {
    expect(unknownFields()).toEqual([]);
    const asHint = ({ topic }: Topic) => topic !== "app/uninstalled";
    await expectUntouched(async () => {
      expect(new Set(await sendForeign(both, asHint))).toEqual(new Set([200]));
      for (const seconds of [0, 2, 10, 60, 60]) await both.world.advance(both.mine, seconds * 1000);
    });
    await expectMirror(both.world, both.mine);
  });

  test("effects of my shop that name things of another are not carried out, on whichever side", async () => {
    const intents = foreignIntents(both);
    expect(intents.map(({ kind }) => kind).sort()).toEqual(Object.keys(EFFECTS).sort());
    const { recordIntents } = await import("../../../app/features/intents/public.server.ts");
    const { inShop } = await import("../../../app/platform/db/in-shop.server.ts");
    const { world, mine } = both;
    const stored = await inShop(mine.shopId, (tx) => recordIntents(tx, intents, world.clock.now(), { clicked: true }));
    expect(stored).toHaveLength(intents.length);
    await expectUntouched(async () => {
      for (let hour = 0; hour < 6; hour += 1) await world.advance(mine, 3_600_000);
    });
    const { rows } = await world.owner.query<{ kind: string; status: string }>(
      "select kind, status from intent where shop_id = $1 and subject = 'of another shop'",
      [mine.shopId],
    );
    const left = rows.filter(({ status }) => !["refused", "asks", "cancelled"].includes(status));
    // A hold that is not in this shop is a hold that is gone, which is all a release wants; a product that is not there cannot be bought.
    expect(left.toSorted((one, other) => one.kind.localeCompare(other.kind))).toEqual([
      { kind: "fulfillmentOrder.release", status: "done" },
      // Of my own order, and nothing is asked.
      { kind: "order.note", status: "done" },
      { kind: "order.tags", status: "done" },
      { kind: "product.publication", status: "done" },
      // A report that is not of this shop has no orders to tell of.
      { kind: "usage.report", status: "done" },
      { kind: "variant.policy", status: "done" },
    ]);
  });

  test("a privacy request to my shop about a customer of another finds nobody, and erases nobody", async () => {
    const { world, mine, ids } = both;
    const { receiveCompliance } = await import("../../../app/features/shops/public.server.ts");
    await expectUntouched(async () => {
      for (const topic of ["customers/data_request", "customers/redact"] as const) {
        const body = {
          shop_domain: mine.shop.domain,
          customer: { id: ids.get("customer_id")?.[0], email: "ana@zafirones.example" },
          orders_requested: ids.get("order_id"),
          orders_to_redact: ids.get("order_id"),
        };
        await receiveCompliance({
          domain: mine.shop.domain,
          topic,
          webhookId: topic,
          body,
          receivedAt: world.clock.now(),
        });
      }
      await world.settle(mine);
    });
    const open = "select 1 from privacy_request where shop_id = $1 and done_at is null";
    expect((await world.owner.query(open, [mine.shopId])).rows).toEqual([]);
  });

  test("every lane of my shop, woken at once, leaves the other shop as it is", async () => {
    const { LANE_RUNNERS } = await import("../../../app/jobs.server.ts");
    const { world, mine } = both;
    await expectUntouched(async () => {
      for (const lane of Object.keys(LANE_RUNNERS) as (keyof typeof LANES)[])
        await world.owner.query(
          "insert into shop_lane (shop_id, lane, ready_at) values ($1, $2, now()) on conflict (shop_id, lane) do update set ready_at = now()",
          [mine.shopId, LANES[lane]],
        );
      await world.settle(mine);
    });
    await expectMirror(world, mine);
  });

  test("my shop's leaving is not theirs", async () => {
    await expectUntouched(async () => {
      expect(new Set(await sendForeign(both, ({ topic }) => topic === "app/uninstalled"))).toEqual(new Set([200]));
      // What was still to be read in my shop cannot be any more; the worker puts such a lane to sleep.
      await both.world.settle(both.mine).catch((error: unknown) => {
        expect(error).toMatchObject({ name: "Terminal", code: "not_connected" });
      });
    });
  });

  /** Their tables, their shop at Shopify and their parcels stay as they were, and no name of theirs is in my tables. */
  async function expectUntouched(work: () => Promise<void>): Promise<void> {
    const { world, mine, theirs, secrets, ids } = both;
    const look = async () => ({
      // Their own lanes fall due while time goes by.
      tables: await stateOf(world.owner, theirs.shopId, ["shop_lane"]),
      shopify: mirrorView(theirs.shop),
    });
    const before = await look();
    await work();
    expect(await look()).toEqual(before);
    const sent = [...ids.values()].flat().join(" ");
    expect(leaked(await textOf(world.owner, mine.shopId), secrets, `${sent} ana@zafirones.example`)).toEqual([]);
  }
});

/** As the admin opens a page in its frame. */
function embedded(address: string, domain: string, token?: string): string {
  const host = Buffer.from(`admin.shopify.com/store/${domain.replace(".myshopify.com", "")}`).toString("base64url");
  const search = new URLSearchParams({
    embedded: "1",
    shop: domain,
    host,
    ...(token !== undefined && { id_token: token }),
  });
  return `${address}${address.includes("?") ? "&" : "?"}${search.toString()}`;
}
