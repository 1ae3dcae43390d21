import { expect, test } from "vitest";
import { replaceRefusal, type LabelFacts } from "./replacing.ts";

const LABELLED: LabelFacts = {
  stage: "labelled",
  bought: true,
  canVoid: true,
  fulfilled: true,
  onList: false,
  last: null,
};

test.each<[string, Partial<LabelFacts>, ReturnType<typeof replaceRefusal>]>([
  ["a label that lies on the table may be replaced", {}, null],
  ["once more, after it was replaced before", { last: "done" }, null],
  ["once more, after the carrier did not take it back", { last: "kept" }, null],
  ["one that was given back and has no other may get one", { stage: "void", bought: false, last: "failed" }, null],
  ["while one is given back, nothing else begins", { last: "voiding" }, "underWay"],
  ["nor while one is bought", { stage: "planned", bought: false, last: "buying" }, "underWay"],
  ["what a carrier has scanned is on its way", { stage: "in_transit" }, "onItsWay"],
  ["what is only planned has none", { stage: "planned", bought: false }, "gone"],
  ["what Shopify refused is shipped anew, not replaced", { stage: "void", fulfilled: false, last: "failed" }, "gone"],
  ["what was bought elsewhere is given back there", { bought: false }, "ownLabel"],
  ["a carrier that takes none back keeps it", { canVoid: false }, "cannotVoid"],
  ["Shopify has to know the parcel first", { fulfilled: false }, "notTold"],
  ["what is on a driver's list stays as it is", { onList: true }, "onList"],
])("%s", (_, change, expected) => {
  expect(replaceRefusal({ ...LABELLED, ...change })).toBe(expected);
});
