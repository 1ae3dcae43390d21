import type { PersonalFacts } from "../../automation/domain/facts.ts";

/** How often rules of one order may match a change in a day. */
export const MOST_A_DAY = 20;

/** An outage of a long weekend. */
const FRESH_MS = 4 * 86_400_000;

/** Whether an order that is seen for the first time was placed lately. An older one comes from before we were told of orders: it is no news. */
export const isFresh = (placedAt: number, now: number): boolean => now - placedAt < FRESH_MS;

/** What is compared of an order: what Shopify says of it, and what is personal if a rule asks. */
export interface Compared {
  readonly facts: Readonly<Record<"currency" | "order" | "destination" | "lines", unknown>> | undefined;
  readonly personal: PersonalFacts | undefined;
}

/**
 * Whether an order is no longer what it was. Who bought it is not compared: how many orders a customer has changes with each other order. Neither is an
 * order that was not there, nor what was not read before.
 */
export function hasChanged(before: Compared, after: Compared): boolean {
  if (before.facts === undefined || after.facts === undefined) return false;
  return (
    textOf(before) !== textOf(after) ||
    PERSONAL.some((part) => isOther(before.personal?.[part], after.personal?.[part]))
  );
}

const PERSONAL = ["postalCode", "attributes", "metafields", "lineMetafields"] as const;

/** What was not read before is not known to have changed. */
const isOther = (before: unknown, after: unknown): boolean =>
  before != null && after != null && JSON.stringify(before) !== JSON.stringify(after);

/** Facts are built in one place, their properties always in the same order. */
function textOf({ facts }: Compared): string {
  return JSON.stringify([facts?.currency, facts?.order, facts?.destination, facts?.lines]);
}
