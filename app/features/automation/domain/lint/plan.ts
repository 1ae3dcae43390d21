import type { LocationFacts } from "../facts.ts";
import { KEEP, type Literal } from "./chooser.ts";
import type { Slot, SlotName } from "./slot.ts";

/** What was decided about an order so far: its own slots, and those of its lines and locations. */
export interface Plan {
  readonly order: Slots;
  readonly lines: readonly Slots[];
  readonly locations: readonly PlannedLocation[];
}

export interface PlannedLocation {
  readonly slots: Slots;
  /** The one of the shop that it is. */
  readonly of: LocationFacts | null;
}

/** By the slot's name and the attribute's or metafield's. */
export type Slots = ReadonlyMap<string, Filled>;

/** A slot with all that has to hold of it, and a value for which it does. */
export interface Filled {
  readonly slot: Slot;
  readonly literals: readonly Literal[];
  /** The literals' ids. */
  readonly key: string;
  readonly value: unknown;
}

/** Nothing has to hold of it. */
export const isFree = (slots: Slots, name: SlotName): boolean => !slots.has(name);

/** It is what an ordinary order has there: another value may do as well. */
export function isLoose(slots: Slots, name: SlotName): boolean {
  const filled = slots.get(name);
  return filled === undefined || filled.value === KEEP;
}
