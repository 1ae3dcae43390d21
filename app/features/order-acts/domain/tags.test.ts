import { expect, test } from "vitest";
import { tagsIn, tagsThat } from "./tags.ts";

test("a comma parts two tags, and nothing between two commas is none", () => {
  expect(tagsIn(" vip , gift,, ")).toEqual(["vip", "gift"]);
});

test("tags are compared without case, and each is named once", () => {
  expect(tagsThat("missing", ["VIP", "gift", "Gift"], ["vip"])).toEqual(["Gift"]);
  expect(tagsThat("there", ["VIP", "gift"], ["vip"])).toEqual(["VIP"]);
});
