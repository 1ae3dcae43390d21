import { KINDS, type Kind } from "../core/kinds.ts";
import { wakeLane } from "./lanes.server.ts";
import type { ShopTx } from "./db/in-shop.server.ts";

/** One thing of the shop that must be read again, marked by ourselves (a refresh that found more, an effect, reconcile). */
export interface OwnMark {
  readonly kind: Kind;
  readonly objectId: string;
  /** The location, for a level. */
  readonly part?: string;
  /** A read that shows an older state does not clear the mark. */
  readonly hintedAt?: Date;
}

/** Marks things and wakes the refresh lane, in the caller's transaction. Sorted, so that two writers cannot deadlock. */
export async function markChanged(tx: ShopTx, marks: readonly OwnMark[], now: Date): Promise<void> {
  if (marks.length === 0) return;
  const rows = new Map(
    marks.map((mark) => [
      `${KINDS[mark.kind]} ${mark.objectId} ${mark.part ?? "0"}`,
      { kind: KINDS[mark.kind], object_id: mark.objectId, part: mark.part ?? "0", hinted_at: mark.hintedAt ?? null },
    ]),
  );
  await tx.run(
    `insert into mark as m (shop_id, kind, object_id, part, hinted_at, marked_at)
     select $1, kind, object_id, part, hinted_at, $3
       from jsonb_to_recordset($2::jsonb) as x(kind smallint, object_id bigint, part bigint, hinted_at timestamptz)
      order by kind, object_id, part
     on conflict (shop_id, kind, object_id, part) do update
        set version = m.version + 1, hinted_at = greatest(m.hinted_at, excluded.hinted_at), not_before = '-infinity', tries = 0`,
    [tx.shopId, JSON.stringify([...rows.values()]), now],
  );
  await wakeLane(tx, "refresh");
}
