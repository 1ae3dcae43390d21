import { cutPage, sideOf } from "../../core/cut-page.ts";
import { readId, type LocationId, type ManifestId, type OrderId, type ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { carrierName } from "../carriers/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import type { CarrierSheet, ManifestFilter } from "./domain/manifest-filter.ts";

/** Parcels of one courier at one location that have a label and no scan, and are on no manifest. */
export interface Waiting {
  readonly locationId: LocationId;
  readonly location: string;
  readonly carrier: string;
  readonly carrierName: string;
  /** Who carries them, where the carrier's account is one with a broker of several; empty: the carrier itself. */
  readonly courier: string;
  readonly parcels: number;
  /** Null: of one the weight is not known. */
  readonly grams: number | null;
}

export interface Manifest {
  readonly manifestId: ManifestId;
  readonly locationId: LocationId;
  readonly location: string;
  readonly carrier: string;
  readonly carrierName: string;
  /** Who carries them, where the carrier's account is one with a broker of several; empty: the carrier itself. */
  readonly courier: string;
  readonly parcels: number;
  readonly grams: number | null;
  /** ISO 8601. */
  readonly closedAt: string;
  readonly sheet: CarrierSheet;
  /** Why the carrier refused its sheet. */
  readonly codes: readonly string[];
}

/** A parcel's weight: as weighed at the packing station, else what is in it; null when neither is known. */
const GRAMS = `coalesce(p.grams,
  (select case when bool_and(l.grams is not null) then sum(l.grams * l.total)::int end from fulfillment_order_line l
    where p.contents is null and l.shop_id = p.shop_id and l.fulfillment_order_id = p.fulfillment_order_id and l.requires_shipping))`;

const WAITING = `p.shop_id = $1 and p.stage = 'labelled'
  and not exists (select 1 from manifest_parcel m where m.shop_id = p.shop_id and m.parcel_id = p.parcel_id)`;

/** What waits for drivers, by location and courier: each sends their own. */
export async function waitingParcels(tx: ShopTx): Promise<Waiting[]> {
  const rows = await tx.rows<Omit<Waiting, "carrierName"> & Record<string, unknown>>(
    `select x.location_id as "locationId", coalesce(l.name, '') as location, x.carrier, x.courier, count(*)::int as parcels,
            case when bool_and(x.grams is not null) then sum(x.grams)::int end as grams
       from (select p.location_id, p.carrier, coalesce(p.courier, '') as courier, ${GRAMS} as grams from parcel p where ${WAITING}) x
       left join location l on l.shop_id = $1 and l.location_id = x.location_id
      group by 1, 2, 3, 4 order by 2, 3, 4`,
    [tx.shopId],
  );
  return rows.map((row) => ({
    ...row,
    carrier: row.carrier,
    courier: row.courier,
    carrierName: carrierName(row.carrier),
  }));
}

/**
 * Puts everything that waits for one courier at one location on a manifest: what comes later goes on the next. Undefined when nothing waits (any more).
 * `sheet`: whether the carrier is asked for its own.
 */
export async function closeManifest(
  tx: ShopTx,
  { locationId, carrier, courier }: Pick<Waiting, "locationId" | "carrier" | "courier">,
  sheet: Extract<CarrierSheet, "none" | "asked">,
  who: string,
  now: Date,
): Promise<{ readonly manifestId: ManifestId; readonly parcels: number } | undefined> {
  // Two who close it at once: the second waits here, and finds nothing left.
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1::text || ' manifest', 0))", [tx.shopId]);
  const [made] = await tx.rows<{ manifest_id: ManifestId; parcels: number }>(
    `with waiting as materialized (
       select p.parcel_id, p.order_id, ${GRAMS} as grams from parcel p where ${WAITING} and p.location_id = $2 and p.carrier = $3 and coalesce(p.courier, '') = $7
     ), made as (
       insert into handover_manifest (shop_id, location_id, carrier, parcels, grams, closed_at, closed_by, sheet, codes, courier)
       select $1, $2, $3, count(*)::int, case when bool_and(grams is not null) then sum(grams)::int end, $4, $5, $6, '{}', $7
         from waiting having count(*) > 0
       returning manifest_id, parcels
     ), placed as (
       insert into manifest_parcel (shop_id, parcel_id, manifest_id, order_id, grams)
       select $1, w.parcel_id, m.manifest_id, w.order_id, w.grams from waiting w, made m
     )
     select manifest_id, parcels from made`,
    [tx.shopId, locationId, carrier, now, who, sheet, courier],
  );
  if (!made) return undefined;
  const { manifest_id: manifestId, parcels } = made;
  const placed = await tx.rows<{ order_id: OrderId; parcel_id: ParcelId }>(
    "select order_id, parcel_id from manifest_parcel where shop_id = $1 and manifest_id = $2",
    [tx.shopId, manifestId],
  );
  await appendOrderEvents(
    tx,
    placed.map(({ order_id: orderId, parcel_id: parcelId }) => ({
      orderId,
      code: "parcel.handed_over_claimed",
      ref: `${parcelId} ${manifestId}`,
      occurredAt: now,
      data: { parcelId, manifestId, carrier, courier, by: who },
    })),
    now,
  );
  return { manifestId, parcels };
}

