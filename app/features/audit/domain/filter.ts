import { readAddress, sortText, writeAddress } from "../../../core/address.ts";
import { EFFECTS } from "../../../core/effects.ts";
import { ACT_CODES, AREAS, type Area } from "./acts.ts";

export const AUDIT_SORTS = ["at", "who", "code"] as const;
export type AuditSort = (typeof AUDIT_SORTS)[number];

/** Everything that people do, as the filter offers it. */
export const ALL_CODES: readonly string[] = [...ACT_CODES, ...Object.keys(EFFECTS).map((kind) => `effect.${kind}`)];

/** What of the log is shown. Lives in the address. */
export interface AuditFilter {
  readonly area: Area | null;
  /** Shopify's number of a staff member; empty: everybody. */
  readonly who: string;
  readonly code: string | null;
  /** Days as the shop's wall calendar has them ("2026-11-23"); empty: no limit. Both are inside. */
  readonly from: string;
  readonly to: string;
  /** A thing, as the log names it ("order:17"), or its id alone. */
  readonly search: string;
  readonly sort: AuditSort;
  readonly descending: boolean;
}

/** The entry a page begins after, or ends before. */
export interface AuditPlace {
  readonly side: "after" | "before";
  /** Of the column the list is sorted by; ISO 8601 for a time. */
  readonly value: string;
  readonly at: string;
  readonly seq: string;
}

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const NUMBER = /^\d{1,19}$/;

/** Reads a filter from an address; what it does not know counts as not given. */
export function readAuditFilter(parameters: URLSearchParams): AuditFilter {
  const address = readAddress(parameters);
  const [column, direction] = address.sort(AUDIT_SORTS);
  const day = (name: string) => (DAY.test(address.text(name)) ? address.text(name) : "");
  const who = address.text("who");
  const sort = column ?? "at";
  return {
    area: address.oneOf("area", AREAS),
    who: NUMBER.test(who) ? who : "",
    code: address.oneOf("code", ALL_CODES),
    from: day("from"),
    to: day("to"),
    search: address.text("q"),
    sort,
    descending: direction === null ? sort === "at" : direction === "desc",
  };
}

/** The filter as the parameters of an address. Inverse of `readAuditFilter`. */
export const writeAuditFilter = ({ search, sort, descending, ...chosen }: AuditFilter): Record<string, string> =>
  writeAddress({ ...chosen, q: search, sort: sort === "at" && descending ? null : sortText(sort, descending) });

/** The filter of an address in the spelling of `writeAuditFilter`. */
export const tidyAuditFilter = (given: URLSearchParams): Record<string, string> =>
  writeAuditFilter(readAuditFilter(given));

/** Reads the place in the list; null for the first page and for anything else. */
export function readAuditPlace(parameters: URLSearchParams): AuditPlace | null {
  const side = parameters.has("after") ? "after" : "before";
  const [, value = "", at = "", seq = ""] =
    /^([\w.:-]{1,80})_(\d{4}-[\d-]+T[\d:.]+Z)_(\d{1,19})$/.exec(parameters.get(side) ?? "") ?? [];
  return seq === "" || Number.isNaN(Date.parse(at)) ? null : { side, value, at, seq };
}

/** The place of an entry, as the value of `after` or `before`. */
export const writeAuditPlace = ({ value, at, seq }: Omit<AuditPlace, "side">): string => `${value}_${at}_${seq}`;
