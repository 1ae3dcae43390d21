import { describe, expect, test } from "vitest";
import { readPromiseMetafield } from "./promise-metafield.ts";
import { ORDER_API, ORDER_KEY, promiseMetafield } from "./testing/shopify-answers.ts";

describe("the promise metafield", () => {
  test("gives dates, source and the way to our backend", () => {
    expect(readPromiseMetafield(promiseMetafield())).toEqual({
      promise: { from: "2026-11-24", to: "2026-11-26", source: "checkout", reason: null },
      pickup: null,
      access: { api: ORDER_API, key: ORDER_KEY },
    });
  });

  test.each([
    ["not JSON", "{"],
    ["a list", "[]"],
    ["nothing", null],
    ["a newer version", promiseMetafield({ v: 2 })],
  ])("is ignored when it is %s", (_, value) => {
    expect(readPromiseMetafield(value)).toBeNull();
  });

  test("without dates still opens the way to our backend", () => {
    expect(readPromiseMetafield(promiseMetafield({ from: null, to: null }))).toEqual({
      promise: null,
      pickup: null,
      access: { api: ORDER_API, key: ORDER_KEY },
    });
  });

  test.each([
    ["plain http to another machine", { api: "http://entrega.example/api" }],
    ["a script", { api: "javascript:alert(1)" }],
    ["a relative address", { api: "/api/order-status" }],
    ["a query that would swallow ours", { api: "https://entrega.example/api?x=1" }],
    ["a short key", { key: "0123" }],
    ["a key with other letters", { key: "Z".repeat(32) }],
  ])("never sends the session token with %s", (_, given) => {
    expect(readPromiseMetafield(promiseMetafield(given))?.access).toBeNull();
  });

  test("may point to this machine, where development and the demo run", () => {
    const api = "http://127.0.0.1:3000/api/order-status";
    expect(readPromiseMetafield(promiseMetafield({ api }))?.access).toEqual({ api, key: ORDER_KEY });
  });

  test("softens a reason and a source it does not know", () => {
    const read = readPromiseMetafield(
      promiseMetafield({ source: "oracle", reason: { code: "mercury", params: { previous: "2026-11-20", x: {} } } }),
    );
    expect(read?.promise).toMatchObject({
      source: "estimate",
      reason: { code: "other", params: { previous: "2026-11-20" } },
    });
  });

  test("drops a date that is none instead of showing it", () => {
    expect(readPromiseMetafield(promiseMetafield({ from: "soon", to: "2026-02-31" }))?.promise).toBeNull();
  });
});
