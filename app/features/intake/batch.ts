import type { ShopId } from "../../core/ids.ts";
import { KINDS } from "../../core/kinds.ts";
import type { FactHint, MarkHint } from "../../topics.ts";
import type { DeliveryHeaders } from "./domain/delivery-headers.ts";

/** A verified delivery, ready to be stored. */
export interface Received {
  readonly headers: DeliveryHeaders;
  readonly receivedAt: Date;
  readonly known: boolean;
  readonly marks: readonly MarkHint[];
  /** Our own writes cause this topic, too (app/topics.ts). */
  readonly mayBeEcho: boolean;
  readonly fact: FactHint | undefined;
}

export interface MarkRow {
  readonly shopId: ShopId;
  readonly kind: number;
  readonly objectId: string;
  readonly part: string;
  readonly hintedAt: Date | null;
  readonly available: number | null;
  /** How all of it describes the thing; null when one does not, or they differ: then it is read. */
  readonly digest: string | null;
  readonly markedAt: Date;
  /** All of it may be an echo of our own write. */
  readonly mayRest: boolean;
  /** All of it has a time: a mirror that is newer knows it. */
  readonly hintsOnly: boolean;
  /** Shopify's id of the webhook that made it; of the newest, when there are several. */
  readonly cause: string;
}

/**
 * The marks of a batch: one row per mark, because one statement cannot touch a row twice; sorted, because two processes that lock the same
 * rows in different orders deadlock. The newest hint of a level wins.
 */
export function markRows(received: readonly { readonly shopId: ShopId; readonly delivery: Received }[]): MarkRow[] {
  const rows = new Map<string, MarkRow>();
  for (const { shopId, delivery } of received) {
    for (const mark of delivery.marks) {
      const row: MarkRow = {
        shopId,
        kind: KINDS[mark.kind],
        objectId: mark.objectId,
        part: mark.part ?? "0",
        hintedAt: mark.hintedAt ?? null,
        available: mark.available ?? null,
        digest: mark.digest ?? null,
        markedAt: delivery.receivedAt,
        mayRest: delivery.mayBeEcho,
        hintsOnly: mark.hintedAt !== undefined,
        cause: delivery.headers.webhookId,
      };
      const key = `${row.shopId} ${row.kind} ${row.objectId} ${row.part}`;
      const before = rows.get(key);
      rows.set(key, before ? newer(before, row) : row);
    }
  }
  return [...rows.values()].sort(
    (a, b) =>
      compare(a.shopId, b.shopId) || a.kind - b.kind || compare(a.objectId, b.objectId) || compare(a.part, b.part),
  );
}

function newer(a: MarkRow, b: MarkRow): MarkRow {
  const [older, younger] = (b.hintedAt?.getTime() ?? 0) >= (a.hintedAt?.getTime() ?? 0) ? [a, b] : [b, a];
  return {
    ...younger,
    hintedAt: younger.hintedAt ?? older.hintedAt,
    available: younger.available ?? older.available,
    digest: younger.digest === older.digest ? younger.digest : null,
    mayRest: older.mayRest && younger.mayRest,
    hintsOnly: older.hintsOnly && younger.hintsOnly,
  };
}

/** Compares digit strings as numbers. */
function compare(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
