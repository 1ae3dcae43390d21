import { expect, test } from "vitest";
import { EASYPOST_FACTS } from "../../easypost/map.ts";
import { SHOPIFY_SHIPPING_FACTS } from "../../shopify-shipping/map.ts";
import { STAND_IN_FACTS } from "../../stand-in/map.ts";
import type { LabelPolicy, LabelWish } from "./choose-label.ts";
import { planCarrier } from "./plan-carrier.ts";

const SELLERS = [SHOPIFY_SHIPPING_FACTS, EASYPOST_FACTS, STAND_IN_FACTS];
const NOTHING: LabelWish = { force: null, exclude: [] };
const CHEAPEST: LabelPolicy = { kind: "cheapest" };
const plan = (policy: LabelPolicy, wish: Partial<LabelWish>, sellers = SELLERS) =>
  planCarrier(sellers, policy, { ...NOTHING, ...wish })?.code;

test.each<[string, LabelPolicy, Partial<LabelWish>, string | undefined]>([
  ["the first whose rates can be compared", CHEAPEST, {}, "easypost"],
  ["the preferred one", { kind: "preferred", carrier: "shopify-shipping" }, {}, "shopify-shipping"],
  ["what a rule forces", CHEAPEST, { force: { carrier: "stand-in", service: "express" } }, "stand-in"],
  ["nobody when the forced one is not connected", CHEAPEST, { force: { carrier: "shippo", service: null } }, undefined],
  ["nobody that a rule excludes", CHEAPEST, { exclude: [{ carrier: "easypost", service: null }] }, "stand-in"],
  [
    "somebody of whom only a service is excluded",
    CHEAPEST,
    { exclude: [{ carrier: "easypost", service: "x" }] },
    "easypost",
  ],
])("%s", (_, policy, wish, expected) => {
  expect(plan(policy, wish)).toBe(expected);
});

test("one that is never asked twice, where there is nobody else", () => {
  expect(plan(CHEAPEST, {}, [SHOPIFY_SHIPPING_FACTS])).toBe("shopify-shipping");
});
