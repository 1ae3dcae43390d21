/** Shopify's answer when the number was another one than the write was decided from. */
export const STALE = "CHANGE_FROM_QUANTITY_STALE";
/** The same number so long after a refusal was surely read meanwhile. */
const SURELY_READ_MS = 60_000;

/** How a write of stock can end. `asks`: a person says what next. `cancelled`: withdrawn, because the switch was turned off. */
export type WriteEnd = "done" | "refused" | "asks" | "cancelled";

/** The last write of a number that somebody wants: what it was decided from, when, and what became of it. */
export interface TriedWrite {
  readonly from: number;
  readonly at: Date;
  /** Null while it is under way. `code` is of this number; "" when only others of the same request were at fault. */
  readonly outcome: { readonly status: WriteEnd; readonly code: string } | null;
}

/** `unread`: refused as stale, and the number that made it so is not known yet. `again`: to be decided from what there is now. */
export type AfterWrite =
  { readonly is: "underWay" | "unread" | "written" | "again" } | { readonly is: "failed"; readonly problem: string };

/** What follows from the last write, given the number as it is now. Nothing is forced: what was refused is decided anew once it is read. */
export function afterWrite({ from, at, outcome }: TriedWrite, has: number | undefined, now: Date): AfterWrite {
  if (outcome === null) return { is: "underWay" };
  const { status, code } = outcome;
  if (status === "done") return { is: "written" };
  if (status !== "refused") return { is: "failed", problem: status };
  if (code !== "" && code !== STALE) return { is: "failed", problem: code };
  const isRead = has !== from || wasSurelyRead(at, now);
  return { is: code === STALE && !isRead ? "unread" : "again" };
}

/** Is it so long since `at` that whatever was marked then was read? */
export const wasSurelyRead = (at: Date, now: Date): boolean => now.getTime() - at.getTime() >= SURELY_READ_MS;
