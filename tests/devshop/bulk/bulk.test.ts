import { describe, expect, test } from "vitest";
import { startHarness, type Harness } from "../harness.ts";
import { gid } from "../state/ids.ts";

const START = `mutation($query: String!, $grouped: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $grouped) {
  bulkOperation { id status } userErrors { code message } } }`;
const STATUS = "query($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount rootObjectCount url } }";
const ORDERS = "{ orders { edges { node { id name lineItems { edges { node { id quantity } } } } } } }";

interface Started {
  bulkOperationRunQuery: { bulkOperation: { id: string; status: string } | null; userErrors: { code: string }[] };
}
interface Status {
  bulkOperation: { status: string; url: string | null };
}

async function start(h: Harness, query: string, grouped = true): Promise<string> {
  const { bulkOperationRunQuery: answer } = (await h.data(START, { query, grouped })) as Started;
  expect(answer.userErrors).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  return answer.bulkOperation?.id ?? "";
}

async function lines(h: Harness, id: string): Promise<unknown[]> {
  const { bulkOperation } = (await h.data(STATUS, { id })) as Status;
  const text = await (await fetch(bulkOperation.url ?? "")).text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

describe("a bulk operation", () => {
  test("writes each object on a line, children with their parent's id after it, and tells the app", async () => {
    await using h = await startHarness();
    const first = await h.order();
    const second = await h.order();
    h.received.length = 0;
    const id = await start(h, ORDERS);
    expect(await h.data(STATUS, { id })).toMatchObject({
      bulkOperation: { status: "COMPLETED", errorCode: null, objectCount: "4", rootObjectCount: "2" },
    });
    const expected = [first, second].flatMap((order) => [
      { id: gid("Order", order.id), name: order.name },
      { id: gid("LineItem", order.lines[0]?.id ?? ""), quantity: 1, __parentId: gid("Order", order.id) },
    ]);
    expect(await lines(h, id)).toEqual(expected);
    await h.devshop.webhooks.drain();
    expect(JSON.parse(h.only("bulk_operations/finish").body)).toMatchObject({
      admin_graphql_api_id: id,
      status: "completed",
      error_code: null,
    });
  });

  test("that is not grouped has children anywhere after their parents", async () => {
    await using h = await startHarness();
    await h.order();
    await h.order();
    const found = (await lines(h, await start(h, ORDERS, false))) as { __parentId?: string }[];
    expect(found.map((each) => "__parentId" in each)).toEqual([false, false, true, true]);
  });

  test("keeps objects inside objects, opens fragments, and needs no page sizes", async () => {
    await using h = await startHarness();
    const query = `query { inventoryItems { edges { node { __typename ...Item inventoryLevels { edges { node { ...Level } } } } } } }
      fragment Item on InventoryItem { id measurement { weight { value } } }
      fragment Level on InventoryLevel { location { id } quantities(names: ["available"]) { quantity } }`;
    const found = await lines(h, await start(h, query));
    expect(found).toHaveLength(2 + 5);
    expect(found[0]).toEqual({
      __typename: "InventoryItem",
      id: gid("InventoryItem", [...h.shop.items.keys()][0] ?? ""),
      measurement: { weight: { value: 0.3 } },
    });
    expect(found[1]).toMatchObject({
      location: { id: gid("Location", [...h.shop.locations.keys()][0] ?? "") },
      quantities: [{ quantity: 10 }],
    });
  });

  test("that finds nothing has no address", async () => {
    await using h = await startHarness();
    const id = await start(h, ORDERS);
    expect(await h.data(STATUS, { id })).toMatchObject({
      bulkOperation: { status: "COMPLETED", objectCount: "0", url: null },
    });
  });

  test("without the scope fails with ACCESS_DENIED", async () => {
    await using h = await startHarness();
    h.shop.installation?.scopes.delete("read_orders");
    const id = await start(h, ORDERS);
    expect(await h.data(STATUS, { id })).toMatchObject({
      bulkOperation: { status: "FAILED", errorCode: "ACCESS_DENIED", url: null },
    });
    expect(h.devshop.problems).toHaveLength(1);
  });

  test("runs for as long as the knob says; five at once, then LIMIT_REACHED; one can be cancelled", async () => {
    await using h = await startHarness({ knobs: { state: { bulkSeconds: 30 } } });
    const ids = [];
    for (let index = 0; index < 5; index++) ids.push(await start(h, ORDERS));
    const { bulkOperationRunQuery: sixth } = (await h.data(START, { query: ORDERS, grouped: false })) as Started;
    expect(sixth).toMatchObject({ bulkOperation: null, userErrors: [{ code: "LIMIT_REACHED" }] });
    const CANCEL =
      "mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }";
    expect(await h.data(CANCEL, { id: ids[0] })).toEqual({
      bulkOperationCancel: { bulkOperation: { status: "CANCELED" }, userErrors: [] },
    });
    expect(await h.data('{ bulkOperations(first: 9, query: "status:running") { nodes { id } } }')).toMatchObject({
      bulkOperations: { nodes: { length: 4 } },
    });
    await h.clock.advance(30_000);
    expect(await h.data(STATUS, { id: ids[1] })).toMatchObject({ bulkOperation: { status: "COMPLETED" } });
    expect(await h.data(STATUS, { id: ids[0] })).toMatchObject({ bulkOperation: { status: "CANCELED" } });
  });

  test("keeps its result for seven days, or until it is made to expire", async () => {
    await using h = await startHarness();
    await h.order();
    const id = await start(h, ORDERS);
    const { bulkOperation } = (await h.data(STATUS, { id })) as Status;
    const url = bulkOperation.url ?? "";
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.replace(/[0-9a-f]{4}\.jsonl/, "0000.jsonl"))).status).toBe(404);
    await h.clock.advance(7 * 24 * 3_600_000 + 1);
    expect((await fetch(url)).status).toBe(404);
    h.devshop.bulk.expireResults(h.shop);
    expect(await h.data(STATUS, { id })).toMatchObject({ bulkOperation: { status: "EXPIRED", url: null } });
  });

  test.each([
    ["a mutation", 'mutation { shopLocaleEnable(locale: "es") { userErrors { message } } }'],
    ["variables", "query($n: Int!) { orders(first: $n) { edges { node { id } } } }"],
    ["no connection", "{ shop { name } }"],
    ["a field that does not exist", "{ orders { edges { node { nickname } } } }"],
    ["children of a parent without id", "{ orders { edges { node { lineItems { edges { node { id } } } } } } }"],
    [
      "more than five connections",
      `{ ${[1, 2, 3, 4, 5, 6].map((n) => `o${String(n)}: orders { edges { node { id } } }`).join(" ")} }`,
    ],
    [
      "connections three levels below the root",
      "{ orders { edges { node { id fulfillmentOrders { edges { node { id fulfillments { edges { node { id events { edges { node { id } } } } } } } } } } } } }",
    ],
  ])("is refused with %s", async (_name, query) => {
    await using h = await startHarness();
    const { bulkOperationRunQuery: answer } = (await h.data(START, { query, grouped: false })) as Started;
    expect(answer).toMatchObject({ bulkOperation: null, userErrors: [{ code: "INVALID" }] });
  });
});
