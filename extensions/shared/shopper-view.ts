import type {
  ChoiceKind,
  ChoiceState,
  LookedPlace,
  OfferedChoice,
  ReportKind,
  ReportState,
  ShopperView,
} from "../../app/features/shopper/domain/shopper-view.ts";
import { asInstant } from "./days.ts";
import { asCount, asRecord, asRecords, asText, numericId } from "./json.ts";

/** Names of a type, complete: one that is missing or too many does not compile. */
type Names<Name extends string> = Readonly<Record<Name, true>>;

const CHOICES: Names<ChoiceKind> = { wait: true, split: true, swap: true, cancel: true };
const STATES: Names<ChoiceState> = { asked: true, doing: true, done: true, declined: true, refused: true };
const REPORTS: Names<ReportKind> = { not_received: true, damaged: true, missing_item: true, wrong_item: true };
const REPORT_STATES: Names<ReportState> = {
  open: true,
  claimed: true,
  doing: true,
  reshipped: true,
  refunded: true,
  declined: true,
  found: true,
};
const LOOKED: Names<LookedPlace> = { neighbours: true, safe_place: true, household: true, depot: true };

/** Every code there is, for the test that each has a text, and for what is drawn from them. */
export const CHOICE_KINDS = Object.keys(CHOICES) as ChoiceKind[];
export const CHOICE_STATES = Object.keys(STATES) as ChoiceState[];
export const REPORT_KINDS = Object.keys(REPORTS) as ReportKind[];
export const ALL_REPORT_STATES = Object.keys(REPORT_STATES) as ReportState[];
export const LOOKED_PLACES = Object.keys(LOOKED) as LookedPlace[];

function asOne<Name extends string>(names: Names<Name>, value: unknown): Name | null {
  return typeof value === "string" && Object.hasOwn(names, value) ? (value as Name) : null;
}

/** Reads our backend's answer. Null when it is not version 1; what this version does not know is not offered. */
export function readShopperView(answer: unknown): ShopperView | null {
  const json = asRecord(answer);
  if (json?.v !== 1) return null;
  const chosen = asRecord(json.chosen);
  const kind = asOne(CHOICES, chosen?.kind);
  const state = asOne(STATES, chosen?.state);
  const at = asInstant(chosen?.at);
  return {
    v: 1,
    late: json.late === "expected" || json.late === "passed" ? json.late : null,
    offered: asRecords(json.offered).flatMap((each) => readOffered(each) ?? []),
    chosen: kind === null || state === null || at === null ? null : { kind, state, at },
    reportable: asRecords(json.reportable).flatMap((each) => {
      const known = asOne(REPORTS, each.kind);
      const parcels = asRecords(each.parcels).flatMap((parcel) => {
        const fulfillmentId = numericId(parcel.fulfillmentId);
        return fulfillmentId === null ? [] : [{ fulfillmentId, name: asText(parcel.name) ?? "" }];
      });
      return known === null || parcels.length === 0 ? [] : [{ kind: known, parcels }];
    }),
    reports: asRecords(json.reports).flatMap((each) => {
      const known = asOne(REPORTS, each.kind);
      const reportedAt = asInstant(each.at);
      return known === null || reportedAt === null
        ? []
        : [
            {
              kind: known,
              state: asOne(REPORT_STATES, each.state) ?? "open",
              at: reportedAt,
              fulfillmentId: asText(each.fulfillmentId),
            },
          ];
    }),
  };
}

function readOffered(json: Readonly<Record<string, unknown>>): OfferedChoice | null {
  const kind = asOne(CHOICES, json.kind);
  if (kind === "split") {
    const now = asCount(json.now);
    const later = asCount(json.later);
    return now === null || later === null ? null : { kind, now, later };
  }
  if (kind !== "swap") return kind === null ? null : { kind };
  const swaps = asRecords(json.swaps).flatMap((swap) => {
    const lineId = asText(swap.lineId);
    const variants = asRecords(swap.variants).flatMap((each) => {
      const variantId = asText(each.variantId);
      return variantId === null ? [] : [{ variantId, title: asText(each.title) ?? variantId }];
    });
    return lineId === null || variants.length === 0 ? [] : [{ lineId, title: asText(swap.title) ?? "", variants }];
  });
  return swaps.length === 0 ? null : { kind, swaps };
}
