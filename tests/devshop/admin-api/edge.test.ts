import { describe, expect, test } from "vitest";
import { startHarness, type GraphqlError, type Reply } from "../harness.ts";
import { gid } from "../state/ids.ts";

const codes = (reply: Reply) => (reply.json.errors as GraphqlError[]).map((each) => each.extensions?.code);
const SHOP = "{ shop { name } }";

describe("the edge of the Admin API", () => {
  test("answers only version 2026-10, POST, and shops it knows", async () => {
    await using h = await startHarness();
    const token = { "x-shopify-access-token": h.devshop.tokens.issueOffline(h.shop, false).accessToken };
    const old = await h.post("/admin/api/2025-01/graphql.json", { query: SHOP }, token);
    expect(old).toMatchObject({ status: 404, json: { errors: "Not Found" } });
    const stranger = { ...token, "x-devshop-host": "two.myshopify.com" };
    expect((await h.post("/admin/api/2026-10/graphql.json", { query: SHOP }, stranger)).status).toBe(404);
    expect((await fetch(`${h.devshop.url}/admin/api/2026-10/graphql.json`)).status).toBe(405);
  });

  test("answers 401 to an unknown token and to another shop's token", async () => {
    await using h = await startHarness();
    const other = h.devshop.createShop({ handle: "two", locations: [], products: [] });
    h.devshop.installer.install(other);
    const foreign = h.devshop.tokens.issueOffline(other, false).accessToken;
    for (const token of ["", "shpat_unknown", foreign]) {
      const headers = { "x-shopify-access-token": token };
      expect((await h.post("/admin/api/2026-10/graphql.json", { query: SHOP }, headers)).status).toBe(401);
    }
  });

  test("answers 402 for a frozen shop and 423 for a locked one", async () => {
    await using h = await startHarness();
    h.shop.status = "frozen";
    expect((await h.graphql(SHOP)).status).toBe(402);
    h.shop.status = "locked";
    expect((await h.graphql(SHOP)).status).toBe(423);
    h.shop.status = "active";
    expect((await h.graphql(SHOP)).status).toBe(200);
  });

  test("answers 400 to what is no GraphQL request", async () => {
    await using h = await startHarness();
    const headers = { "x-shopify-access-token": h.devshop.tokens.issueOffline(h.shop, false).accessToken };
    expect((await h.post("/admin/api/2026-10/graphql.json", "{", headers)).status).toBe(400);
    expect((await h.post("/admin/api/2026-10/graphql.json", { text: 1 }, headers)).status).toBe(400);
  });

  test("refuses with errors and no data what Shopify's schema does not have", async () => {
    await using h = await startHarness();
    const reply = await h.graphql("{ shop { nickname } }");
    expect(reply.status).toBe(200);
    expect(reply.json.data).toBeUndefined();
    expect((reply.json.errors as GraphqlError[])[0]?.message).toContain('Cannot query field "nickname"');
    expect((await h.graphql("{ shop")).json.errors).toHaveLength(1);
  });

  test("names the field it does not model, and makes nothing up", async () => {
    await using h = await startHarness();
    const reply = await h.graphql("{ shop { name description } }");
    expect(reply.json.data).toEqual({ shop: { name: "one", description: null } });
    expect(reply.json.errors).toMatchObject([
      {
        message: "The dev shop does not model Shop.description",
        path: ["shop", "description"],
        extensions: { code: "NOT_MODELLED" },
      },
    ]);
  });

  test("does not ignore an argument it does not honour", async () => {
    await using h = await startHarness();
    const reply = await h.graphql(
      '{ orders(first: 1, savedSearchId: "gid://shopify/SavedSearch/1") { nodes { id } } }',
    );
    expect(codes(reply)).toEqual(["NOT_MODELLED"]);
    expect(codes(await h.graphql('{ orders(first: 1, query: "discount_code:X") { nodes { id } } }'))).toEqual([
      "NOT_MODELLED",
    ]);
  });

  test("breaks the connection after the effect when answers are to be lost", async () => {
    await using h = await startHarness();
    const order = await h.order();
    h.devshop.knobs.edge.lostAnswers = 1;
    const tag = h.graphql('mutation($id: ID!) { tagsAdd(id: $id, tags: ["late"]) { userErrors { message } } }', {
      id: gid("Order", order.id),
    });
    await expect(tag).rejects.toThrow("fetch failed");
    expect(order.tags).toEqual(["late"]);
  });

  test("answers 500 without an effect when servers are to fail", async () => {
    await using h = await startHarness({ knobs: { edge: { serverErrors: 1 } } });
    expect((await h.graphql(SHOP)).status).toBe(500);
    expect(h.devshop.admin.counters.operations).toEqual({});
  });
});

