import { parse } from "graphql";
import { expect, test } from "vitest";
import { BulkOrdersDocument } from "../../platform/admin-api/operations.ts";
import { bulkText } from "./bulk-text.ts";

test("variables are written into the query, with quotes kept inside the string", () => {
  const text = bulkText(BulkOrdersDocument, { query: `created_at:>='2026-01-01T00:00:00Z' "x"` });
  expect(text).toContain(String.raw`orders(query: "created_at:>='2026-01-01T00:00:00Z' \"x\"")`);
  expect(text).not.toContain("$");
  expect(() => parse(text)).not.toThrow();
});

test("a variable without a value is an error, not an empty filter", () => {
  expect(() => bulkText(BulkOrdersDocument)).toThrow(RangeError);
});
