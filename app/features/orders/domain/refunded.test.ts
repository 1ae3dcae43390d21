import { expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId, type OrderId } from "../../../core/ids.ts";
import { lostUnits, returnedUnits, type RefundedItem } from "./refunded.ts";

const itemId = parseId<InventoryItemId>("5");
const [here, there] = ["1", "2"].map((id) => parseId<LocationId>(id)) as [LocationId, LocationId];
const place = (committed: number, shipped: number) => ({
  orderId: parseId<OrderId>("7"),
  itemId,
  locationId: here,
  committed,
  shipped,
  returned: 0,
});
const refunded = (ordered: number, ...lines: RefundedItem["lines"]): RefundedItem => ({ itemId, ordered, lines });
const line = (restockType: string, quantity: number, locationId: LocationId | null = null) => ({
  restockType,
  quantity,
  locationId,
});

test.each([
  ["cancelled, and put back", place(0, 0), refunded(3, line("CANCEL", 3, here)), 0],
  ["cancelled, and not put back", place(0, 0), refunded(3, line("NO_RESTOCK", 3)), 3],
  ["cancelled, some put back", place(0, 0), refunded(3, line("CANCEL", 1, here), line("NO_RESTOCK", 2)), 2],
  ["money only, still to be shipped", place(3, 0), refunded(3, line("NO_RESTOCK", 3)), 0],
  ["money only, shipped before", place(0, 3), refunded(3, line("NO_RESTOCK", 3)), 0],
  ["taken out by an edit, which puts back without a refund", place(1, 0), refunded(3), 0],
])("lost are the units neither shipped nor to ship nor put back: %s", (_what, at, item, lost) => {
  expect(lostUnits([at], [item]).get(itemId) ?? 0).toBe(lost);
});

test("units come back to the location the refund names, also one that never shipped the item", () => {
  const places = returnedUnits([place(0, 3)], [refunded(3, line("RETURN", 1, here), line("RETURN", 2, there))]);
  expect(places.map(({ locationId, returned }) => [locationId, returned])).toEqual([
    [here, 1],
    [there, 2],
  ]);
});
