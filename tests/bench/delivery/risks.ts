/**
 * Precision and recall of the risks on faults that are put into parcels on purpose: the stand-in carrier's journeys with some of its knobs turned, looked at
 * when something happens and when the product's own detection says that a line may be crossed. Pure and seeded: the same figures on every machine.
 */
import { RISK_KINDS, type RiskKind } from "../../../app/features/risks/domain/kinds.ts";
import type { PartFacts } from "../../../app/features/risks/domain/part-facts.ts";
import { nextLineAfter, risksOf } from "../../../app/features/risks/domain/risks-of.ts";
import { readScans, type Scan } from "../../../app/features/delivery/domain/parcel-stage.ts";
import { factsOf } from "../../../app/features/delivery/domain/eta/facts-of.ts";
import { learnEta } from "../../../app/features/delivery/domain/eta/learn.ts";
import type { EtaModel } from "../../../app/features/delivery/domain/eta/model.ts";
import { predictEta } from "../../../app/features/delivery/domain/eta/predict.ts";
import { afterWorkingMs, silentFrom, usualSilence, workingMs } from "../../../app/features/delivery/domain/silence.ts";
import { stageOfCode } from "../../../app/features/carriers/stand-in/codes.ts";
import { DEFAULT_KNOBS, type Knobs } from "../../devshop/carrier/contract.ts";
import { planJourney, type Journey } from "../../devshop/carrier/journey.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import type { BenchOptions } from "../bench-database.ts";
import type { Report } from "../report.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The calm parcels were placed in four weeks, and have all arrived a fortnight later. */
const LEARNED_DAYS = 42;
const MONDAY = Date.UTC(2026, 9, 5);
const CITIES = ["Madrid", "Barcelona", "Sevilla", "Bilbao", "Vigo", "Palma"];
/** A bad month: one parcel in eight has something. */
const FAULTS: Knobs = { ...DEFAULT_KNOBS, delayed: 0.05, lost: 0.02, silent: 0.03, damaged: 0.01, attempted: 0.06 };
/** Of the orders, those that nobody picks for one to three days. */
const FORGOTTEN = 0.04;
/** Half of the carriers name no date of their own. */
const WITHOUT_DATE = 0.5;

interface Case {
  readonly placedAt: number;
  readonly cutOff: number;
  readonly labelAt: number;
  readonly journey: Journey;
  readonly promisedBy: number;
  readonly namesDate: boolean;
  readonly service: "express" | "standard";
  readonly city: string;
}

export function benchRisks({ orders }: BenchOptions): Report {
  const calm = makeCases(500, { ...DEFAULT_KNOBS, attempted: 0.06 }, 1);
  const gaps = calm.flatMap(({ journey: { scans } }) =>
    scans.slice(2).map(({ at }, index) => workingMs((scans[index + 1]?.at ?? at).getTime(), at.getTime())),
  );
  const arrived = calm.flatMap((each) => {
    const deliveredAt = arrivedAt(each);
    return deliveredAt === null ? [] : [{ ...aboutOf(each, each.cutOff), deliveredAt }];
  });
  const learned = { silence: usualSilence(gaps), model: learnEta(arrived, MONDAY + LEARNED_DAYS * DAY) };
  const cases = makeCases(orders, FAULTS, 2);
  const seen = cases.map((each) => raisedOf(each, learned));
  const rows = RISK_KINDS.filter((kind) => kind !== "disputed" && kind !== "pickupOverdue").map((kind) => {
    const truths = cases.map((each) => isTrue(kind, each));
    const raised = seen.map((each) => each.has(kind));
    const hits = truths.filter((truth, index) => truth && raised[index]).length;
    const all = (list: readonly boolean[]) => list.filter(Boolean).length;
    const lead = cases.flatMap((each, index) => {
      const at = seen[index]?.get(kind);
      return truths[index] && at !== undefined ? [(each.promisedBy - at) / DAY] : [];
    });
    const before = lead.filter((days) => days > 0).length;
    return [
      kind,
      all(truths),
      all(raised),
      hits / all(raised),
      hits / all(truths),
      before / Math.max(1, lead.length),
      median(lead),
    ];
  });
  return {
    title: `risks: ${orders.toLocaleString("en")} parcels of the stand-in carrier with injected faults, looked at as the product does`,
    columns: ["kind", "injected", "raised", "precision", "recall", "before the promise", "days before (median)"],
    rows,
    notes: [
      `Silence learned from 500 calm parcels: ${(learned.silence / HOUR).toFixed(0)} working hours; half of the carriers name no date, so theirs is predicted.`,
      "Disputes and pickups are facts that people tell: there is nothing to detect.",
    ],
    faults: rows.flatMap(([kind, , , precision, recall]) =>
      Number(precision) < 0.7 || Number(recall) < 0.9 ? [`${String(kind)}: precision or recall fell`] : [],
    ),
  };
}

function makeCases(count: number, knobs: Knobs, seed: number): Case[] {
  const random = seededRandom(seed);
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: count }, (_, n) => {
    const placedAt = MONDAY + Math.floor(random() * 28) * DAY + Math.floor((8 + random() * 10) * HOUR);
    const cutOff = nextCutOff(placedAt);
    const forgotten = random() < FORGOTTEN && seed !== 1;
    const labelAt = forgotten
      ? nextCutOff(cutOff + (1 + Math.floor(random() * 2)) * DAY) - HOUR
      : Math.max(placedAt + HOUR / 2, cutOff - 2 * HOUR);
    const place = (city: string) => ({ city, countryCode: "ES" });
    const [service, city] = [random() < 0.2 ? ("express" as const) : ("standard" as const), among(CITIES)];
    const journey = planJourney({
      seed: `${seed} ${n}`,
      ...{ service, from: place("Madrid"), to: place(city), labelAt: new Date(labelAt), knobs },
    });
    // Promised when it was bought: as the carrier quotes it from the cut-off, and a day to spare.
    const promisedBy = endOfDay(
      afterWorkingMs(journey.quotedAt.getTime() - (labelAt > cutOff ? workingMs(cutOff, labelAt) : 0), DAY),
    );
    return { placedAt, cutOff, labelAt, journey, promisedBy, namesDate: random() >= WITHOUT_DATE, service, city };
  });
}

