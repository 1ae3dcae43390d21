import { describe, expect, test } from "vitest";
import { calendar, instant } from "../../../../tests/factories/calendar.ts";
import type { FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../../core/ids.ts";
import type { EffectDirective } from "../../automation/domain/directives.ts";
import { actsOf, type ActsQuestion } from "./acts-of.ts";
import { askedBy } from "./asked.ts";

const MADRID = "7" as LocationId;
const CANARY = "8" as LocationId;
const LINE = "100" as LineItemId;
const part = (locationId: LocationId, zone = "Europe/Madrid") => ({
  fulfillmentOrderId: "10" as FulfillmentOrderId,
  locationId,
  lineItemIds: [LINE],
  calendar: calendar({ zone }),
});
const PLACED = { fulfillmentOrderId: "10", lineItemIds: [LINE], decisionId: "500" };

interface Change extends Partial<Omit<ActsQuestion, "directives">> {
  readonly directives?: Partial<ActsQuestion["directives"]>;
}

function acts({ directives, ...change }: Change) {
  return actsOf({
    decisionId: "500",
    orderId: "1" as OrderId,
    since: instant("2026-12-02 10:00"),
    fulfillBy: null,
    tags: [],
    parts: [part(MADRID)],
    asked: askedBy([]),
    directives: { deadline: null, service: null, effects: [], ...directives },
    ...change,
  });
}

const addTag = (tag: string): EffectDirective => ({ do: "addTag", tag, by: "r1" });
const removeTag = (tag: string): EffectDirective => ({ do: "removeTag", tag, by: "r1" });
const addNote = (text: string): EffectDirective => ({ do: "addNote", text, by: "r1" });
const by4 = { within: { unit: "timeOfDay", days: 0, at: "16:00" }, by: "r1" } as const;

test("rules that want nothing ask for nothing", () => {
  expect(acts({})).toEqual([]);
  expect(acts({ directives: { effects: [{ do: "notify", to: { kind: "inbox" }, text: "Look", by: "r1" }] } })).toEqual(
    [],
  );
});

describe("tags", () => {
  const tags = (effects: readonly EffectDirective[], onOrder: readonly string[] = [], before: Change = {}) =>
    acts({ directives: { effects }, tags: onOrder, ...before }).map(({ input }) => input);

  test("are one intent of the decision, without what is so already", () => {
    const effects = [addTag("vip, gift"), removeTag("new"), removeTag("old"), addTag("Late")];
    expect(acts({ directives: { effects }, tags: ["NEW", "late"] })).toEqual([
      {
        kind: "order.tags",
        orderId: "1",
        subject: "500",
        input: { add: ["vip", "gift"], remove: ["new"], decisionId: "500" },
      },
    ]);
    expect(tags([addTag("Late"), removeTag("old")], ["late"])).toEqual([]);
  });

  test("follow the last rule that speaks of them", () => {
    expect(tags([addTag("vip"), removeTag("VIP")])).toEqual([]);
    expect(tags([removeTag("vip"), addTag("VIP")])).toMatchObject([{ add: ["VIP"], remove: [] }]);
  });

  test("that a rule asked for before are people's: not asked for again, unless rules have wanted the contrary since", () => {
    const added = { kind: "order.tags", input: { add: ["vip"], remove: [], decisionId: "400" } } as const;
    const removed = { kind: "order.tags", input: { add: [], remove: ["VIP"], decisionId: "450" } } as const;
    expect(tags([addTag("VIP")], [], { asked: askedBy([added]) })).toEqual([]);
    expect(tags([addTag("vip")], [], { asked: askedBy([added, removed]) })).toMatchObject([{ add: ["vip"] }]);
    expect(tags([removeTag("vip")], ["vip"], { asked: askedBy([added, removed]) })).toEqual([]);
  });
});

test("texts are one intent for the note, each once, and not again when a rule asked for it before", () => {
  const effects = [addNote("Fragile"), addNote("Fragile"), addNote("Call first")];
  expect(acts({ directives: { effects } })).toEqual([
    {
      kind: "order.note",
      orderId: "1",
      subject: "500",
      input: { texts: ["Fragile", "Call first"], decisionId: "500" },
    },
  ]);
  const asked = askedBy([{ kind: "order.note", input: { texts: ["Fragile", "Call first"], decisionId: "400" } }]);
  expect(acts({ directives: { effects }, asked })).toEqual([]);
});

describe("a deadline", () => {
  const AT_4 = "2026-12-02T15:00:00.000Z";

  test("is one intent for each location, by its own clock", () => {
    expect(
      acts({ directives: { deadline: by4 }, parts: [part(MADRID), part(CANARY, "Atlantic/Canary")] }),
    ).toMatchObject([
      {
        kind: "fulfillmentOrder.deadline",
        subject: "500 7",
        input: { ...PLACED, locationId: MADRID, fulfillBy: AT_4 },
      },
      { subject: "500 8", input: { ...PLACED, locationId: CANARY, fulfillBy: "2026-12-02T16:00:00.000Z" } },
    ]);
  });

  test("that the fulfillment order has is not set, nor one that a rule set before and people changed", () => {
    expect(acts({ directives: { deadline: by4 }, fulfillBy: Date.parse(AT_4) })).toEqual([]);
    const before = acts({ directives: { deadline: by4 }, decisionId: "400" });
    expect(acts({ directives: { deadline: by4 }, asked: askedBy(before) })).toEqual([]);
    expect(acts({ directives: { deadline: by4 }, parts: [part(CANARY)], asked: askedBy(before) })).toHaveLength(1);
  });

  test("is none where the location never works, and where nothing ships", () => {
    const never = { ...part(MADRID), calendar: calendar({ hours: [[], [], [], [], [], [], []] }) };
    const deadline = { within: { unit: "workingDays", days: 1 }, by: "r1" } as const;
    expect(acts({ directives: { deadline }, parts: [never] })).toEqual([]);
    expect(acts({ directives: { deadline }, parts: [] })).toEqual([]);
  });
});

test("a service is asked for what ships from its location, and for nothing else", () => {
  const service = { locationId: CANARY, by: "r1" };
  expect(acts({ directives: { service }, parts: [part(MADRID), part(CANARY)] })).toEqual([
    {
      kind: "fulfillmentOrder.submit",
      orderId: "1",
      subject: "500 8",
      input: { ...PLACED, locationId: CANARY },
    },
  ]);
  expect(acts({ directives: { service } })).toEqual([]);
});
