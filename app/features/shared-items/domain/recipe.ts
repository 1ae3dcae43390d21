import type { InventoryItemId } from "../../../core/ids.ts";

/**
 * - `same`: another listing of the same thing (same SKU or barcode in another product).
 * - `pack`: so many of one item.
 * - `kit`: several items together.
 */
export const KINDS = ["same", "pack", "kit"] as const;
export type Kind = (typeof KINDS)[number];

/** Beyond that it is a slip of the finger. */
const MOST_UNITS = 10_000;
const MOST_PARTS = 50;

/** An item, and how many of it one unit takes. */
export interface Part {
  readonly itemId: InventoryItemId;
  readonly quantity: number;
}

/** What one unit of a shared item takes, by shared item. An item that is not in it stands for itself. */
export type Recipes = ReadonlyMap<InventoryItemId, readonly Part[]>;

/** What is wrong with the parts of a kind; undefined when nothing is. */
export function partsProblem(kind: Kind, itemId: InventoryItemId, parts: readonly Part[]): PartsProblem | undefined {
  if (parts.length === 0) return "noParts";
  if (parts.length > MOST_PARTS) return "manyParts";
  if (kind !== "kit" && parts.length > 1) return "oneOnly";
  if (new Set(parts.map((part) => part.itemId)).size < parts.length) return "twice";
  if (parts.some((part) => part.itemId === itemId)) return "itself";
  const fits = ({ quantity }: Part) =>
    Number.isSafeInteger(quantity) &&
    quantity >= (kind === "pack" ? 2 : 1) &&
    quantity <= (kind === "same" ? 1 : MOST_UNITS);
  return parts.every(fits) ? undefined : "quantity";
}
export type PartsProblem = "noParts" | "manyParts" | "oneOnly" | "twice" | "itself" | "quantity";

/** The way from a shared item back to itself, if its parts led there: [kit, …, kit]. Undefined when there is none. */
export function findCycle(recipes: Recipes, from: InventoryItemId): InventoryItemId[] | undefined {
  const done = new Set<InventoryItemId>();
  const walk = (item: InventoryItemId, path: readonly InventoryItemId[]): InventoryItemId[] | undefined => {
    for (const { itemId } of recipes.get(item) ?? []) {
      if (itemId === from) return [...path, itemId];
      if (done.has(itemId)) continue;
      done.add(itemId);
      const found = walk(itemId, [...path, itemId]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(from, [from]);
}

/** What one unit takes in the end: a kit of packs takes single items. For an item without a recipe: itself. Recipes must be free of cycles. */
export function leavesOf(recipes: Recipes, itemId: InventoryItemId): Map<InventoryItemId, number> {
  const leaves = new Map<InventoryItemId, number>();
  const add = (item: InventoryItemId, units: number) => {
    const parts = recipes.get(item);
    if (!parts) leaves.set(item, (leaves.get(item) ?? 0) + units);
    else for (const part of parts) add(part.itemId, units * part.quantity);
  };
  add(itemId, 1);
  return leaves;
}
