import fc from "fast-check";
import { expect, test } from "vitest";
import { shownAs, viewParameter } from "./shown-as.ts";
import { viewName, type SavedView } from "./view.ts";

/** A list with two filters. */
const tidy = (given: URLSearchParams): Record<string, string> =>
  Object.fromEntries(["stage", "q"].flatMap((name) => (given.get(name) ? [[name, given.get(name) ?? ""]] : [])));
const view = (change: Partial<SavedView> = {}): SavedView => ({
  ...{ viewId: "7", name: "Late", query: "stage=late", shared: false, isDefault: true },
  ...change,
});
const shown = (views: readonly SavedView[], address: string) =>
  shownAs(views, new URLSearchParams(address), tidy).toString();

test("at its bare address, whatever Shopify adds to it, a list opens with what its reader wants", () => {
  expect(shown([view()], "")).toBe("stage=late&saved=7");
  expect(shown([view()], "shop=one&embedded=1&locale=es")).toBe("stage=late&saved=7");
  expect(shown([view({ isDefault: false })], "locale=es")).toBe("locale=es");
});

test("whoever says what to show is shown that", () => {
  for (const address of ["stage=open", "q=anna", "saved=none", "saved=9", "after=17", "page=2"])
    expect(shown([view()], address)).toBe(address);
});

test("what a list adds to its address leads back to what is shown", () => {
  const views = fc.array(fc.record({ viewId: fc.nat(9).map(String), isDefault: fc.boolean() }), { maxLength: 4 });
  fc.assert(
    fc.property(views, fc.option(fc.nat(9).map(String)), fc.constantFrom({}, { stage: "late" }), (some, id, state) => {
      const all = some.map((each) => view(each));
      const address = new URLSearchParams({ ...state, ...viewParameter(all, id) }).toString();
      const again = new URLSearchParams(shown(all, address));
      expect(tidy(again)).toEqual(state);
      expect(viewParameter(all, again.get("saved"))).toEqual(viewParameter(all, id));
    }),
  );
});

test("a name is a line of at most forty characters", () => {
  expect(viewName("  Late \n today ")).toBe("Late today");
  expect(viewName(" ")).toBeUndefined();
  expect(viewName("x".repeat(41))).toBeUndefined();
});
