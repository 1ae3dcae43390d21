import fc from "fast-check";
import { expect, test } from "vitest";
import { readAddress, sortText, writeAddress } from "./address.ts";
import type { OrderId } from "./ids.ts";

const COLUMNS = ["placed", "total"] as const;
const read = (given: Record<string, string>) => readAddress(new URLSearchParams(given));

test("a sorting is read as it was written", () => {
  fc.assert(
    fc.property(fc.constantFrom(...COLUMNS), fc.boolean(), (column, descending) => {
      expect(read({ sort: sortText(column, descending) }).sort(COLUMNS)).toEqual([column, descending ? "desc" : "asc"]);
    }),
  );
});

test("whatever somebody types, nothing comes out that is not known, too long or refused by PostgreSQL", () => {
  const typed = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("placed.desc", "placed.down", ".asc", "7", "-1", "1e3"),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const address = read({ q: text, sort: text, view: text, page: text, order: text });
      expect(address.text("q", 5)).toMatch(/^[^\0]{0,5}$/);
      expect([null, "open", "closed"]).toContain(address.oneOf("view", ["open", "closed"]));
      const [column, direction] = address.sort(COLUMNS);
      expect([null, ...COLUMNS]).toContain(column);
      expect([null, "asc", "desc"]).toContain(direction);
      expect(address.page()).toBeGreaterThanOrEqual(1);
      expect(address.id<OrderId>("order") ?? "1").toMatch(/^\d{1,19}$/);
    }),
  );
});

test("what is asked is read as it was written, and nothing else is written", () => {
  const asked = fc.dictionary(
    fc.constantFrom("q", "carrier", "vendor"),
    fc.option(fc.constantFrom("", "7", "a b & c")),
  );
  fc.assert(
    fc.property(asked, (given) => {
      const written = writeAddress(given);
      for (const [name, value] of Object.entries(given)) expect(read(written).text(name)).toBe(value ?? "");
      expect(Object.values(written)).not.toContain("");
    }),
  );
});

test("what is not given is empty, null or the first page", () => {
  const address = read({});
  expect([address.text("q"), address.oneOf("view", ["open"]), address.id("order"), address.page()]).toEqual([
    "",
    null,
    null,
    1,
  ]);
  expect(address.sort(COLUMNS)).toEqual([null, null]);
});

test("a page beyond any list is the last there can be", () => {
  expect(read({ page: "999999999" }).page()).toBe(9_999);
});
