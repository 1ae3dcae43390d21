import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { LEDGER_STATES, type LedgerState, type Units } from "../../../core/stock-states.ts";

/** One number that Shopify changed for a write of ours. */
export interface NamedChange {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  /** A quantity name of Shopify's. */
  readonly name: string;
  readonly delta: number;
}

/** How one level changed; stored with the write's outcome. */
export type LevelChange = {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly units: Units;
};

/** The changes of an adjustment group by level. `on_hand` is the sum of the others, so it says nothing new. */
export function byLevel(changes: readonly NamedChange[]): LevelChange[] {
  const levels = Map.groupBy(changes, ({ itemId, locationId }) => `${itemId} ${locationId}`);
  return [...levels.values()].flatMap((of) => {
    const [first] = of;
    const units: Partial<Record<LedgerState, number>> = {};
    for (const { name, delta } of of) if (isLedgerState(name) && delta !== 0) units[name] = (units[name] ?? 0) + delta;
    if (!first || Object.keys(units).length === 0) return [];
    return [{ itemId: first.itemId, locationId: first.locationId, units }];
  });
}

const isLedgerState = (name: string): name is LedgerState => LEDGER_STATES.some((state) => state === name);

/** The place in the input that an error's field names: `["input", "changes", "3", …]` → 3; undefined for the whole. */
export function indexOf(field: readonly string[] | null | undefined): number | undefined {
  const digits = field?.[2];
  return digits !== undefined && /^[0-9]{1,4}$/.test(digits) ? Number(digits) : undefined;
}
