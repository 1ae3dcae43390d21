import { expect, test } from "vitest";
import { parseId, type InventoryItemId } from "../../../core/ids.ts";
import { follow, type SharedStock } from "./follow.ts";

const [single, pack] = ["1", "2"].map((id) => parseId<InventoryItemId>(id)) as [InventoryItemId, InventoryItemId];
const LEAVES = new Map([[pack, new Map([[single, 6]])]]);
const stock = (itemId: InventoryItemId, available: number, change: Partial<SharedStock> = {}): SharedStock => ({
  itemId,
  tracked: true,
  active: true,
  available,
  safetyStock: 0,
  explained: { available, safetyStock: 0 },
  came: 0,
  owed: 0,
  write: { status: "none", from: null },
  ...change,
});
const followed = (...stocks: SharedStock[]) => follow(new Map(stocks.map((each) => [each.itemId, each])), LEAVES);

test("a sale of a pack takes six singles, and the pack stays as it is", () => {
  expect(followed(stock(single, 30), stock(pack, 4, { came: -1 }))).toEqual({
    owed: new Map([[single, { units: -6, for: pack }]]),
    writes: [{ itemId: single, from: 30, by: -6, for: pack }],
  });
});

test.each([
  ["a pack is what its singles allow, rounded down", stock(single, 23), stock(pack, 0), 3],
  [
    "units of the pack behind a buffer are not for sale",
    stock(single, 23),
    stock(pack, 0, { safetyStock: 2, explained: { available: 0, safetyStock: 2 } }),
    1,
  ],
  ["singles that are not stocked here are none", stock(single, 23, { active: false }), stock(pack, 3), -3],
  [
    "a change of the pack that is not explained yet is not filled up",
    stock(single, 30),
    stock(pack, 4, { explained: { available: 5, safetyStock: 0 } }),
    null,
  ],
  [
    "units nobody explains are taken off at once",
    stock(single, 12),
    stock(pack, 50, { explained: { available: 2, safetyStock: 0 } }),
    -48,
  ],
  ["untracked singles limit nothing", stock(single, 0, { tracked: false }), stock(pack, 4), null],
  ["nothing is written to a pack that is not stocked here", stock(single, 30), stock(pack, 0, { active: false }), null],
  ["or not tracked", stock(single, 30), stock(pack, 0, { tracked: false }), null],
  [
    "a pack rests while the singles are being written",
    stock(single, 30, { write: { status: "open", from: 24 } }),
    stock(pack, 4),
    null,
  ],
  [
    "and until they show what was written",
    stock(single, 24, { write: { status: "done", from: 24 }, explained: { available: 30, safetyStock: 0 } }),
    stock(pack, 5),
    null,
  ],
  [
    "what was refused is not tried again from the same number",
    stock(single, 30),
    stock(pack, 4, { write: { status: "refused", from: 4 } }),
    null,
  ],
])("%s", (_, ofSingle, ofPack, by) => {
  const { writes } = followed(ofSingle, ofPack);
  expect(writes).toEqual(by === null ? [] : [{ itemId: pack, from: ofPack.available, by, for: pack }]);
});
