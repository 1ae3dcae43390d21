import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingScopes, WANTED_SCOPES } from "./scopes.ts";

test("are those that shopify.app.toml asks every shop for", () => {
  const [, asked = ""] = /^scopes = "(.*)"$/m.exec(readFileSync("shopify.app.toml", "utf8")) ?? [];
  expect([...WANTED_SCOPES]).toEqual(asked.split(","));
});

test("who may write may read, customers' scopes too", () => {
  const granted = WANTED_SCOPES.filter((scope) => scope !== "read_orders" && scope !== "customer_read_orders");
  expect(missingScopes(granted)).toEqual([]);
  expect(missingScopes(WANTED_SCOPES.filter((scope) => scope !== "write_orders"))).toEqual(["write_orders"]);
});
