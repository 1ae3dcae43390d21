import { expect, test } from "vitest";
import { suspectsIn } from "../../scripts/secret-rules.ts";

// Put together here, so that this file is none of them.
const hex = "0123456789abcdef".repeat(3);
const base64 = Buffer.from("thirty-two bytes of a real key!!").toString("base64");

test.each([
  ["a token of Shopify", `shpat_${hex.slice(0, 32)}`],
  ["a private key", ["-----BEGIN", "RSA PRIVATE KEY-----"].join(" ")],
  ["a key of AWS", `AKIA${"A1B2C3D4".repeat(2)}`],
  ["a token of GitHub", `ghp_${hex.slice(0, 36)}`],
  ["a token of Shippo", `shippo_live_${hex.slice(0, 40)}`],
  ["a session token", `eyJ${hex.slice(0, 20)}.eyJ${hex.slice(0, 20)}.${hex}`],
  ["a database's password", ["postgresql://entrega_app", "hunter2hunter2@db.internal/entrega"].join(":")],
  ["a key in base64", `SEARCH_KEY=${base64}`],
  ["a key in base64", `  SEAL_KEYS: "k1:${base64}"`],
])("%s is found", (name, text) => {
  expect(suspectsIn(`first line\n${text}`)).toContainEqual({ line: 2, name });
});

test.each([
  "shpat_unknown",
  "DATABASE_URL=postgresql://entrega_app:app@localhost:5432/entrega",
  'SEAL_KEYS: `k1:${randomBytes(32).toString("base64")}`',
  "SEARCH_KEY=${SEARCH_KEY}",
])("%s is none", (text) => {
  expect(suspectsIn(text)).toEqual([]);
});
