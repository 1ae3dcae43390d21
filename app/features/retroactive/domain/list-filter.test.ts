import { expect, test } from "vitest";
import { filtered, readFilter, writeFilter, type Listed } from "./list-filter.ts";

const row = (id: string, more: Partial<Listed> = {}): Listed => ({
  id,
  name: `#${id}`,
  change: "moved",
  nowMinor: 500,
  thenMinor: 400,
  ...more,
});
const ROWS = [row("9", { thenMinor: 900 }), row("10", { change: "held", thenMinor: null }), row("2")];
const ids = (address: string) => filtered(ROWS, readFilter(new URLSearchParams(address))).map(({ id }) => id);

test("open orders are listed as they came, the oldest first, or the other way round", () => {
  expect(ids("")).toEqual(["9", "10", "2"]);
  expect(ids("sort=placed.desc")).toEqual(["2", "10", "9"]);
});

test("they are sorted by name as numbers, and by what they cost more; without a cost they stand last", () => {
  expect(ids("sort=order.asc")).toEqual(["2", "9", "10"]);
  expect(ids("sort=cost.asc")).toEqual(["2", "9", "10"]);
  expect(ids("sort=cost.desc")).toEqual(["9", "2", "10"]);
});

test("they are found by change and by a part of the name", () => {
  expect(ids("change=held")).toEqual(["10"]);
  expect(ids("q=%239")).toEqual(["9"]);
  expect(ids("change=moved&q=2")).toEqual(["2"]);
});

test("an address that makes no sense is the whole list, and a filter is its address", () => {
  expect(readFilter(new URLSearchParams("change=eaten&sort=x&page=-3"))).toEqual(readFilter(new URLSearchParams()));
  const address = { change: "split", q: "#1", sort: "cost.desc" };
  expect(writeFilter(readFilter(new URLSearchParams(address)))).toEqual(address);
});
