import type { InventoryItemId } from "../../../core/ids.ts";

export const CLASSES = ["A", "B", "C"] as const;
export type AbcClass = (typeof CLASSES)[number];

/** What was sold of an item, at cost. */
export interface SoldValue {
  readonly itemId: InventoryItemId;
  readonly value: number;
}

/** A: the items that make 80 % of the value; B: the next 15 %; C: the rest, with all that sold nothing or has no cost. */
const SHARES = [0.8, 0.95] as const;

/**
 * Classes by value sold, the most valuable first (equal ones by their number, so that the same items always get the same class). The item that
 * crosses a border belongs to the class above it.
 */
export function classify(sold: readonly SoldValue[]): Map<InventoryItemId, AbcClass> {
  const total = sold.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const sorted = sold.toSorted((a, b) => b.value - a.value || (BigInt(a.itemId) < BigInt(b.itemId) ? -1 : 1));
  const classes = new Map<InventoryItemId, AbcClass>();
  let before = 0;
  for (const { itemId, value } of sorted) {
    const share = total === 0 ? 1 : before / total;
    classes.set(itemId, value <= 0 ? "C" : share < SHARES[0] ? "A" : share < SHARES[1] ? "B" : "C");
    before += Math.max(0, value);
  }
  return classes;
}
