import { expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId, type OrderId } from "../../../core/ids.ts";
import { withRefunds, type RefundedItem } from "./refunded.ts";

const itemId = parseId<InventoryItemId>("5");
const [here, there] = ["1", "2"].map((id) => parseId<LocationId>(id)) as [LocationId, LocationId];
const place = (locationId: LocationId, committed: number, shipped: number, cancelled: number) => ({
  orderId: parseId<OrderId>("7"),
  itemId,
  locationId,
  committed,
  shipped,
  cancelled,
});
const refunded = (ordered: number, ...lines: RefundedItem["lines"]): RefundedItem => ({ itemId, ordered, lines });
const line = (restockType: string, quantity: number, locationId: LocationId | null = null) => ({
  restockType,
  quantity,
  locationId,
});
const lost = (places: Parameters<typeof withRefunds>[0], item: RefundedItem) =>
  withRefunds(places, [item]).map((each) => each.lost);

test.each([
  ["cancelled, and put back", place(here, 0, 0, 3), refunded(3, line("CANCEL", 3, here)), 0],
  ["cancelled, and not put back", place(here, 0, 0, 3), refunded(3, line("NO_RESTOCK", 3)), 3],
  ["cancelled, some put back", place(here, 0, 0, 3), refunded(3, line("CANCEL", 1, here), line("NO_RESTOCK", 2)), 2],
  [
    "put back first, the rest cancelled later",
    place(here, 0, 0, 2),
    refunded(3, line("CANCEL", 1, here), line("NO_RESTOCK", 2)),
    2,
  ],
  ["money only, still to be shipped", place(here, 3, 0, 0), refunded(3, line("NO_RESTOCK", 3)), 0],
  ["money only, shipped before", place(here, 0, 3, 0), refunded(3, line("NO_RESTOCK", 3)), 0],
  ["taken out by an edit, which puts back without a refund", place(here, 1, 0, 0), refunded(3), 0],
])("lost are the units neither shipped nor to ship nor put back: %s", (_what, at, item, units) => {
  expect(lost([at], item)).toEqual([units]);
});

test("units are lost where fulfillment orders were cancelled", () => {
  expect(lost([place(here, 0, 0, 1), place(there, 0, 0, 2)], refunded(3, line("NO_RESTOCK", 3)))).toEqual([1, 2]);
  const some = refunded(3, line("CANCEL", 2, there), line("NO_RESTOCK", 1));
  expect(lost([place(here, 0, 0, 1), place(there, 0, 0, 2)], some)).toEqual([1, 0]);
});

test("units come back to the location the refund names, also one that never shipped the item", () => {
  const item = refunded(3, line("RETURN", 1, here), line("RETURN", 2, there));
  expect(withRefunds([place(here, 0, 3, 0)], [item]).map(({ locationId, returned }) => [locationId, returned])).toEqual(
    [
      [here, 1],
      [there, 2],
    ],
  );
});
