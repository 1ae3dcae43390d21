import type { CompiledCalendar } from "../../core/calendar/compile-calendar.ts";
import { daysAround, type Day } from "../../core/calendar/day.ts";
import { dayAt, handoverAt, isOpen, lastChangeAt, minutesToCutOff, readyAt } from "../../core/calendar/handover.ts";
import { ownDeliveryDay } from "../../core/calendar/own-delivery.ts";
import type { Coordinates } from "../../core/geo.ts";
import type { LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { LocationDelivers } from "../automation/domain/facts.ts";
import { areaCovers, asksPostal, capacityOn, compiledCalendar, type Destination } from "../locations/domain/public.ts";
import { capacityUsed, readLocationSettings, type SetLocation } from "../locations/public.server.ts";
import type { LocationWork, SnapshotLocation } from "./domain/snapshot.ts";

/** How a location works at a moment, for snapshots. */
export interface Worked extends Pick<SnapshotLocation, "kind" | "tags"> {
  readonly work: Omit<LocationWork, "before"> | null;
  /** The day on which a carrier takes what is decided now; null: not within what is planned. */
  readonly handoverDay: Day | null;
  /** The last moment at which it would have been handed over earlier, and on which day; null when it would not. */
  readonly before: { readonly at: number; readonly handoverDay: Day } | null;
  /** Whether one of its areas asks for the postal code. */
  readonly asksPostal: boolean;
  readonly ownTo: (coordinates: Coordinates | null, destination: Destination) => OwnDelivery;
}

/** What the first of a location's areas that covers a destination says; undefined: it cannot be told. */
interface OwnDelivery {
  readonly delivers: LocationDelivers | undefined;
  /** Of an order decided now, and of one decided at `before.at`: the day it arrives where it does so the same or the next day; null: it goes as any other. */
  readonly day: Day | null;
  readonly dayBefore: Day | null;
}

const NOT_BY_ITSELF: OwnDelivery = { delivers: undefined, day: null, dayBefore: null };

function ownDelivery(
  { areas }: SetLocation["settings"],
  calendar: CompiledCalendar,
  at: number,
  before: Worked["before"],
): Worked["ownTo"] {
  return (coordinates, destination) => {
    const area = areas.find((each) => areaCovers(each, coordinates, destination));
    if (area === undefined) {
      const { country, postalCode } = destination;
      const isKnown = areas.length === 0 || (country !== null && (postalCode !== null || !asksPostal(areas)));
      return { ...NOT_BY_ITSELF, delivers: isKnown ? "none" : undefined };
    }
    const { delivers, name } = area;
    // What is sent to an area of its own rounds goes with a carrier all the same.
    const dayOf = (placed: number) =>
      delivers === "local" ? null : ownDeliveryDay(calendar, { delivers, area: name }, placed);
    return { delivers, day: dayOf(at), dayBefore: before === null ? null : dayOf(before.at) };
  };
}

function beforeOf(calendar: CompiledCalendar, at: number): Worked["before"] {
  const since = lastChangeAt(calendar, null, at);
  const handover = since === null ? null : handoverAt(calendar, null, since - 1);
  const handoverDay = handover === null ? null : dayAt(calendar, handover);
  return since === null || handoverDay === null ? null : { at: since - 1, handoverDay };
}

interface Load {
  readonly orders: number;
  readonly units: number;
}

/** Far enough for a handover after the longest holidays. Before: what a decision had to precede to be handed over earlier. */
const [DAYS_BEFORE, DAYS_AFTER] = [8, 30];
const HOUR_MS = 3_600_000;

/** How every location of the shop works now, with what it already has to do today. One that nobody set works as usual, and rules are told nothing of it. */
export async function loadWork(tx: ShopTx, now: Date): Promise<Map<LocationId, Worked>> {
  const locations = await readLocationSettings(tx);
  const at = now.getTime();
  const range = daysAround(at, DAYS_BEFORE, DAYS_AFTER);
  const calendars = new Map(locations.map(({ id, settings }) => [id, compiledCalendar(settings, range)]));
  const limited = locations.filter(({ settings: { capacity } }) =>
    [...capacity.orders, ...capacity.units].some((most) => most !== null),
  );
  const used: ReadonlyMap<LocationId, Load> =
    limited.length === 0
      ? new Map()
      : await capacityUsed(
          tx,
          limited.map((each) => dayOfWork(each, calendars, at)),
        );
  return new Map(
    locations.map((location) => {
      const calendar = calendars.get(location.id);
      return [location.id, calendar ? workOf(location, calendar, used.get(location.id), at) : NOTHING_KNOWN];
    }),
  );
}

export const NOTHING_KNOWN: Worked = {
  ...{ kind: null, tags: [], work: null, handoverDay: null, before: null },
  asksPostal: false,
  ownTo: () => NOT_BY_ITSELF,
};

function workOf(
  { isSet, settings }: SetLocation,
  calendar: CompiledCalendar,
  load: Load | undefined,
  at: number,
): Worked {
  const handover = handoverAt(calendar, null, at);
  const handoverDay = handover === null ? null : dayAt(calendar, handover);
  if (!isSet) return { ...NOTHING_KNOWN, handoverDay };
  const most = capacityOn(settings, dayAt(calendar, at) ?? calendar.range.first);
  const left = (limit: number | null, taken = 0) => (limit === null ? null : Math.max(0, limit - taken));
  const ready = readyAt(calendar, at);
  const before = beforeOf(calendar, at);
  return {
    kind: settings.kind === "other" ? null : settings.kind,
    tags: settings.tags,
    handoverDay,
    before,
    asksPostal: asksPostal(settings.areas),
    ownTo: ownDelivery(settings, calendar, at, before),
    work: {
      timeZone: settings.zone,
      isOpen: isOpen(calendar, at),
      handlingHours: ready === null ? DAYS_AFTER * 24 : Math.round((ready - at) / HOUR_MS),
      handoverAt: handover,
      minutesToCutOff: minutesToCutOff(calendar, null, at),
      ordersLeft: left(most.orders, load?.orders),
      unitsLeft: left(most.units, load?.units),
      handlingMinor: settings.handlingMinor,
    },
  };
}

function dayOfWork({ id }: SetLocation, calendars: ReadonlyMap<LocationId, CompiledCalendar>, at: number) {
  const calendar = calendars.get(id);
  const day = calendar && dayAt(calendar, at);
  const startOf = (each: Day) => new Date(calendar?.dayStarts[each - calendar.range.first] ?? at);
  return day == null
    ? { locationId: id, startsAt: new Date(at), endsAt: new Date(at) }
    : { locationId: id, startsAt: startOf(day), endsAt: startOf(day + 1) };
}
