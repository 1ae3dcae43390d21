import fc from "fast-check";
import { expect, test } from "vitest";
import { calendar } from "../../../../tests/factories/calendar.ts";
import type { FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../../core/ids.ts";
import type { Deadline, EffectDirective } from "../../automation/domain/directives.ts";
import { actsOf, type ActsQuestion } from "./acts-of.ts";
import { askedBy } from "./asked.ts";

const tag = fc.constantFrom("vip", "VIP", "gift", "Late");
const effects: fc.Arbitrary<EffectDirective[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("addTag" as const), tag, by: fc.constant("r") }),
    fc.record({ do: fc.constant("removeTag" as const), tag, by: fc.constant("r") }),
    fc.record({ do: fc.constant("addNote" as const), text: fc.constantFrom("Fragile", "Call"), by: fc.constant("r") }),
  ),
  { maxLength: 8 },
);
const deadline: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ unit: fc.constant("hours" as const), hours: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ unit: fc.constant("workingDays" as const), days: fc.integer({ min: 0, max: 4 }) }),
);
const questions: fc.Arbitrary<ActsQuestion> = fc
  .record({
    effects,
    within: fc.option(deadline),
    service: fc.option(fc.constantFrom("7", "8")),
    places: fc.subarray(["7", "8"]),
    tags: fc.subarray(["vip", "gift", "late", "other"]),
  })
  .map(({ within, service, places, ...rest }) => ({
    decisionId: "500",
    orderId: "1" as OrderId,
    since: Date.UTC(2026, 11, 2, 9),
    fulfillBy: null,
    tags: rest.tags,
    parts: places.map((id) => ({
      fulfillmentOrderId: "10" as FulfillmentOrderId,
      locationId: id as LocationId,
      lineItemIds: ["100" as LineItemId],
      calendar: calendar(),
    })),
    asked: askedBy([]),
    directives: {
      effects: rest.effects,
      deadline: within && { within, by: "r" },
      service: service === null ? null : { locationId: service as LocationId, by: "r" },
    },
  }));

/** The tags an order has when its intents are carried out. */
function tagsAfter(question: ActsQuestion): string[] {
  const tags = new Set(question.tags.map((each) => each.toLowerCase()));
  for (const { kind, input } of actsOf(question)) {
    if (kind !== "order.tags") continue;
    for (const each of input.add) tags.add(each.toLowerCase());
    for (const each of input.remove) tags.delete(each.toLowerCase());
  }
  return [...tags].sort();
}

/** What the rules say, one after the other. */
function tagsWanted({ tags, directives }: ActsQuestion): string[] {
  const wanted = new Set(tags.map((each) => each.toLowerCase()));
  for (const effect of directives.effects) {
    if (effect.do === "addTag") wanted.add(effect.tag.toLowerCase());
    if (effect.do === "removeTag") wanted.delete(effect.tag.toLowerCase());
  }
  return [...wanted].sort();
}

test("the same question gives the same intents, each with a subject of its own", () => {
  fc.assert(
    fc.property(questions, (question) => {
      const intents = actsOf(question);
      expect(actsOf(question)).toEqual(intents);
      expect(new Set(intents.map(({ kind, subject }) => `${kind} ${subject}`)).size).toBe(intents.length);
    }),
  );
});

test("carried out, they leave the tags as the rules say, one after the other", () => {
  fc.assert(
    fc.property(questions, (question) => {
      expect(tagsAfter(question)).toEqual(tagsWanted(question));
    }),
  );
});

test("a later decision with the same rules wants no tag, note or deadline again, whatever people did since", () => {
  fc.assert(
    fc.property(questions, fc.subarray(["vip", "gift", "late"]), (question, tags) => {
      const asked = askedBy(actsOf(question));
      const again = actsOf({ ...question, decisionId: "501", asked });
      expect(again.filter(({ kind }) => kind !== "fulfillmentOrder.submit")).toEqual([]);
      const changed = actsOf({ ...question, decisionId: "501", tags, asked });
      for (const { kind, input } of changed)
        if (kind === "order.tags")
          for (const each of [...input.add, ...input.remove]) expect(asked.tags.has(each.toLowerCase())).toBe(false);
    }),
  );
});
