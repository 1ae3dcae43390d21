import type { LocationId, ProductId } from "../../../../core/ids.ts";
import type { OrderFacts } from "../facts.ts";
import { KEEP } from "./chooser.ts";
import { draftLine, draftLocation, draftOrder, moved, type DraftLine, type DraftOrder } from "./draft.ts";
import { harmonise, isPlausible } from "./plausible.ts";
import { isFree, type Filled, type Plan, type Slots } from "./plan.ts";
import type { LintShop } from "./shop.ts";
import { place, type Draft, type SlotName } from "./slot.ts";
import { settleTotals } from "./totals.ts";
import { accepts } from "./want.ts";

/** Slots that follow from several parts of an order, and those that are looked after by themselves. */
const LATER: ReadonlySet<SlotName> = new Set<SlotName>([
  "at",
  "location.wall",
  "order.units",
  "order.lineCount",
  "order.weight",
  "destination.nearestLocation",
  "location.isSameCountry",
  "location.distanceRank",
  "location.isNearestOfKind",
]);

/**
 * The order of a plan: ordinary where nothing was decided. Null when its parts do not go together, which does not mean that no order is like
 * that: who asks has the rules look at it, and whether they agree is what counts.
 */
export function assemble(plan: Plan, shop: LintShop): OrderFacts | null {
  const facts = draftOrder(shop);
  const spare: Draft = { facts, line: draftLine(), location: draftLocation(), isOfShop: false };
  fill(plan.order, spare);
  moveTo(timeOf(plan), plan.order, facts, shop);
  for (const [index, slots] of plan.lines.entries()) {
    const line: DraftLine = { ...draftLine(), sku: `SKU-${index + 1}`, product: String(index + 1) as ProductId };
    fill(slots, { ...spare, line });
    facts.lines.push(line);
  }
  settleTotals(plan, facts, shop);
  addLocations(plan, spare);
  harmonise(plan, facts);
  return isPlausible(facts) ? facts : null;
}

function fill(slots: Slots, draft: Draft): void {
  for (const { slot, value } of slots.values()) {
    if (value !== KEEP && !LATER.has(slot.name)) place(slot, value, draft);
  }
}

/** What time it is: what the order's own questions want, else what the first location's wall should show. */
function timeOf({ order, locations }: Plan): unknown {
  const walls = locations.flatMap(({ slots }) => slots.get("location.wall") ?? []);
  return [order.get("at"), ...walls].find((filled) => typeof filled?.value === "number")?.value;
}

/** Lets the order happen at another time. What rules say by the distance from now moves along, fixed moments do not. */
function moveTo(at: unknown, slots: Slots, facts: DraftOrder, shop: LintShop): void {
  const { placedAt, promisedAt } = facts.order;
  const isPlacedFixed = isFixed(slots, "order.placedAt");
  if (typeof at === "number") facts.at = at;
  else if (isPlacedFixed && placedAt !== null && placedAt > shop.at) facts.at = placedAt + HOUR_MS;
  moved(facts.order, facts.at - shop.at);
  if (isPlacedFixed) facts.order.placedAt = placedAt;
  if (isFixed(slots, "order.promisedAt")) facts.order.promisedAt = promisedAt;
}
const HOUR_MS = 3_600_000;

const isFixed = (slots: Slots, name: SlotName): boolean =>
  slots.get(name)?.literals.some(({ question: { leaf } }) => typeof leaf.value === "string") ?? false;

function addLocations(plan: Plan, spare: Draft): void {
  const { facts } = spare;
  const drafts = plan.locations.map(({ slots, of }, index): Draft => {
    const location = of === null ? { ...draftLocation(), id: String(index + 1) as LocationId } : { ...of };
    fill(slots, { ...spare, location });
    facts.locations.push(location);
    return { ...spare, location, isOfShop: of !== null || !isFree(slots, "location.country") };
  });
  const [first] = facts.locations;
  const isAnyAssigned = facts.locations.some(({ isAssigned }) => isAssigned);
  if (first && !isAnyAssigned && isFree(plan.locations[0]?.slots ?? new Map(), "location.isAssigned")) {
    first.isAssigned = true;
  }
  for (const [index, draft] of drafts.entries()) {
    const { slots, of } = plan.locations[index] ?? {};
    for (const { slot, value } of slots?.values() ?? []) {
      if (value !== KEEP && LATER.has(slot.name) && slot.name !== "location.wall") place(slot, value, draft);
    }
    const wall = of === null ? slots?.get("location.wall") : undefined;
    if (wall !== undefined) setZone(wall, draft);
  }
  const nearest = plan.order.get("destination.nearestLocation");
  if (nearest !== undefined && nearest.value !== KEEP) placeNearest(nearest.value as number | null, plan, facts);
}

/** Zones around the world, the shop's own first. */
const ZONES = [
  null,
  "UTC",
  "America/New_York",
  "America/Los_Angeles",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Pacific/Auckland",
];

/** A zone in which the wall shows what it should at the time it is. */
function setZone({ literals }: Filled, { facts, location }: Draft): void {
  for (const zone of ZONES) {
    location.timeZone = zone;
    if (literals.every(({ question, want }) => accepts(want, question.compiled.judge(location, facts)))) return;
  }
}

function placeNearest(distance: number | null, plan: Plan, { locations }: DraftOrder): void {
  for (const [index, location] of locations.entries()) {
    const { slots } = plan.locations[index] ?? {};
    if (slots === undefined || isFree(slots, "location.distance")) location.distance = distance;
  }
}
