import { readMoment } from "../../../core/moment.ts";
import { instantAt } from "../../../core/local-time.ts";
import type { CarrierScan } from "../domain/carrier.ts";
import type { CodeTable } from "./code-table.ts";

/** A scan as a carrier tells it. */
export interface ToldScan extends CarrierScan {
  /** The carrier's words. Not to be stored or shown to shoppers: they may quote who signed. */
  readonly text: string | null;
  /** False: the carrier gave no offset, and the time was read as one on the wall of the zone that was asked for. */
  readonly zoned: boolean;
}

export type ToldTracking =
  | {
      readonly found: true;
      readonly trackingNumber: string;
      readonly expectedAt: Date | null;
      readonly scans: readonly ToldScan[];
    }
  | { readonly found: false; readonly trackingNumber: string };

/** What an answer is read for. */
export interface Asked {
  /** Answers about one number do not all repeat it. */
  readonly trackingNumber: string;
  /** Where the parcel goes: times without an offset are read there. A name like "Europe/Madrid". */
  readonly zone: string;
}

/** How a carrier's answer is read: JSON as it was parsed, XML as text. */
export interface TrackingReader {
  readonly codes: CodeTable;
  /** Throws Error (or ZodError) for an answer of another shape or with a time that cannot be read: half an answer would look like all of it. */
  read(answer: unknown, asked: Asked): readonly ToldTracking[];
}

/** Our reading of one scan. `at`: see `readTime`; `place`: from near to far, no street; empty parts are left out. */
export function toldScan(
  codes: CodeTable,
  zone: string,
  told: {
    readonly code: string;
    readonly at: string;
    readonly place: readonly (string | null | undefined)[];
    readonly text: string | null | undefined;
  },
): ToldScan {
  const place = told.place.map((part) => part?.trim()).filter(Boolean);
  const { instant, zoned } = readTime(told.at, zone);
  return {
    code: told.code,
    stage: codes.stageOf(told.code),
    place: place.length === 0 ? null : place.join(", "),
    occurredAt: instant,
    text: told.text?.replace(/\s+/g, " ").trim() || null,
    zoned,
  };
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** Reads "2026-11-24T16:05:09+01:00" and its variants; without an offset as a time on the wall of `zone`; without a time as the end of the day. */
export function readTime(text: string, zone: string): { readonly instant: Date; readonly zoned: boolean } {
  const [, day, hour = "23", minute = "59", second = "00", offset] = TIME.exec(text.trim()) ?? [];
  const wall = day === undefined ? undefined : readMoment(`${day}T${hour}:${minute}:${second}Z`);
  if (wall === undefined) throw new Error(`not a time: ${text}`);
  if (offset !== undefined) return { instant: new Date(wall.getTime() - offsetMs(offset)), zoned: true };
  const minutes = Number(hour) * 60 + Number(minute);
  const at = instantAt(zone, Math.floor(wall.getTime() / 86_400_000), minutes);
  return { instant: new Date(at + Number(second) * 1000), zoned: false };
}

/** "+01:00", "+0100", "Z" → milliseconds ahead of UTC. */
function offsetMs(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -ahead : ahead;
}
