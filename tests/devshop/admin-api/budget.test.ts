import { parse, Kind, type FragmentDefinitionNode } from "graphql";
import { describe, expect, test } from "vitest";
import { startHarness, type GraphqlError, type Reply } from "../harness.ts";
import { gid } from "../state/ids.ts";
import { requestedCost } from "./cost.ts";
import { adminSchema } from "./schema.ts";

const codes = (reply: Reply) => (reply.json.errors as GraphqlError[]).map((each) => each.extensions?.code);

function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error("no operation");
  return requestedCost(adminSchema().schema, operation, fragments, variables);
}

describe("the requested cost", () => {
  test.each([
    ["a scalar costs nothing, an object 1", "{ shop { name } }", 1],
    ["objects inside objects add up", "{ shop { plan { shopifyPlus } } }", 2],
    ["a connection costs 1 and its size times an object", "{ orders(first: 10) { nodes { id } } }", 11],
    ["edges cost what nodes cost", "{ orders(first: 10) { edges { node { id } } } }", 11],
    ["last counts like first", "{ orders(last: 10) { nodes { id } } }", 11],
    ["page info is an object", "{ orders(first: 10) { nodes { id } pageInfo { hasNextPage } } }", 12],
    ["nested connections multiply", "{ orders(first: 10) { nodes { lineItems(first: 5) { nodes { id } } } } }", 71],
    ["nodes count every id", '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
    [
      "an interface costs what its dearest type costs",
      '{ node(id: "a") { ... on Order { customer { id } } ... on Location { address { city } fulfillmentService { id } } } }',
      3,
    ],
    [
      "a level with its states, item and location costs 4",
      '{ inventoryLevel(id: "a") { quantities(names: ["available"]) { quantity } item { id } location { id } } }',
      4,
    ],
    [
      "a whole page of 250 such levels costs 753",
      '{ location(id: "a") { inventoryLevels(first: 250) { pageInfo { hasNextPage } nodes { item { id } quantities(names: ["available"]) { quantity } } } } }',
      753,
    ],
    [
      "a mutation costs 10, its user errors nothing",
      "mutation { fulfillmentCreate(fulfillment: {lineItemsByFulfillmentOrder: []}) { fulfillment { id } userErrors { message } } }",
      11,
    ],
    [
      "fragments are opened",
      "query { orders(first: 2) { ...page } } fragment page on OrderConnection { nodes { customer { id } } }",
      5,
    ],
  ])("%s", (_name, text, points) => {
    expect(cost(text)).toBe(points);
  });

  test("is taken from variables", () => {
    expect(
      cost(
        "query($ids: [ID!]!, $n: Int!) { nodes(ids: $ids) { ... on Order { lineItems(first: $n) { nodes { id } } } } }",
        { ids: ["a", "b"], n: 3 },
      ),
    ).toBe(10);
  });
});

describe("limits", () => {
  test("a query above 1,000 points is refused and costs nothing", async () => {
    await using h = await startHarness();
    const reply = await h.graphql("{ orders(first: 250) { nodes { lineItems(first: 4) { nodes { id } } } } }");
    expect(reply.status).toBe(200);
    expect(codes(reply)).toEqual(["MAX_COST_EXCEEDED"]);
    expect(h.devshop.admin.bucketOf(h.shop).status().currentlyAvailable).toBe(2000);
  });

  test("a page needs a size, of at most 250", async () => {
    await using h = await startHarness();
    expect(codes(await h.graphql("{ orders { nodes { id } } }"))).toEqual(["BAD_REQUEST"]);
    expect(codes(await h.graphql("{ orders(first: 251) { nodes { id } } }"))).toEqual(["BAD_REQUEST"]);
    expect((await h.graphql("{ orders(first: 250) { nodes { id } } }")).json.errors).toBeUndefined();
  });

  test("a list argument has at most 250 entries", async () => {
    await using h = await startHarness();
    const query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const ids = Array.from({ length: 251 }, (_, index) => gid("Order", String(index + 1)));
    expect(codes(await h.graphql(query, { ids }))).toEqual(["MAX_INPUT_SIZE_EXCEEDED"]);
    expect((await h.graphql(query, { ids: ids.slice(1) })).json.errors).toBeUndefined();
  });
});

describe("the bucket", () => {
  const QUERY = "{ orders(first: 250) { nodes { shippingLine { title } } } }";

  test("gives back what was asked for but not used", async () => {
    await using h = await startHarness();
    await h.order();
    const reply = await h.graphql(QUERY);
    expect(reply.json.extensions?.cost).toEqual({
      requestedQueryCost: 501,
      actualQueryCost: 2,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1998, restoreRate: 100 },
    });
  });

  test("throttles with HTTP 200 and no data, and fills again with the shop's clock", async () => {
    await using h = await startHarness();
    h.devshop.admin.bucketOf(h.shop).take(1800);
    const reply = await h.graphql(QUERY);
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({
      errors: [
        {
          message: "Throttled",
          extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 501,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 200, restoreRate: 100 },
        },
      },
    });
    await h.clock.advance(3_000);
    expect(codes(await h.graphql(QUERY))).toEqual(["THROTTLED"]);
    await h.clock.advance(10);
    expect((await h.graphql(QUERY)).json.errors).toBeUndefined();
    expect(h.devshop.admin.counters.throttled).toBe(2);
  });

  test("never holds more than its size", async () => {
    await using h = await startHarness();
    await h.clock.advance(3_600_000);
    expect(h.devshop.admin.bucketOf(h.shop).status().currentlyAvailable).toBe(2000);
  });

  test("of a Plus shop is ten times as large and fast", async () => {
    await using h = await startHarness({ seedShop: { rate: "plus" } });
    const reply = await h.graphql("{ shop { id } }");
    expect(reply.json.extensions?.cost.throttleStatus).toEqual({
      maximumAvailable: 20_000,
      currentlyAvailable: 19_999,
      restoreRate: 1_000,
    });
  });
});
