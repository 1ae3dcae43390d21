import fc from "fast-check";
import { expect, test } from "vitest";
import { INTENT_STATUSES } from "../../intents/domain/intent.ts";
import { answerOf } from "./answer.ts";
import { riskTags } from "./risk-tags.ts";
import { RUN_CODES, stateOf } from "./run.ts";

const statuses = fc.array(fc.constantFrom(...INTENT_STATUSES), { maxLength: 6 });

test("an action is done when all of its effects are, and waits only for those that can still be done", () => {
  fc.assert(
    fc.property(statuses, (all) => {
      const { status } = stateOf(all);
      const failed = all.some((each) => ["refused", "asks", "cancelled"].includes(each));
      const open = all.some((each) => ["waiting", "sending", "unsure"].includes(each));
      expect(status).toBe(failed ? "refused" : open ? "waiting" : "done");
    }),
  );
});

test("the order of the effects does not matter", () => {
  fc.assert(
    fc.property(statuses, (all) => {
      expect(stateOf(all.toReversed())).toEqual(stateOf(all));
    }),
  );
});

test("Flow asks again only for what waits; each reason is said in both languages", () => {
  expect(answerOf({ status: "waiting" }).status).toBe(202);
  expect(answerOf({ status: "done" }).status).toBe(200);
  for (const code of RUN_CODES) {
    const { status, body } = answerOf({ status: "refused", code });
    expect(status).toBe(422);
    expect(body.message.split(" · ").map((text) => text.length > 10)).toEqual([true, true]);
  }
});

const kind = fc.constantFrom("silent", "unpicked", "pastPromise", "disputed");

test("after tagging, the tags with our beginning say the risks that are open, and others are left alone", () => {
  fc.assert(
    fc.property(fc.uniqueArray(kind), fc.uniqueArray(kind), (open, before) => {
      const had = ["vip", "RISKY", ...before.map((each) => `Risk:${each}`)];
      const { add, remove } = riskTags("risk", open, had);
      const after = [...had.filter((tag) => !remove.includes(tag)), ...add].map((tag) => tag.toLowerCase());
      expect(after.sort()).toEqual(["vip", "risky", ...open.map((each) => `risk:${each.toLowerCase()}`)].sort());
    }),
  );
});
