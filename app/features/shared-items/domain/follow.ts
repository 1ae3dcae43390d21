import type { InventoryItemId } from "../../../core/ids.ts";

/** One item at one location, as the mirror, the stock ledger and our own book have it. */
export interface SharedStock {
  readonly itemId: InventoryItemId;
  readonly tracked: boolean;
  /** Stocked at this location. */
  readonly active: boolean;
  readonly available: number;
  readonly safetyStock: number;
  /** The same as the ledger explains them. */
  readonly explained: { readonly available: number; readonly safetyStock: number };
  /** Shared items: units that came (negative: left) by documents that are not ours, since they were last carried to the components. */
  readonly came: number;
  /** Components: units that still have to be written to them. */
  readonly owed: number;
  /** `open`: a write of ours is under way. `last`: what the last one that was done was decided from. `refused`: what must not be tried again. */
  readonly write: { readonly status: "open" | "done" | "refused" | "none"; readonly from: number | null };
}

export interface LevelWrite {
  readonly itemId: InventoryItemId;
  readonly from: number;
  readonly by: number;
  /** The shared item it is for. */
  readonly for: InventoryItemId;
}

export interface Followed {
  /** What each component is owed from now on, for those that changed, and by which shared item. */
  readonly owed: ReadonlyMap<InventoryItemId, { readonly units: number; readonly for: InventoryItemId }>;
  readonly writes: readonly LevelWrite[];
}

/** What each shared item takes in the end, by shared item. */
export type Leaves = ReadonlyMap<InventoryItemId, ReadonlyMap<InventoryItemId, number>>;

/**
 * What follows at one location from what happened to shared items and their components there. Units that came or left a shared item are owed to its
 * components, once; each shared item is then set to what the components allow. It falls at once, and rises only when all its own changes are
 * explained: otherwise a sale that is seen but not yet explained would be filled up again.
 */
export function follow(stocks: ReadonlyMap<InventoryItemId, SharedStock>, leaves: Leaves): Followed {
  const owed = new Map<InventoryItemId, { units: number; for: InventoryItemId }>();
  const owedTo = (stock: SharedStock) => owed.get(stock.itemId)?.units ?? stock.owed;
  for (const [itemId, parts] of leaves) {
    const came = stocks.get(itemId)?.came ?? 0;
    if (came === 0) continue;
    for (const [part, quantity] of parts) {
      const stock = stocks.get(part);
      if (stock && isStocked(stock)) owed.set(part, { units: owedTo(stock) + came * quantity, for: itemId });
    }
  }
  const writes: LevelWrite[] = [];
  for (const stock of stocks.values()) {
    const units = owedTo(stock);
    if (units === 0 || leaves.has(stock.itemId) || !mayWrite(stock)) continue;
    writes.push({
      itemId: stock.itemId,
      from: stock.available,
      by: units,
      for: owed.get(stock.itemId)?.for ?? stock.itemId,
    });
  }
  for (const [itemId, parts] of leaves) {
    const stock = stocks.get(itemId);
    if (!stock || !mayWrite(stock)) continue;
    const components = [...parts.keys()].flatMap((part) => stocks.get(part) ?? []);
    if (components.some((component) => !isSettled(component))) continue;
    const limit = limitOf(stocks, parts, owedTo);
    if (limit === null) continue;
    const by = shown(limit, stock.safetyStock) - stock.available;
    if (by < 0 || (by > 0 && isExplained(stock))) writes.push({ itemId, from: stock.available, by, for: itemId });
  }
  return { owed, writes };
}

/** Units that the components allow; null when nothing limits them. A component that is not stocked here has none, an untracked one has no end. */
export function limitOf(
  stocks: ReadonlyMap<InventoryItemId, SharedStock>,
  parts: ReadonlyMap<InventoryItemId, number>,
  owedTo: (stock: SharedStock) => number = ({ owed }) => owed,
): number | null {
  const limits = [...parts].flatMap(([part, quantity]) => {
    const stock = stocks.get(part);
    if (!stock) return [0];
    if (!stock.tracked) return [];
    const units = stock.active ? stock.available + owedTo(stock) : 0;
    return [Math.floor(units / quantity)];
  });
  return limits.length === 0 ? null : Math.min(...limits);
}

/**
 * What a shared item shows of what its components allow: units that wait behind a buffer are not for sale, and with them it has as many as are there. Below
 * nothing when more waits than there is: then the buffer gives back (buffers/domain/decide.ts). Were it nothing, the buffer would find units of ours to
 * give back that are not there, and put them up for sale; what one of us gave the other took, a hundred times (app/stock.property.test.ts).
 */
export const shown = (limit: number, safetyStock: number): number => limit - Math.max(0, safetyStock);

const isStocked = ({ tracked, active }: SharedStock): boolean => tracked && active;

/** Everything of it is explained. What waits behind a buffer is still there. */
const isExplained = ({ available, safetyStock, explained }: SharedStock): boolean =>
  available + safetyStock === explained.available + explained.safetyStock;

/** The level does not show yet what we wrote to it: it is being read. */
const isUnshown = (stock: SharedStock): boolean =>
  stock.write.status === "done" &&
  stock.write.from === stock.available &&
  stock.available !== stock.explained.available;

const isSettled = (stock: SharedStock): boolean => stock.write.status !== "open" && !isUnshown(stock);

const mayWrite = (stock: SharedStock): boolean =>
  isStocked(stock) && isSettled(stock) && !(stock.write.status === "refused" && stock.write.from === stock.available);
