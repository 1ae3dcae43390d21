import { expect, test } from "vitest";
import { readFilter, readPageKey, writeFilter, writePageKey } from "./list-filter.ts";

test.each([
  "",
  "state=snoozed&kind=out&location=7&vendor=Vend&q=mug&sort=lost.desc",
  "state=closed&location=together&sort=opened.asc",
])("an address comes back as it was: %j", (address) => {
  const filter = readFilter(new URLSearchParams(address));
  expect(new URLSearchParams(writeFilter(filter)).toString()).toBe(address);
});

test("what it does not know is not given", () => {
  const filter = readFilter(new URLSearchParams("state=x&kind=y&location=z&sort=w"));
  expect(writeFilter(filter)).toEqual({});
});

test("a place is read for its own sorting only", () => {
  const at = "2026-11-22T10:00:00.000Z";
  const place = new URLSearchParams({ after: writePageKey({ alertId: "5" as never, value: at }) });
  expect(readPageKey(place, "soon")).toEqual({ side: "after", value: at, alertId: "5" });
  expect(readPageKey(place, "lost")).toBeNull();
  expect(readPageKey(new URLSearchParams({ before: "5_120" }), "lost")).toMatchObject({ side: "before", value: "120" });
  expect(readPageKey(new URLSearchParams(), "soon")).toBeNull();
});