describe("access scopes", () => {
  test("a field without its scope is null with ACCESS_DENIED and the scope by name", async () => {
    await using h = await startHarness();
    h.shop.installation?.scopes.delete("read_inventory");
    h.shop.installation?.scopes.delete("read_products");
    const [item] = h.shop.items.keys();
    const reply = await h.graphql("query($id: ID!) { inventoryItem(id: $id) { sku } }", {
      id: gid("InventoryItem", item ?? ""),
    });
    expect(reply.json.data).toEqual({ inventoryItem: null });
    expect(reply.json.errors).toMatchObject([
      {
        path: ["inventoryItem"],
        extensions: {
          code: "ACCESS_DENIED",
          requiredAccess: "`read_inventory` access scope or `read_products` access scope.",
        },
      },
    ]);
  });

  test("nodes are checked by the type behind the id", async () => {
    await using h = await startHarness();
    h.shop.installation?.scopes.delete("read_orders");
    const order = await h.order();
    const reply = await h.graphql("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: [gid("Order", order.id)] });
    expect(codes(reply)).toEqual(["ACCESS_DENIED"]);
  });

  test("a mutation without its write scope changes nothing", async () => {
    await using h = await startHarness();
    const order = await h.order();
    h.shop.installation?.scopes.delete("write_orders");
    const reply = await h.graphql('mutation($id: ID!) { tagsAdd(id: $id, tags: ["x"]) { node { id } } }', {
      id: gid("Order", order.id),
    });
    expect(codes(reply)).toEqual(["ACCESS_DENIED"]);
    expect(order.tags).toEqual([]);
  });

  test("protected customer data is null with an error until Shopify has approved the app", async () => {
    await using h = await startHarness({ seedShop: { protectedDataApproved: false } });
    const order = await h.order({ email: "ana@example.com" });
    const query = "query($id: ID!) { order(id: $id) { name email shippingAddress { address1 city zip } } }";
    const reply = await h.graphql(query, { id: gid("Order", order.id) });
    expect(reply.json.data).toEqual({
      order: { name: "#1001", email: null, shippingAddress: { address1: null, city: "Madrid", zip: null } },
    });
    expect(codes(reply)).toEqual(["ACCESS_DENIED", "ACCESS_DENIED", "ACCESS_DENIED"]);
    h.shop.protectedDataApproved = true;
    expect((await h.graphql(query, { id: gid("Order", order.id) })).json.errors).toBeUndefined();
  });

  test("orders older than 60 days need read_all_orders", async () => {
    await using h = await startHarness();
    const order = await h.order({ placedAt: new Date("2026-09-01T00:00:00Z") });
    const query = "query($id: ID!) { order(id: $id) { id } orders(first: 5) { nodes { id } } }";
    const ids = { id: gid("Order", order.id) };
    expect(await h.data(query, ids)).toEqual({ order: null, orders: { nodes: [] } });
    h.shop.installation?.scopes.add("read_all_orders");
    expect(await h.data(query, ids)).toEqual({ order: ids, orders: { nodes: [ids] } });
  });
});

describe("ids", () => {
  test("of orders are above 2^53 and survive to the last digit", async () => {
    await using h = await startHarness();
    const first = await h.order();
    const second = await h.order();
    expect(BigInt(first.id)).toBeGreaterThan(2n ** 53n);
    expect(Number(first.id).toString()).not.toBe(first.id);
    const ids = [first.id, second.id].map((id) => gid("Order", id));
    expect(
      await h.data("query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Order { legacyResourceId } } }", { ids }),
    ).toEqual({
      nodes: [
        { id: ids[0], legacyResourceId: first.id },
        { id: ids[1], legacyResourceId: second.id },
      ],
    });
  });

  test("of another type or unknown name nothing; of an unmodelled type are an error", async () => {
    await using h = await startHarness();
    expect(
      await h.data('{ order(id: "gid://shopify/Location/1") { id } nodes(ids: ["gid://shopify/Order/1"]) { id } }'),
    ).toEqual({
      order: null,
      nodes: [null],
    });
    expect(codes(await h.graphql('{ nodes(ids: ["gid://shopify/Company/1"]) { id } }'))).toEqual(["NOT_MODELLED"]);
    expect(codes(await h.graphql('{ node(id: "17") { id } }'))).toEqual(["BAD_REQUEST"]);
  });
});
