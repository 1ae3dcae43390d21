import type { LineItemId } from "../../../core/ids.ts";
import type { Directives } from "../../automation/domain/directives.ts";
import { decideBy, type Decision } from "./decide.ts";
import { latenessMinor } from "./price.ts";
import { shortfallsOf } from "./plan.ts";
import type { RoutingSnapshot, SnapshotLocation } from "./snapshot.ts";

/**
 * The smallest single change that would have made a location the choice. `units`: so many more of one line's item there. `minutes`: decided so much earlier,
 * before its last cut-off. `perParcel`: so much cheaper a parcel from there. Each was tried: with it, the same decision comes out with that location.
 */
export type Flip =
  | { readonly by: "units"; readonly lineItemId: LineItemId; readonly units: number }
  | { readonly by: "minutes"; readonly minutes: number }
  | { readonly by: "perParcel"; readonly minor: number };

const BUDGET = 400_000;

/** Looks for it in this order: what staff can count, what the clock did, what can be negotiated. Null: no single one of these is enough. */
export function flipOf(
  snapshot: RoutingSnapshot,
  directives: Directives | null,
  decision: Decision,
  location: SnapshotLocation,
): Flip | null {
  const ships = (changed: RoutingSnapshot) => isChosen(decideBy(changed, directives, BUDGET), location);
  return (
    moreUnits(snapshot, location, ships) ??
    earlier(snapshot, location, ships) ??
    cheaper(snapshot, decision, location, ships)
  );
}

const isChosen = (decision: Decision, { id }: SnapshotLocation): boolean =>
  "plan" in decision && decision.plan.parts.some((part) => part.locationId === id);

type Ships = (changed: RoutingSnapshot) => boolean;

/** Only when one item is all that it lacks: two counts are two changes. */
function moreUnits(snapshot: RoutingSnapshot, { id }: SnapshotLocation, ships: Ships): Flip | null {
  const [short, another] = shortfallsOf(snapshot, [id]);
  if (short === undefined || another !== undefined) return null;
  const itemId = snapshot.fulfillmentOrder.lines.find(({ lineId }) => lineId === short.lineId)?.itemId ?? null;
  if (itemId === null) return null;
  const units = short.short;
  const stock = snapshot.stock.map((item) => {
    if (item.itemId !== itemId) return item;
    const level = item.levels.find(({ locationId }) => locationId === id);
    const there = { locationId: id, available: 0, claimed: 0, perDay: null, ...level };
    const more = { ...there, available: Math.max(there.available, there.claimed) + units };
    return { ...item, levels: [...item.levels.filter(({ locationId }) => locationId !== id), more] };
  });
  return ships({ ...snapshot, stock }) ? { by: "units", lineItemId: short.lineItemId, units } : null;
}

/** What its parcel costs for being late would have been less before the cut-off. */
function earlier(snapshot: RoutingSnapshot, location: SnapshotLocation, ships: Ships): Flip | null {
  const before = location.work?.before;
  if (before == null || latenessMinor(snapshot, location) === 0) return null;
  const minutes = Math.ceil((snapshot.at - before.at) / 60_000);
  return ships(withLocation(snapshot, { ...location, arrivals: before.arrivals })) ? { by: "minutes", minutes } : null;
}

/** The price gap, in whole minor units: the smallest by halving. */
function cheaper(snapshot: RoutingSnapshot, decision: Decision, location: SnapshotLocation, ships: Ships): Flip | null {
  if (!("plan" in decision)) return null;
  const { costModel } = snapshot;
  const handling = location.work?.handlingMinor ?? costModel.handlingMinor;
  const with_ = (minor: number) =>
    withLocation(snapshot, { ...location, work: { ...(location.work ?? NO_WORK), handlingMinor: handling - minor } });
  let [low, high] = [0, handling + costModel.postageMinor];
  if (!ships(with_(high))) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (ships(with_(middle))) high = middle;
    else low = middle;
  }
  return { by: "perParcel", minor: high };
}

const NO_WORK: NonNullable<SnapshotLocation["work"]> = {
  timeZone: "UTC",
  isOpen: true,
  handlingHours: 0,
  handoverAt: null,
  before: null,
  minutesToCutOff: null,
  ordersLeft: null,
  unitsLeft: null,
  handlingMinor: null,
};

function withLocation(snapshot: RoutingSnapshot, changed: SnapshotLocation): RoutingSnapshot {
  return { ...snapshot, locations: snapshot.locations.map((each) => (each.id === changed.id ? changed : each)) };
}
