import { describe, expect, test } from "vitest";
import routes from "../../routes.ts";
import { pageOfSection, SECTIONS, type Section } from "./sections.ts";

interface Route {
  readonly path?: string | undefined;
  readonly children?: readonly Route[] | undefined;
}

/** Every address of the app, as routes.ts has it. */
const addresses = (all: readonly Route[], above = ""): string[] =>
  all.flatMap(({ path, children }) => {
    const address = path === undefined ? above : `${above}/${path}`;
    return [address, ...addresses(children ?? [], address)];
  });

describe("a page of a section", () => {
  test.each<[Section, string, string | undefined]>([
    ["inventory", "/app/inventory", "/app/inventory"],
    ["inventory", "/app/inventory/transfers/all", "/app/inventory/transfers"],
    ["fulfillment", "/app/fulfillment/local", "/app/fulfillment/local"],
    ["fulfillment", "/app/fulfillment/packages", "/app/fulfillment"],
    ["deliveries", "/app/orders", undefined],
  ])("of %s at %s is %s", (section, pathname, page) => {
    expect(pageOfSection(section, pathname)).toBe(page);
  });

  test("is a route", () => {
    const known = new Set(addresses(routes));
    const pages = Object.values(SECTIONS).flatMap((each) => each.map(({ to }) => to));
    expect(pages.filter((to) => !known.has(to))).toEqual([]);
  });
});
