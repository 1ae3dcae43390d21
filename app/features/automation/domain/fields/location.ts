import { localMinute } from "../../../../core/local-time.ts";
import { LOCATION_DELIVERS, LOCATION_KINDS, type LocationFacts, type OrderFacts } from "../facts.ts";
import { ofLocation } from "./field.ts";
import { weekdayIn, WEEKDAYS } from "./time.ts";

/** 1: no candidate that passes is closer. Candidates of unknown distance do not count. */
function rankOf({ distance }: LocationFacts, among: readonly LocationFacts[]): number | null {
  if (distance === null) return null;
  let rank = 1;
  for (const other of among) if (other.distance !== null && other.distance < distance) rank++;
  return rank;
}

function isNearestOfKind(location: LocationFacts, { locations }: OrderFacts): boolean | null {
  const { kind, distance } = location;
  if (kind === null || distance === null) return null;
  return !locations.some((other) => other.kind === kind && other.distance !== null && other.distance < distance);
}

const zoneOf = ({ timeZone }: LocationFacts, facts: OrderFacts): string => timeZone ?? facts.timeZone;

export const LOCATION_FIELDS = {
  "location.location": ofLocation("choice", ({ id }) => id, { list: "locations", always: true }),
  "location.kind": ofLocation("choice", ({ kind }) => kind, { choices: LOCATION_KINDS }),
  "location.tags": ofLocation("set", ({ tags }) => tags, { list: "locationTags" }),
  "location.country": ofLocation("choice", ({ country }) => country, { list: "countries" }),
  "location.province": ofLocation("choice", ({ province }) => province, { list: "provinces" }),
  "location.isSameCountry": ofLocation("yesNo", ({ country }, { destination }) =>
    country === null || destination.country === null ? null : country === destination.country,
  ),
  "location.distance": ofLocation("distance", ({ distance }) => distance),
  "location.distanceRank": ofLocation("whole", (location, { locations }) => rankOf(location, locations)),
  "location.isNearestOfKind": ofLocation("yesNo", isNearestOfKind),
  "location.hasAll": ofLocation("yesNo", ({ share }) => (share === null ? null : share >= 100)),
  "location.share": ofLocation("percent", ({ share }) => share),
  "location.unitsLeft": ofLocation("whole", ({ unitsLeft }) => unitsLeft),
  "location.isOpen": ofLocation("yesNo", ({ isOpen }) => isOpen),
  "location.minutesToCutOff": ofLocation("minutes", ({ minutesToCutOff }) => minutesToCutOff),
  "location.ordersLeft": ofLocation("whole", ({ ordersLeft }) => ordersLeft),
  "location.unitsCapacityLeft": ofLocation("whole", ({ unitsCapacityLeft }) => unitsCapacityLeft),
  "location.handlingHours": ofLocation("hours", ({ handlingHours }) => handlingHours),
  "location.delivers": ofLocation("choice", ({ delivers }) => delivers, { choices: LOCATION_DELIVERS }),
  "location.isAssigned": ofLocation("yesNo", ({ isAssigned }) => isAssigned, { always: true }),
  "location.reliability": ofLocation("percent", ({ reliability }) => reliability),
  "location.timeOfDay": ofLocation("timeOfDay", (location, facts) => localMinute(zoneOf(location, facts), facts.at), {
    always: true,
  }),
  "location.weekday": ofLocation("choice", (location, facts) => weekdayIn(zoneOf(location, facts), facts.at), {
    choices: WEEKDAYS,
    always: true,
  }),
};
