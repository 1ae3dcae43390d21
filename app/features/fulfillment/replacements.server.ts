import type { OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Packed, Parcel } from "../delivery/public.server.ts";
import type { ReplacementStatus } from "./domain/replacing.ts";

/** Money, or null: the carrier did not say. */
export interface Price {
  readonly minor: number;
  readonly currency: string;
}

/** A label that another one takes the place of, with what both are made of. */
export interface Replacement {
  readonly replacementId: string;
  readonly parcelId: ParcelId;
  readonly status: ReplacementStatus;
  readonly was: Price | null;
  /** As offered to whoever asked for it. */
  readonly offered: Price | null;
  readonly grams: number;
  readonly box: Packed["box"];
  /** The service it was bought with does not take the parcel as it is; all are compared again. */
  readonly otherService: boolean;
}

interface Row {
  readonly replacement_id: string;
  readonly parcel_id: ParcelId;
  readonly status: ReplacementStatus;
  readonly was_minor: string | null;
  readonly was_currency: string | null;
  readonly offered_minor: string | null;
  readonly offered_currency: string | null;
  readonly grams: number;
  readonly box: Packed["box"];
  readonly other_service: boolean;
  readonly [column: string]: unknown;
}

const price = (minor: string | null, currency: string | null): Price | null =>
  minor === null || currency === null ? null : { minor: Number(minor), currency };

/** What was done last to replace a parcel's label; undefined: nothing. */
export async function lastReplacement(tx: ShopTx, parcelId: ParcelId): Promise<Replacement | undefined> {
  const [row] = await tx.rows<Row>(
    `select replacement_id, parcel_id, status, was_minor, was_currency, offered_minor, offered_currency, grams, box, other_service
       from label_replacement where shop_id = $1 and parcel_id = $2 order by replacement_id desc limit 1`,
    [tx.shopId, parcelId],
  );
  return (
    row && {
      replacementId: row.replacement_id,
      parcelId,
      status: row.status,
      was: price(row.was_minor, row.was_currency),
      offered: price(row.offered_minor, row.offered_currency),
      grams: row.grams,
      box: row.box,
      otherService: row.other_service,
    }
  );
}

/** Begins one. Two who click at once: the second gets undefined (one is under way for a parcel at a time, by an index). Returns its number. */
export async function beginReplacement(
  tx: ShopTx,
  parcel: Pick<Parcel, "parcelId" | "orderId">,
  to: Omit<Replacement, "replacementId" | "parcelId">,
  who: string,
  now: Date,
): Promise<string | undefined> {
  const [row] = await tx.rows<{ replacement_id: string }>(
    `insert into label_replacement (shop_id, parcel_id, order_id, status, was_minor, was_currency, offered_minor, offered_currency,
                                    grams, box, other_service, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (shop_id, parcel_id) where status in ('voiding', 'buying') do nothing returning replacement_id`,
    [
      tx.shopId,
      parcel.parcelId,
      parcel.orderId,
      to.status,
      to.was?.minor ?? null,
      to.was?.currency ?? null,
      to.offered?.minor ?? null,
      to.offered?.currency ?? null,
      to.grams,
      to.box === null ? null : JSON.stringify(to.box),
      to.otherService,
      who,
      now,
    ],
  );
  return row?.replacement_id;
}

/** Says how far it is. */
export async function stepReplacement(
  tx: ShopTx,
  { replacementId }: Pick<Replacement, "replacementId">,
  status: ReplacementStatus,
  now: Date,
): Promise<void> {
  await tx.run(
    "update label_replacement set status = $3, settled_at = case when $3 = 'buying' then null else $4::timestamptz end where shop_id = $1 and replacement_id = $2",
    [tx.shopId, replacementId, status, now],
  );
}

/**
 * Ends those whose next step was withdrawn (shipping was switched off before it was sent): a label that was not given back holds, a parcel without one has
 * none.
 */
export async function endWithdrawn(tx: ShopTx, now: Date): Promise<void> {
  const rows = await tx.rows<{ parcel_id: ParcelId; status: ReplacementStatus }>(
    `update label_replacement r set status = case r.status when 'voiding' then 'kept' else 'failed' end, settled_at = $2
      where r.shop_id = $1 and r.status in ('voiding', 'buying')
        and exists (select 1 from intent i where i.shop_id = r.shop_id and i.order_id = r.order_id and i.status = 'cancelled'
                       and i.kind in ('label.void', 'label.buy') and (i.kind = 'label.void') = (r.status = 'voiding')
                       and i.subject = 'parcel ' || r.parcel_id || ' replace ' || r.replacement_id)
      returning r.parcel_id, r.status`,
    [tx.shopId, now],
  );
  await tx.run(
    "update parcel set stage = 'void' where shop_id = $1 and parcel_id = any($2::bigint[]) and stage = 'planned'",
    [tx.shopId, rows.filter(({ status }) => status === "failed").map((row) => row.parcel_id)],
  );
}

/** The replacements of an order's labels that are not done: by parcel, the last of each. */
export async function replacementsOfOrder(
  tx: ShopTx,
  orderId: OrderId,
): Promise<{ readonly parcelId: ParcelId; readonly status: ReplacementStatus }[]> {
  const rows = await tx.rows<{ parcel_id: ParcelId; status: ReplacementStatus }>(
    `select distinct on (parcel_id) parcel_id, status from label_replacement
      where shop_id = $1 and order_id = $2 order by parcel_id, replacement_id desc`,
    [tx.shopId, orderId],
  );
  return rows.map((row) => ({ parcelId: row.parcel_id, status: row.status }));
}
