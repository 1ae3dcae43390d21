import { expect, test } from "vitest";
import { parseId, type FulfillmentOrderId, type LineItemId, type LocationId } from "../../../core/ids.ts";
import { arrived, type Shown } from "./arrived.ts";

const SENT_AT = new Date("2026-11-02T09:00:10Z");
const id = parseId<FulfillmentOrderId>;
const [MADRID, SEVILLA] = [parseId<LocationId>("1"), parseId<LocationId>("2")];
const LINE = parseId<LineItemId>("7");

const at = (
  number: string,
  locationId: LocationId,
  units: number,
  { line = LINE, createdAt = "2026-11-01T08:00:00Z" } = {},
): Shown => ({ id: id(number), locationId, createdAt: new Date(createdAt), units: new Map([[line, units]]) });
const NEW = { createdAt: "2026-11-02T09:00:09Z" };
const OTHER_LINE = { line: parseId<LineItemId>("8") };

test.each([
  ["whole, with its id", true, [at("10", SEVILLA, 4)], "10"],
  ["whole, though others have taken some of it since", true, [at("10", SEVILLA, 1), at("11", MADRID, 3)], "10"],
  [
    "whole, though all of it was joined with another since",
    true,
    [{ ...at("10", SEVILLA, 0), units: new Map() }, at("11", MADRID, 4)],
    "10",
  ],
  ["under the id that a split gave it", true, [at("10", MADRID, 1), at("12", SEVILLA, 4)], "12"],
  ["not, while it is where it was", true, [at("10", MADRID, 4)], undefined],
  [
    "not, when only a cancelled fulfilment made a new one",
    true,
    [at("10", MADRID, 4), at("13", SEVILLA, 4, NEW)],
    undefined,
  ],
  ["in part, as a new one", false, [at("10", MADRID, 3), at("13", SEVILLA, 4, NEW)], "13"],
  ["not in part, when what is there was there before", false, [at("10", MADRID, 7), at("13", SEVILLA, 4)], undefined],
  [
    "not in part, when it holds other lines",
    false,
    [at("10", MADRID, 7), at("13", SEVILLA, 4, { ...NEW, ...OTHER_LINE })],
    undefined,
  ],
] as const)("four units arrived %s", (_how, whole, shown, expected) => {
  const move = {
    fulfillmentOrderId: id("10"),
    from: MADRID,
    to: SEVILLA,
    lines: [{ lineItemId: LINE, quantity: 4 }],
    whole,
    decisionId: "1",
  };
  expect(arrived(shown, move, new Set([id("10"), id("12")]), SENT_AT)?.id).toBe(expected);
});
