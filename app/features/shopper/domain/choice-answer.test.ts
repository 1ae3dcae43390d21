import { expect, test } from "vitest";
import { answerTo } from "./choice-answer.ts";
import { CHOICE_KINDS } from "./shopper-view.ts";

test("what was chosen is answered once, but for what Shopify tells and what nobody declines", () => {
  const all = CHOICE_KINDS.flatMap((kind) =>
    (["done", "declined"] as const).map((state) => [`${kind} ${state}`, answerTo(kind, state)]),
  );
  expect(Object.fromEntries(all)).toEqual({
    "wait done": "wait_done",
    "wait declined": null,
    "split done": "split_done",
    "split declined": "split_declined",
    "swap done": "swap_done",
    "swap declined": "swap_declined",
    "cancel done": null,
    "cancel declined": "cancel_declined",
  });
});
