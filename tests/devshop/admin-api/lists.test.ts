import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startHarness, type GraphqlError } from "../harness.ts";
import { gid } from "../state/ids.ts";
import { touchOrder } from "../state/order-status.ts";
import { page } from "./connections.ts";
import { search } from "./search.ts";

interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe("pages", () => {
  test("walk through everything once, also when something is added behind the cursor", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(500)), fc.integer({ min: 1, max: 7 }), fc.boolean(), (ids, first, reverse) => {
        const items = ids.map((id) => ({ id: String(id) }));
        const seen: string[] = [];
        let after: string | null = null;
        for (;;) {
          const found: ReturnType<typeof page<{ id: string }>> = page(items, { first, after, reverse }, ({ id }) => ({
            value: id,
            id,
          }));
          seen.push(...found.nodes.map(({ id }) => id));
          expect(found.hasPreviousPage).toBe(after !== null && items.length > 0);
          after = found.cursors.at(-1) ?? null;
          if (!found.hasNextPage) break;
        }
        const sorted = ids.toSorted((a, b) => (reverse ? b - a : a - b)).map(String);
        expect(seen).toEqual(sorted);
      }),
    );
  });

  test("backwards from a cursor are the ones just before it", () => {
    const items = [1, 2, 3, 4, 5].map((id) => ({ id: String(id) }));
    const key = ({ id }: { id: string }) => ({ value: id, id });
    const all = page(items, { first: 5 }, key);
    const before = all.cursors[3] ?? null;
    expect(page(items, { last: 2, before }, key).nodes.map(({ id }) => id)).toEqual(["2", "3"]);
  });

  test("refuse a cursor that is none", async () => {
    await using h = await startHarness();
    const reply = await h.graphql('{ orders(first: 1, after: "nonsense") { nodes { id } } }');
    expect((reply.json.errors as GraphqlError[])[0]?.extensions?.code).toBe("BAD_REQUEST");
  });
});

describe("changed orders", () => {
  test("come oldest change first, page by page, at the precision Shopify shows", async () => {
    await using h = await startHarness();
    const orders = [];
    for (let index = 0; index < 3; index++) {
      orders.push(await h.order());
      await h.clock.advance(60_000);
    }
    const [first, second, third] = orders;
    if (first === undefined || second === undefined || third === undefined) throw new Error("no orders");
    touchOrder(h.devshop.world, h.shop, first);
    const query = `query($query: String!, $after: String) { orders(first: 1, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }`;
    const since = { query: "updated_at:>='2026-11-20T10:01:00Z'" };
    const one = (await h.data(query, since)) as { orders: Page };
    expect(one.orders.nodes).toEqual([{ id: gid("Order", second.id), updatedAt: "2026-11-20T10:01:00Z" }]);
    const two = (await h.data(query, { ...since, after: one.orders.pageInfo.endCursor })) as { orders: Page };
    expect(two.orders.nodes.map(({ id }) => id)).toEqual([gid("Order", third.id)]);
    const three = (await h.data(query, { ...since, after: two.orders.pageInfo.endCursor })) as { orders: Page };
    expect(three.orders.nodes.map(({ id }) => id)).toEqual([gid("Order", first.id)]);
    expect(three.orders.pageInfo.hasNextPage).toBe(false);
  });

  test("are searched by status and id", async () => {
    await using h = await startHarness();
    const first = await h.order();
    const second = await h.order();
    second.cancelledAt = h.clock.now();
    const ids = async (query: string) => {
      const data = (await h.data("query($query: String!) { orders(first: 9, query: $query) { nodes { id } } }", {
        query,
      })) as {
        orders: Page;
      };
      return data.orders.nodes.map(({ id }) => id);
    };
    expect(await ids("status:cancelled")).toEqual([gid("Order", second.id)]);
    expect(await ids("-status:cancelled")).toEqual([gid("Order", first.id)]);
    expect(await ids(`id:>${first.id}`)).toEqual([gid("Order", second.id)]);
    expect(await ids(`status:any AND id:${first.id}`)).toEqual([gid("Order", first.id)]);
  });
});

describe("search", () => {
  const fields = { updated_at: { kind: "time", of: (at: Date) => at } } as const;
  test("compares whole seconds, which is what Shopify shows", () => {
    const at = new Date("2026-11-20T10:00:00.900Z");
    expect(search([at], "updated_at:'2026-11-20T10:00:00Z'", fields)).toEqual([at]);
    expect(search([at], "updated_at:>'2026-11-20T10:00:00Z'", fields)).toEqual([]);
    expect(search([at], 'updated_at:<="2026-11-20T11:00:00+01:00"', fields)).toEqual([at]);
  });

  test.each(["updated_at:>x", "a b", "updated_at:1 OR updated_at:2", "sku:1"])("refuses %s", (query) => {
    expect(() => search([new Date(0)], query, fields)).toThrow();
  });
});
