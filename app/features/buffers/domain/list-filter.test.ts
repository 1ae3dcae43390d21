import { expect, test } from "vitest";
import { readFilter, readPageKey, writeFilter, writePageKey } from "./list-filter.ts";

test.each(["", "look=wrong&location=7&q=mug&sort=held.asc", "sort=held.desc", "sort=title.desc"])(
  "an address comes back as it was: %j",
  (address) => {
    const filter = readFilter(new URLSearchParams(address));
    expect(new URLSearchParams(writeFilter(filter)).toString()).toBe(address);
  },
);

test("what it does not know is not given", () => {
  expect(readFilter(new URLSearchParams("look=x&location=y&sort=z.up"))).toEqual({
    look: null,
    locationId: null,
    search: "",
    sort: "title",
    descending: false,
  });
});

test("a place is read for its own sorting only", () => {
  const place = new URLSearchParams({ after: "5_7_a_b" });
  const key = readPageKey(place, "title");
  expect(key).toMatchObject({ side: "after", value: "a_b", itemId: "5", locationId: "7" });
  expect(key && writePageKey(key)).toBe("5_7_a_b");
  expect(readPageKey(place, "held")).toBeNull();
  expect(readPageKey(new URLSearchParams({ before: "5_7_12" }), "held")).toMatchObject({ side: "before", value: "12" });
  expect(readPageKey(new URLSearchParams(), "title")).toBeNull();
});
