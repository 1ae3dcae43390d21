/** Where a parcel will be when: decided once, when its label is made, from a seed. Pure. */
import type { Knobs, Place, Service } from "./contract.ts";
import { UNDOCUMENTED_CODE, type ScanCode } from "./codes.ts";
import { draw } from "./seeded-draw.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Labels made before this hour (UTC) leave the same working day, at 17:00–17:45. */
const PICKUP_CUT_OFF_HOUR = 16;
const PICKUP_HOUR = 17;
/** The end of a delivery day: a date the carrier quotes means "by 20:00 UTC". */
const DAY_END_HOUR = 20;
const LOST_AFTER = 14 * DAY;

export interface Scan {
  code: ScanCode;
  at: Date;
  place: Place | null;
}

export interface Journey {
  /** Oldest first. The first is the label's own. */
  scans: readonly Scan[];
  /** When the van takes the parcel, scanned or not: until then the label can be voided. */
  collectedAt: Date;
  /** The date quoted with the label. */
  quotedAt: Date;
  /** Later dates the carrier gave, and from when on, oldest first. */
  revisions: readonly { from: Date; expectedAt: Date }[];
}

export interface JourneyInput {
  seed: string;
  service: Service;
  from: Place;
  to: Place;
  labelAt: Date;
  knobs: Knobs;
}

/** Midnight (UTC) of the n-th working day after `at`'s day; n = 0 is that day itself. */
function workingDay(at: Date, n: number): number {
  let day = Math.floor(at.getTime() / DAY) * DAY;
  for (let left = n; left > 0;) {
    day += DAY;
    if (!isWeekend(day)) left -= 1;
  }
  return day;
}

function isWeekend(dayMs: number): boolean {
  const weekday = new Date(dayMs).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Working days from pick-up to delivery. Fixed per lane (two cities and a service), so that lanes can be learnt. */
export function transitDays(service: Service, from: Place, to: Place): number {
  const abroad = from.countryCode !== to.countryCode;
  if (service === "express") return abroad ? 2 : 1;
  const far = draw("lane", from.countryCode, from.city.toLowerCase(), to.countryCode, to.city.toLowerCase());
  return abroad ? 3 + Math.floor(far * 3) : 2 + Math.floor(far * 2);
}

/** Plans the whole journey of one parcel. The same input gives the same journey; raising one knob changes no other parcel. */
export function planJourney({ seed, service, from, to, labelAt, knobs }: JourneyInput): Journey {
  const chance = (name: string) => draw(seed, name);
  const between = (name: string, low: number, high: number) => low + Math.floor(chance(name) * (high - low));

  const tooLate = isWeekend(workingDay(labelAt, 0)) || labelAt.getUTCHours() >= PICKUP_CUT_OFF_HOUR;
  const pickupDay = workingDay(labelAt, tooLate ? 1 : 0);
  const collectedAt = new Date(pickupDay + PICKUP_HOUR * HOUR + between("pickup", 0, 45 * MINUTE));
  const hubIn = collectedAt.getTime() + 4 * HOUR + between("hub", 0, HOUR);
  const hubOut = hubIn + 90 * MINUTE;

  const days = transitDays(service, from, to);
  const delayDays = chance("delayed") < knobs.delayed ? 1 + Math.floor(chance("delay days") * 3) : 0;
  const quotedAt = new Date(workingDay(collectedAt, days) + DAY_END_HOUR * HOUR);
  const deliveryDay = (late: number) => workingDay(collectedAt, days + delayDays + late);

  const scans: Scan[] = [{ code: "000", at: labelAt, place: null }];
  const scan = (code: ScanCode, atMs: number, place: Place) => void scans.push({ code, at: new Date(atMs), place });
  const revisions: { from: Date; expectedAt: Date }[] = [];
  const revise = (fromMs: number, late: number) =>
    void revisions.push({ from: new Date(fromMs), expectedAt: new Date(deliveryDay(late) + DAY_END_HOUR * HOUR) });
  const journey: Journey = { scans, collectedAt, quotedAt, revisions };

  scan("110", collectedAt.getTime(), from);
  scan("210", hubIn, from);
  if (chance("lost") < knobs.lost) {
    scan("699", hubIn + LOST_AFTER, from);
    return journey;
  }
  scan("220", hubOut, from);
  if (delayDays > 0) {
    scan("620", hubOut + 6 * HOUR, from);
    revise(hubOut + 6 * HOUR, 0);
  }
  for (let day = 1; day < days; day += 1) {
    scan(
      "210",
      workingDay(collectedAt, day + delayDays) + 14 * HOUR + between(`transit ${String(day)}`, 0, 2 * HOUR),
      to,
    );
  }
  if (chance("undocumented") < knobs.undocumented) scan(UNDOCUMENTED_CODE, deliveryDay(0) + 4 * HOUR, to);
  scan("310", deliveryDay(0) + 5 * HOUR + between("depot", 0, HOUR), to);
  if (chance("damaged") < knobs.damaged) {
    scan("640", deliveryDay(0) + 7 * HOUR, to);
    scan("690", deliveryDay(1) + 9 * HOUR, to);
    return journey;
  }
  const attempts = chance("attempted") < knobs.attempted ? 2 : 1;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const day = deliveryDay(attempt);
    scan("400", day + 8 * HOUR + between(`van ${String(attempt)}`, 0, 30 * MINUTE), to);
    const doorAt = day + 9 * HOUR + between(`door ${String(attempt)}`, 0, 9 * HOUR);
    if (attempt < attempts - 1) {
      scan("451", doorAt, to);
      revise(doorAt, attempt + 1);
    } else scan("500", doorAt, to);
  }
  if (chance("silent") < knobs.silent) {
    const seen = scans.filter(({ code }) => code === "000" || code === "500");
    return { scans: seen, collectedAt, quotedAt, revisions: [] };
  }
  return journey;
}
