import { afterWaiting, type ParcelStage } from "../../delivery/domain/public.ts";
import type { RiskKind } from "./kinds.ts";
import type { Arrival, PartFacts } from "./part-facts.ts";

const DAY_MS = 86_400_000;
/** Carriers keep what could not be delivered for some days and then send it back; the first two are when a call still helps. */
const ATTEMPT_DAYS = 2;
/** Who hears nothing of a broken or lost parcel for longer than a day writes a review. */
const EXCEPTION_DAYS = 1;
/** How far ahead and how finely the moment is looked for at which a prediction passes the promise. */
const STEPS = 64;

/** Something that may go wrong, or has. */
export interface Risk {
  readonly kind: RiskKind;
  /** By when somebody has to act for it to help. */
  readonly deadline: Date;
  readonly evidence: Evidence;
}

/** What shows a risk: moments in ISO 8601, codes. The texts are made of it. */
export interface Evidence {
  /** When its line was crossed, or is expected to be. */
  readonly at: string;
  readonly stage?: ParcelStage;
  readonly lastScanAt?: string;
  readonly predicted?: string;
  readonly promised?: string;
}

/**
 * What may go wrong with a part of an order by now. Pure: the same facts give the same risks; with the same facts a later `now` never takes one back; and
 * each ends with the fact that ends it (picked, scanned, delivered, collected, settled, over), however late it is.
 */
export function risksOf(facts: PartFacts, now: Date): Risk[] {
  return DETECTORS.flatMap(([kind, detect]) => {
    const line = detect(facts, now);
    return line !== null && line.at <= now ? [{ kind, deadline: line.deadline, evidence: evidenceOf(line) }] : [];
  });
}

/** The next instant after `now` at which another risk may be there without anything happening; null when there is none. */
export function nextLineAfter(facts: PartFacts, now: Date): Date | null {
  const lines = DETECTORS.flatMap(([, detect]) => detect(facts, now)?.at ?? []).filter((at) => at > now);
  const crossing = facts.over ? null : predictionCrosses(facts, now);
  const all = [...lines, ...(crossing ? [crossing] : [])];
  return all.length === 0 ? null : new Date(Math.min(...all.map((at) => at.getTime())));
}

interface Line extends Omit<Evidence, "at"> {
  readonly at: Date;
  readonly deadline: Date;
}

const evidenceOf = ({ at, deadline: _, ...rest }: Line): Evidence => ({ at: at.toISOString(), ...rest });
const later = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS);
const unlessOver = (detect: (facts: PartFacts, now: Date) => Line | null) => (facts: PartFacts, now: Date) =>
  facts.over ? null : detect(facts, now);

/** Each says where its line is, which may be in the future; null: there is none. */
const DETECTORS: readonly (readonly [RiskKind, (facts: PartFacts, now: Date) => Line | null])[] = [
  ["unpicked", unlessOver(({ toShip }) => toShip && { at: toShip.cutOff, deadline: toShip.nextCutOff })],
  ["unscanned", unlessOver(unscanned)],
  ["silent", unlessOver(silent)],
  ["pastPromise", unlessOver(pastPromise)],
  ["attempted", unlessOver(({ parcel }) => (parcel?.stage === "attempted" ? scanned(parcel, ATTEMPT_DAYS) : null))],
  [
    "exception",
    unlessOver(({ parcel }) => (parcel && GONE.has(parcel.stage) ? scanned(parcel, EXCEPTION_DAYS) : null)),
  ],
  ["disputed", ({ dispute }) => dispute && { at: dispute.at, deadline: dispute.answerBy }],
  ["pickupOverdue", unlessOver(pickupOverdue)],
];

const GONE: ReadonlySet<ParcelStage> = new Set<ParcelStage>(["exception", "lost", "returned"]);
type Parcel = NonNullable<PartFacts["parcel"]>;

function scanned({ stage, lastScanAt }: Parcel, days: number): Line | null {
  return lastScanAt && { at: lastScanAt, deadline: later(lastScanAt, days), stage };
}

function unscanned({ parcel, promisedBy }: PartFacts): Line | null {
  if (parcel?.stage !== "labelled") return null;
  const { firstScanBy } = parcel;
  return { at: firstScanBy, deadline: latest(firstScanBy, promisedBy), stage: parcel.stage };
}

function silent({ parcel, promisedBy }: PartFacts): Line | null {
  if (!parcel?.silentAt || !parcel.lastScanAt || GONE.has(parcel.stage)) return null;
  const { silentAt: at, stage, lastScanAt } = parcel;
  return { at, deadline: latest(at, promisedBy), stage, lastScanAt: lastScanAt.toISOString() };
}

const latest = (at: Date, other: Date | null) => (other && other > at ? other : at);

/** At once when it is predicted to come too late, else when the day is over. Its deadline is the promise: until then the shopper can be told. */
function pastPromise({ promisedBy, arrival, parcel, toShip }: PartFacts, now: Date): Line | null {
  if (promisedBy === null || (parcel === null && toShip === null && arrival === null)) return null;
  const predicted = arrival && predictedAt(arrival, now);
  const crosses = comesTooLate({ promisedBy, arrival, parcel }, now);
  return {
    at: crosses && now < promisedBy ? now : promisedBy,
    deadline: promisedBy,
    promised: promisedBy.toISOString(),
    ...(predicted && { predicted: predicted.toISOString() }),
  };
}

/** Carriers leave the date of a parcel that is broken or on its way back as it was. */
function comesTooLate(
  { promisedBy, arrival, parcel }: Pick<PartFacts, "promisedBy" | "arrival" | "parcel">,
  now: Date,
) {
  if (promisedBy === null) return false;
  return (parcel !== null && GONE.has(parcel.stage)) || (arrival !== null && predictedAt(arrival, now) > promisedBy);
}

function pickupOverdue({ pickup }: PartFacts): Line | null {
  const at = pickup?.collectBy ?? pickup?.readyBy ?? null;
  return at && { at, deadline: later(at, 1) };
}

/** When it will probably be there, by what is known and that it is not there yet. */
function predictedAt(arrival: Arrival, now: Date): Date {
  if (arrival.by === "carrier") return arrival.at > now ? arrival.at : now;
  const { begins } = arrival;
  return later(begins, afterWaiting(arrival, (now.getTime() - begins.getTime()) / DAY_MS).p50);
}

/** A parcel that waits is predicted ever later: the first of some moments before the promise at which that is too late. */
function predictionCrosses(facts: PartFacts, now: Date): Date | null {
  const { arrival, promisedBy } = facts;
  if (!arrival || !promisedBy || promisedBy <= now || comesTooLate(facts, now)) return null;
  const step = (promisedBy.getTime() - now.getTime()) / STEPS;
  let [low, high] = [0, STEPS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (predictedAt(arrival, new Date(now.getTime() + middle * step)) > promisedBy) high = middle;
    else low = middle;
  }
  return new Date(Math.ceil(now.getTime() + high * step));
}