/** As in features/risks/facts.server.ts: the pickup, and a working day. */
const firstScanBy = (labelAt: number) => afterWorkingMs(nextCutOff(labelAt), DAY);
const endOfDay = (at: number) => Math.floor(at / DAY) * DAY + DAY - 1;
/** 16:00 of the day, or of the next working day. */
function nextCutOff(at: number): number {
  let day = Math.floor(at / DAY) * DAY;
  while (isWeekend(day) || day + 16 * HOUR < at) day += DAY;
  return day + 16 * HOUR;
}
const isWeekend = (day: number) => [0, 6].includes(new Date(day).getUTCDay());

const arrivedAt = ({ journey: { scans } }: Case) => scans.find(({ code }) => code === "500")?.at.getTime() ?? null;
const has = ({ journey: { scans } }: Case, code: string) => scans.some((scan) => scan.code === code);

/** What was put in. */
function isTrue(kind: RiskKind, each: Case): boolean {
  const { journey, promisedBy, labelAt, cutOff } = each;
  switch (kind) {
    case "unpicked":
      // Also what came so late in the day that it could not be packed in time.
      return labelAt > cutOff;
    case "unscanned":
      return !has(each, "110") && (arrivedAt(each) ?? Infinity) > firstScanBy(labelAt);
    case "silent":
      return has(each, "699");
    case "pastPromise":
      return (arrivedAt(each) ?? Infinity) > promisedBy;
    case "attempted":
      return has(each, "451");
    case "exception":
      return journey.scans.some(({ code }) => code === "699" || code === "640" || code === "690");
    default:
      return false;
  }
}

interface Learned {
  readonly silence: number;
  readonly model: EtaModel;
}

const MADRID = { id: "1", country: "ES", coordinates: null, zone: "Europe/Madrid" };

const aboutOf = ({ service, city }: Case, leavesAt: number) =>
  factsOf(leavesAt, MADRID, {
    method: service,
    country: "ES",
    province: city,
    destination: null,
    grams: null,
    units: 1,
  });

/** When each kind was raised first. Looked at when something happens, and when a line may be crossed. */
function raisedOf(each: Case, learned: Learned): ReadonlyMap<RiskKind, number> {
  const raised = new Map<RiskKind, number>();
  const { journey, placedAt, labelAt } = each;
  const happens = [
    placedAt,
    labelAt,
    ...journey.scans.map(({ at }) => at.getTime()),
    ...journey.revisions.map(({ from }) => from.getTime()),
  ];
  const end = Math.max(...happens) + DAY;
  let now = placedAt;
  while (now <= end) {
    const facts = factsAt(each, learned, now);
    for (const { kind } of risksOf(facts, new Date(now))) if (!raised.has(kind)) raised.set(kind, now);
    const line = nextLineAfter(facts, new Date(now))?.getTime() ?? Infinity;
    now = Math.min(line, ...happens.filter((at) => at > now), end + (now >= end ? 1 : 0));
  }
  return raised;
}

function factsAt(each: Case, { silence, model }: Learned, now: number): PartFacts {
  const { cutOff, labelAt, journey, promisedBy, namesDate } = each;
  const scans = journey.scans.filter(({ at }) => at.getTime() <= now);
  const reading = readScans(
    scans.map(({ code, at }): Scan => ({
      key: `${at.toISOString()}|${code}`,
      stage: stageOfCode(code),
      occurredAt: at,
    })),
  );
  const left = scans.some(({ code }) => code === "110");
  const revised = journey.revisions.findLast(({ from }) => from.getTime() <= now)?.expectedAt;
  const packed = labelAt <= now;
  const begins = left ? journey.collectedAt.getTime() : Math.max(cutOff, nextCutOff(now - DAY));
  const { p50, p90 } = predictEta(model, aboutOf(each, begins));
  const moves = packed && reading.lastScanAt !== null && reading.stage !== "labelled";
  return {
    ...({
      orderId: "1",
      part: "fo 1",
      locationId: null,
      carrier: "",
      pickup: null,
      dispute: null,
    } as never as PartFacts),
    over: reading.stage === "delivered",
    toShip: packed ? null : { cutOff: new Date(cutOff), nextCutOff: new Date(nextCutOff(now)) },
    parcel: packed
      ? {
          stage: reading.stage,
          lastScanAt: moves ? reading.lastScanAt : null,
          firstScanBy: new Date(firstScanBy(labelAt)),
          silentAt: moves
            ? silentFrom(
                {
                  lastScanAt: reading.lastScanAt,
                  delayed: reading.stage === "delayed",
                  expectedAt: namesDate ? (revised ?? null) : null,
                },
                silence,
              )
            : null,
        }
      : null,
    promisedBy: new Date(promisedBy),
    arrival:
      packed && namesDate
        ? { by: "carrier", at: revised ?? journey.quotedAt }
        : { by: "prediction", begins: new Date(begins), p50, p90 },
  };
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}
