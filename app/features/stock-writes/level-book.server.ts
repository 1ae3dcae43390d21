import type { IntentId, InventoryItemId, LocationId } from "../../core/ids.ts";
import { STALE, wasSurelyRead } from "../../core/tried-write.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { faultAt, recordStockWrite, type SettledWrite } from "./record-writes.server.ts";

/** What a book keeps of its last write to a level: the write under way, its place in it, its units, what it was decided from; why it is in trouble. */
export interface WriteBook {
  intentId: IntentId | null;
  place: number | null;
  writing: number;
  fromAvailable: number | null;
  trouble: string;
}

/** How a level's last write stands: `done` and `refused` mean something only while the level still shows `fromAvailable`. */
export type WriteStatus = "open" | "done" | "refused" | "none";

/** Takes what became of the open write into the book; one that asks a person stays open. Returns the units that were written by it. */
export function takeWrite(book: WriteBook, settled: ReadonlyMap<IntentId, SettledWrite>): number {
  const write = book.intentId === null ? undefined : settled.get(book.intentId);
  if (!write) return 0;
  if (write.status === "asks") {
    book.trouble = "asks";
    return 0;
  }
  book.trouble = write.status === "refused" ? faultAt(write, book.place) : "";
  if (write.status !== "done") book.writing = 0;
  Object.assign(book, { intentId: null, place: null });
  return book.writing;
}

/** `triedAt`: when the refusal was stored; null when it is new. */
export function writeStatus({ intentId, writing, trouble }: WriteBook, triedAt: Date | null, now: Date): WriteStatus {
  if (intentId !== null) return "open";
  if (trouble === "") return writing === 0 ? "none" : "done";
  return trouble === STALE && triedAt !== null && wasSurelyRead(triedAt, now) ? "none" : "refused";
}

/** A change of one level, and the book that remembers it. */
export interface Adjustment {
  readonly book: WriteBook;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly from: number;
  readonly by: number;
}

/** Records changes of available units under one document, and remembers them in their books. */
export async function adjust(
  tx: ShopTx,
  document: { readonly kind: string; readonly id: string },
  adjustments: readonly Adjustment[],
  now: Date,
): Promise<void> {
  if (adjustments.length === 0) return;
  const changes = adjustments.map(({ itemId, locationId, from, by }) => ({ itemId, locationId, from, by }));
  const input = { state: "available", reason: "other", document, changes } as const;
  const recorded = await recordStockWrite(tx, { kind: "stock.adjust", input }, now);
  for (const [index, { book, from, by }] of adjustments.entries()) {
    const change = recorded[index];
    if (change) Object.assign(book, { ...change, writing: by, fromAvailable: from, trouble: "" });
  }
}
