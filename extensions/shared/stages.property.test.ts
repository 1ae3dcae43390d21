import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeliveryStage } from "../../app/features/delivery/domain/order-status-view.ts";
import { STAGE_LOOKS, rollUp } from "./stages.ts";

const ALL = (Object.keys(STAGE_LOOKS) as DeliveryStage[]).filter((stage) => stage !== "cancelled");
const stages = fc.array(fc.constantFrom(...ALL), { maxLength: 5 });
const rests = fc.constantFrom("received", "preparing", "on_hold", null);

describe("one stage for the whole order", () => {
  test("is delivered exactly when every parcel is and nothing is left", () => {
    fc.assert(
      fc.property(stages, rests, (parcels, rest) => {
        const allArrived = parcels.length > 0 && parcels.every((stage) => stage === "delivered") && rest === null;
        expect(rollUp(parcels, rest) === "delivered").toBe(allArrived);
      }),
    );
  });

  test("does not depend on the order of the parcels", () => {
    fc.assert(
      fc.property(stages, rests, (parcels, rest) => {
        expect(rollUp([...parcels].reverse(), rest)).toBe(rollUp(parcels, rest));
      }),
    );
  });
});
