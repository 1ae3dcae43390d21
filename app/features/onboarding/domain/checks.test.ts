import { expect, test } from "vitest";
import { CHECKS, checksOf, type CheckName, type FaultKind, type SetupFacts } from "./checks.ts";
import { WANTED_SCOPES } from "./scopes.ts";

const FACTS: SetupFacts = {
  lookedAt: new Date("2026-11-02T08:00:00Z"),
  accounts: "NEW_CUSTOMER_ACCOUNTS",
  orderPages: "new",
  shown: true,
  granted: WANTED_SCOPES,
  faults: new Map(),
};

function check(name: CheckName, change: Partial<SetupFacts> = {}) {
  const found = checksOf({ ...FACTS, ...change }).find((each) => each.name === name);
  if (!found) throw new Error(`no check ${name}`);
  return found;
}
const faults = (kind: FaultKind, value: number) => new Map([[kind, { value, more: false }]]);

test("every check has its place, and a shop in which nothing is wrong is fine in all of them", () => {
  expect(checksOf(FACTS).map(({ name, state }) => `${name} ${state}`)).toEqual(CHECKS.map((name) => `${name} fine`));
});

test("what nobody has looked at is not known, and never fine", () => {
  const facts: SetupFacts = {
    ...{ lookedAt: null, accounts: "", orderPages: "", shown: false, granted: [], faults: new Map() },
  };
  expect(new Set(checksOf(facts).map(({ state }) => state))).toEqual(new Set(["unknown"]));
});

test("legacy customer accounts are to be changed", () => {
  expect(check("accounts", { accounts: "CLASSIC" }).state).toBe("todo");
});

test.each([
  ["seen by a shopper, whatever the setting says", { shown: true, orderPages: "old" }, "fine fine"],
  ["the pages are of the old kind", { shown: false, orderPages: "old" }, "todo old"],
  ["they could show it, and nobody saw it", { shown: false, orderPages: "new" }, "unknown notShown"],
  ["Shopify does not let us ask", { shown: false, orderPages: "denied" }, "unknown denied"],
  ["no profile is published", { shown: false, orderPages: "" }, "unknown unknown"],
] as const)("the block on the shopper's pages: %s", (_, facts, expected) => {
  const { state, says } = check("orderPages", facts);
  expect(`${state} ${says}`).toBe(expected);
});

test("names the permissions that are missing", () => {
  const granted = WANTED_SCOPES.filter((scope) => scope !== "read_shipping");
  expect(check("scopes", { granted })).toMatchObject({ state: "todo", missing: ["read_shipping"] });
});

test("counts what lacks something", () => {
  expect(check("weight", { faults: faults("weight", 3) })).toMatchObject({
    state: "todo",
    found: { value: 3, more: false },
  });
  expect(check("barcode", { faults: faults("weight", 3) }).state).toBe("fine");
});
