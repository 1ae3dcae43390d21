import type {
  BlockParcel,
  BlockRisk,
  Kept,
  KeptCode,
  NextCode,
  NextStep,
  OrderBlockView,
} from "../../../app/features/order-block/domain/order-block-view.ts";
import type { RiskKind } from "../../../app/features/risks/domain/kinds.ts";
import { asDay, asInstant } from "../../shared/days.ts";
import { asCount, asRecord, asRecords, asText, asWebUrl, numericId } from "../../shared/json.ts";
import { readPromise } from "../../shared/promise-metafield.ts";
import { asStage } from "../../shared/stages.ts";

const VERSION: OrderBlockView["v"] = 1;

/** A risk of a kind that this version does not know is shown all the same. */
export type ShownKind = RiskKind | "other";
export type ShownRisk = Omit<BlockRisk, "kind"> & { readonly kind: ShownKind };
export type ShownNext = Omit<NextStep, "code" | "risk"> & {
  readonly code: NextCode | "other";
  readonly risk: ShownKind | null;
};

/** The backend's answer as this version understands it. */
export interface ShownBlock extends Omit<OrderBlockView, "risks" | "next"> {
  readonly risks: readonly ShownRisk[];
  readonly next: ShownNext;
}

/** Reads our backend's answer. Null when it is not version 1 of the contract; unknown codes are softened or left out. */
export function readBlock(answer: unknown): ShownBlock | null {
  const json = asRecord(answer);
  if (json?.v !== VERSION) return null;
  return {
    v: VERSION,
    timezone: asText(json.timezone) ?? "UTC",
    stage: asStage(json.stage),
    promise: readPromise(json.promise),
    kept: readKept(json.kept),
    parcels: asRecords(json.parcels).flatMap(readParcel),
    risks: asRecords(json.risks).flatMap(readRisk),
    next: readNext(json.next),
  };
}

type Json = Readonly<Record<string, unknown>>;

function readKept(value: unknown): Kept | null {
  const json = asRecord(value);
  const code = json?.code;
  return isOne(KEPT, code) ? { code, days: asCount(json?.days) ?? 0 } : null;
}

function readParcel(parcel: Json): BlockParcel[] {
  const fulfillmentId = numericId(parcel.fulfillmentId);
  if (fulfillmentId === null && parcel.fulfillmentId !== null) return [];
  return [
    {
      fulfillmentId,
      number: asText(parcel.number),
      carrier: asText(parcel.carrier),
      url: asWebUrl(parcel.url),
      stage: asStage(parcel.stage),
      expectedOn: asDay(parcel.expectedOn),
      timeline: asRecords(parcel.timeline).flatMap((event) => {
        const at = asInstant(event.at);
        return at === null ? [] : [{ stage: asStage(event.stage), at, place: asText(event.place) }];
      }),
    },
  ];
}

function readRisk(risk: Json): ShownRisk[] {
  const deadline = asInstant(risk.deadline);
  if (deadline === null) return [];
  return [
    {
      kind: asKind(risk.kind),
      carrier: asText(risk.carrier) ?? "",
      deadline,
      costMinor: asCount(risk.costMinor) ?? 0,
      currency: asText(risk.currency) ?? "",
      snoozed: risk.snoozed === true,
    },
  ];
}

const APP_PATH = /^\/app(?:[/?][^\s]*)?$/;

/** A step that this version has no words for still leads to its page. */
function readNext(value: unknown): ShownNext {
  const json = asRecord(value);
  const path = asText(json?.path);
  const code = json?.code;
  return {
    code: isOne(NEXT, code) ? code : "other",
    path: path !== null && APP_PATH.test(path) ? path : null,
    risk: asText(json?.risk) === null ? null : asKind(json?.risk),
  };
}

function asKind(value: unknown): ShownKind {
  return isOne(KINDS, value) ? value : "other";
}

function isOne<Code extends string>(codes: Readonly<Record<Code, true>>, value: unknown): value is Code {
  return typeof value === "string" && Object.hasOwn(codes, value);
}

const KEPT: Readonly<Record<KeptCode, true>> = {
  onTrack: true,
  endangered: true,
  passed: true,
  kept: true,
  late: true,
};

const KINDS: Readonly<Record<RiskKind, true>> = {
  unpicked: true,
  unscanned: true,
  silent: true,
  pastPromise: true,
  attempted: true,
  exception: true,
  disputed: true,
  pickupOverdue: true,
};

const NEXT: Readonly<Record<NextCode, true>> = {
  answerQuestion: true,
  chooseLabel: true,
  answerShopper: true,
  settleReport: true,
  mindRisk: true,
  pack: true,
  pick: true,
  ship: true,
  preparePickup: true,
  planDelivery: true,
  checkFraud: true,
  releaseHold: true,
  chooseLocation: true,
  awaitCollection: true,
  awaitPayment: true,
  awaitService: true,
  awaitSchedule: true,
  onItsWay: true,
  arrived: true,
  cancelled: true,
  nothing: true,
};

/** Every code there is, for the test that each has a text. */
export const ALL_CODES = {
  kept: Object.keys(KEPT),
  risks: [...Object.keys(KINDS), "other"],
  next: [...Object.keys(NEXT), "other"],
};
