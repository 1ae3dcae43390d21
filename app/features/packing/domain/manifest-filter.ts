import { readId, type LocationId } from "../../../core/ids.ts";

export const SHEETS = ["none", "asked", "made", "refused"] as const;
/** The carrier's own sheet: it makes none, it was asked, it is there, it refused. */
export type CarrierSheet = (typeof SHEETS)[number];

/** Which manifests a list shows; lives in the address. */
export interface ManifestFilter {
  readonly sheet: CarrierSheet | null;
  readonly locationId: LocationId | null;
  readonly carrier: string;
  readonly search: string;
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readManifestFilter(parameters: URLSearchParams): ManifestFilter {
  const word = (name: string) => (parameters.get(name) ?? "").replaceAll("\0", "").trim().slice(0, 100);
  return {
    sheet: SHEETS.find((sheet) => sheet === parameters.get("sheet")) ?? null,
    locationId: readId<LocationId>(parameters.get("location")) ?? null,
    carrier: word("carrier"),
    search: word("q"),
    after: readId(parameters.get("after")) ?? null,
    before: readId(parameters.get("before")) ?? null,
  };
}