type Row = Omit<Manifest, "closedAt" | "carrierName"> & {
  readonly closed_at: Date;
  readonly [column: string]: unknown;
};

const SUMMARY = `select m.manifest_id as "manifestId", m.location_id as "locationId", coalesce(l.name, '') as location, m.carrier, m.courier, m.parcels, m.grams,
    m.closed_at, m.sheet, m.codes
  from handover_manifest m left join location l on l.shop_id = m.shop_id and l.location_id = m.location_id`;

const manifestOf = ({ closed_at, ...row }: Row): Manifest => ({
  ...row,
  carrier: row.carrier,
  courier: row.courier,
  carrierName: carrierName(row.carrier),
  closedAt: closed_at.toISOString(),
});

/** One manifest; undefined when the shop has none of this number. */
export async function readManifest(tx: ShopTx, manifestId: ManifestId): Promise<Manifest | undefined> {
  const [row] = await tx.rows<Row>(`${SUMMARY} where m.shop_id = $1 and m.manifest_id = $2`, [tx.shopId, manifestId]);
  return row && manifestOf(row);
}

export interface ManifestPage {
  readonly manifests: readonly Manifest[];
  readonly before: string | null;
  readonly after: string | null;
}

/** A page of the shop's manifests, the newest first. */
export async function listManifests(
  tx: ShopTx,
  { sheet, locationId, carrier, search, after, before }: ManifestFilter,
  size: number,
): Promise<ManifestPage> {
  const backwards = before !== null;
  const rows = await tx.rows<Row>(
    `${SUMMARY} where m.shop_id = $1 and ($2::text is null or m.sheet = $2) and ($3::bigint is null or m.location_id = $3)
        and ($4 = '' or m.carrier = $4)
        and ($5 = '' or m.manifest_id::text = $5
             or exists (select 1 from manifest_parcel x join parcel p on p.shop_id = x.shop_id and p.parcel_id = x.parcel_id
                          join shop_order o on o.shop_id = x.shop_id and o.order_id = x.order_id
                         where x.shop_id = m.shop_id and x.manifest_id = m.manifest_id and (p.tracking_number = $5 or o.name = $5)))
        and ($6::bigint is null or m.manifest_id ${backwards ? ">" : "<"} $6)
      order by m.manifest_id ${backwards ? "asc" : "desc"} limit $7`,
    [tx.shopId, sheet, locationId, carrier, search, readId(before ?? after) ?? null, size + 1],
  );
  const page = cutPage(rows.map(manifestOf), size, sideOf({ after, before }), ({ manifestId }) => manifestId);
  return { manifests: page.rows, before: page.before, after: page.after };
}

export interface ManifestLine {
  readonly orderName: string;
  readonly tracking: string;
  readonly service: string;
  readonly grams: number | null;
}

/** The parcels on a manifest, by their order. */
export async function manifestLines(tx: ShopTx, manifestId: ManifestId): Promise<ManifestLine[]> {
  return tx.rows<ManifestLine & Record<string, unknown>>(
    `select o.name as "orderName", coalesce(p.tracking_number, '') as tracking, p.service, x.grams
       from manifest_parcel x
       join parcel p on p.shop_id = x.shop_id and p.parcel_id = x.parcel_id
       join shop_order o on o.shop_id = x.shop_id and o.order_id = x.order_id
      where x.shop_id = $1 and x.manifest_id = $2 order by x.parcel_id`,
    [tx.shopId, manifestId],
  );
}
