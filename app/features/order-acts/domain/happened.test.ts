import { expect, test } from "vitest";
import { NOTHING_PERSONAL } from "../../automation/domain/facts.ts";
import { hasChanged, isFresh, type Compared } from "./happened.ts";

const DAY = 86_400_000;
const facts = (change: object = {}) => ({
  currency: "EUR",
  order: { tags: ["a"], ...change },
  destination: {},
  lines: [],
});
const order = (change: object = {}, personal?: Compared["personal"]): Compared => ({ facts: facts(change), personal });

test("an order changed when anything that is said of it did", () => {
  expect(hasChanged(order(), order())).toBe(false);
  expect(hasChanged(order(), order({ tags: ["a", "b"] }))).toBe(true);
  const at = (postalCode: string) => order({}, { ...NOTHING_PERSONAL, postalCode });
  expect(hasChanged(at("28001"), at("28002"))).toBe(true);
});

test("what its customer does besides is no change of it", () => {
  const bought = (orders: number) => ({ facts: { ...facts(), customer: { orders } }, personal: undefined });
  expect(hasChanged(bought(1), bought(2))).toBe(false);
});

test("what is read of it for the first time is no change of it", () => {
  const read = { ...NOTHING_PERSONAL, metafields: { "custom.gift": "yes" } };
  expect(hasChanged(order({}, NOTHING_PERSONAL), order({}, read))).toBe(false);
  expect(hasChanged(order({}, read), order({}, { ...read, metafields: { "custom.gift": "no" } }))).toBe(true);
});

test("an order that was not there, or is no more, did not change", () => {
  const none = { facts: undefined, personal: undefined };
  expect(hasChanged(none, order())).toBe(false);
  expect(hasChanged(order(), none)).toBe(false);
});

test("an order that was placed long ago is no news", () => {
  expect(isFresh(0, 3 * DAY)).toBe(true);
  expect(isFresh(0, 5 * DAY)).toBe(false);
});
