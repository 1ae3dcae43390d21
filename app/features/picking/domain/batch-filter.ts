import { readId, type LocationId } from "../../../core/ids.ts";

export const BATCH_VIEWS = ["current", "done", "cancelled"] as const;

/** Which batches a list shows; lives in the address. `current`: neither done nor cancelled. */
export interface BatchFilter {
  readonly status: (typeof BATCH_VIEWS)[number] | null;
  readonly locationId: LocationId | null;
  readonly search: string;
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readBatchFilter(parameters: URLSearchParams): BatchFilter {
  return {
    status: BATCH_VIEWS.find((status) => status === parameters.get("status")) ?? null,
    locationId: readId<LocationId>(parameters.get("location")) ?? null,
    search: (parameters.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 100),
    after: readId(parameters.get("after")) ?? null,
    before: readId(parameters.get("before")) ?? null,
  };
}
