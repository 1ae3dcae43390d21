import { describe, expect, test } from "vitest";
import { sayable } from "./complete.ts";
import type { DraftCondition } from "./group.ts";
import { valuesIn } from "./values-in.ts";

const B2B = { field: "order.isB2B", op: "is", value: true } as const;
const OPEN = { field: "order.weight", op: "isMoreThan" } as const;
const UNCHOSEN = { field: "", op: "" } as const;
const NAMELESS = { field: "order.attribute", of: "", op: "isEmpty" } as const;

describe("what of a condition can be said already", () => {
  test.each<[DraftCondition, DraftCondition | null, number]>([
    [{ all: [] }, { all: [] }, 0],
    [{ all: [B2B] }, { all: [B2B] }, 0],
    [{ any: [B2B, OPEN, UNCHOSEN, NAMELESS] }, { any: [B2B] }, 3],
    [{ all: [OPEN] }, null, 1],
    [{ all: [B2B, { any: [] }] }, { all: [B2B] }, 1],
    [{ all: [B2B, { not: { any: [OPEN] } }] }, { all: [B2B] }, 1],
    [{ all: [{ lines: "any", where: { all: [UNCHOSEN] } }] }, null, 1],
    [{ all: [{ ...OPEN, value: "heavy" }] }, null, 1],
  ])("%j", (draft, condition, open) => {
    expect(sayable(draft)).toEqual({ condition, open });
  });
});

describe("the shop's values in rules", () => {
  test("are found in conditions and actions, however deep, one or many", () => {
    const rule = {
      when: {
        all: [
          { field: "destination.country", op: "isOneOf", value: ["ES", "PT"] },
          { not: { any: [{ lines: "any", where: { field: "line.product", op: "isOneOf", value: ["7"] } }] } },
          { field: "order.shippingTitle", op: "contains", value: "exp" },
          { field: "order.units", op: "is", value: 3 },
          { field: "gone.field", op: "is", value: ["x"] },
        ],
      },
      then: [
        { do: "sendToService", location: "9" },
        { do: "requireLocations", where: { field: "location.location", op: "isOneOf", value: ["1"] } },
      ],
    };
    expect(Object.fromEntries(valuesIn(rule))).toEqual({
      countries: new Set(["ES", "PT"]),
      products: new Set(["7"]),
      shippingMethods: new Set(["exp"]),
      locations: new Set(["9", "1"]),
    });
  });
});
