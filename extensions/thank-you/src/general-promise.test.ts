import { describe, expect, test } from "vitest";
import { generalPromise } from "./general-promise.ts";
import type { ChosenGroup, ChosenOption } from "./general-promise.ts";

const DAY = 86_400;
const STATUS_PAGE = { key: "status_page" };

function group(option: Omit<ChosenOption, "handle">): ChosenGroup {
  return {
    isDeliveryRequired: true,
    selectedDeliveryOption: { handle: "chosen" },
    deliveryOptions: [
      { handle: "other", type: "shipping", title: "Other" },
      { ...option, handle: "chosen" },
    ],
  };
}

function shipping(timeInTransit?: { lower?: number; upper?: number }): ChosenGroup {
  return group({
    type: "shipping",
    title: "Standard",
    deliveryEstimate: timeInTransit === undefined ? {} : { timeInTransit },
  });
}

describe("the shop's general promise", () => {
  test("without settings and without delivery options still says where the status will be", () => {
    expect(generalPromise({}, [])).toEqual([STATUS_PAGE]);
  });

  test.each([
    [1, 3, { key: "handling.between", values: { first: 1, last: 3 } }],
    [2, 2, { key: "handling.within", values: { count: 2 } }],
    [0, 2, { key: "handling.within", values: { count: 2 } }],
    [3, 1, { key: "handling.within", values: { count: 3 } }],
    [0, 0, { key: "handling.same_day" }],
    [undefined, 1, { key: "handling.within", values: { count: 1 } }],
    [2, undefined, { key: "handling.within", values: { count: 2 } }],
  ])("with %s to %s working days promises what was set, and never less time", (min, max, line) => {
    expect(generalPromise({ handling_days_min: min, handling_days_max: max }, [])).toEqual([line, STATUS_PAGE]);
  });

  test.each([-1, 61, 1.5, "2", true])("ignores %s days", (days) => {
    expect(generalPromise({ handling_days_max: days }, [])).toEqual([STATUS_PAGE]);
  });

  test("gives the travel time of the chosen option, part of a day counted as a day", () => {
    expect(generalPromise({}, [shipping({ lower: 2 * DAY, upper: 3 * DAY + 1 })])).toEqual([
      { key: "travel.between", values: { first: 2, last: 4 } },
      STATUS_PAGE,
    ]);
    expect(generalPromise({}, [shipping({ upper: DAY })])[0]).toEqual({ key: "travel.about", values: { count: 1 } });
  });

  test("names the option when it gives no time", () => {
    expect(generalPromise({}, [shipping()])[0]).toEqual({ key: "travel.method", values: { method: "Standard" } });
  });

  test("tells a shopper who collects where, if checkout knows", () => {
    const at = group({ type: "pickup", location: { name: "Shop Sol" } });
    expect(generalPromise({}, [at])[0]).toEqual({ key: "travel.pickup_at", values: { place: "Shop Sol" } });
    expect(generalPromise({}, [group({ type: "pickupPoint" })])[0]).toEqual({ key: "travel.pickup" });
  });

  test("says the same thing once when two groups travel alike", () => {
    expect(generalPromise({}, [shipping({ upper: DAY }), shipping({ upper: DAY })])).toHaveLength(2);
  });

  test("says nothing for an order without anything to deliver", () => {
    const download: ChosenGroup = { isDeliveryRequired: false, deliveryOptions: [] };
    expect(generalPromise({ handling_days_max: 2 }, [download])).toEqual([]);
  });
});
