import { parseId, type FulfillmentId, type FulfillmentOrderId, type OrderId, type ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { realMs } from "../../platform/clock.server.ts";
import { nextPollAt } from "./domain/poll.ts";
import type { ParcelStage } from "./domain/parcel-stage.ts";

/** What the packing station knows of a parcel. */
export interface Packed {
  /** Units by line of its fulfillment order; null: all that is left of it. */
  readonly contents: readonly { readonly lineId: string; readonly units: number }[] | null;
  /** As weighed; null: nobody did. */
  readonly grams: number | null;
  /** Of its box, in millimetres; null: nobody said. */
  readonly box: { readonly length: number; readonly width: number; readonly height: number } | null;
}

/** A parcel somebody decided to send: one per fulfillment order, or one for each box that was packed of it. */
export interface NewParcel extends Packed {
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: string;
  readonly carrier: string;
  readonly service: string;
  readonly units: number;
}

export interface Parcel extends Packed {
  readonly parcelId: ParcelId;
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: string;
  readonly fulfillmentId: FulfillmentId | null;
  readonly carrier: string;
  readonly service: string;
  readonly carrierRef: string | null;
  /** Who carries it, by Shopify's name; null: the carrier itself. */
  readonly courier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly labelFileId: string | null;
  readonly stage: ParcelStage;
  readonly units: number;
}

interface ParcelRow extends Packed {
  readonly parcel_id: string;
  readonly order_id: OrderId;
  readonly fulfillment_order_id: FulfillmentOrderId;
  readonly location_id: string;
  readonly fulfillment_id: FulfillmentId | null;
  readonly carrier: string;
  readonly service: string;
  readonly carrier_ref: string | null;
  readonly courier: string | null;
  readonly tracking_number: string | null;
  readonly tracking_url: string | null;
  readonly label_file_id: string | null;
  readonly stage: ParcelStage;
  readonly units: number;
  readonly [column: string]: unknown;
}

/**
 * The condition of SQL that a parcel leaves no room for another one of its fulfillment order. A box among several that Shopify knows as shipped does:
 * what is left of the order is for others.
 */
export const leavesNoRoom = (parcel: string): string =>
  `${parcel}.stage <> 'void' and (${parcel}.contents is null or ${parcel}.fulfillment_id is null)`;

/**
 * Plans parcels; a fulfillment order that has one already gets none: all boxes of it, or none. A void parcel makes room: its label was given back and its
 * story is in the ledger. Returns the new ones.
 */
export async function planParcels(
  tx: ShopTx,
  plans: readonly NewParcel[],
  now: Date,
): Promise<
  { readonly parcelId: ParcelId; readonly orderId: OrderId; readonly fulfillmentOrderId: FulfillmentOrderId }[]
> {
  if (plans.length === 0) return [];
  const orders = plans.map(({ fulfillmentOrderId }) => fulfillmentOrderId);
  const gone = `select parcel_id from parcel where shop_id = $1 and fulfillment_order_id = any($2::bigint[]) and stage = 'void'`;
  await tx.run(`delete from parcel_scan where shop_id = $1 and parcel_id in (${gone})`, [tx.shopId, orders]);
  await tx.run(`delete from parcel where shop_id = $1 and parcel_id in (${gone})`, [tx.shopId, orders]);
  const rows = await tx.rows<{ parcel_id: string; order_id: OrderId; fulfillment_order_id: FulfillmentOrderId }>(
    `insert into parcel (shop_id, order_id, fulfillment_order_id, location_id, carrier, service, stage, units, created_at, contents, grams, box, part)
     select $1, order_id, fulfillment_order_id, location_id, carrier, service, 'planned', units, $3, contents, grams, box,
            coalesce((select max(p.part) + 1 from parcel p where p.shop_id = $1 and p.fulfillment_order_id = x.fulfillment_order_id), 0)
              + row_number() over (partition by fulfillment_order_id order by nth) - 1
       from jsonb_to_recordset($2::jsonb)
         as x(nth int, order_id bigint, fulfillment_order_id bigint, location_id bigint, carrier text, service text, units int, contents jsonb,
              grams int, box jsonb)
      where not exists (select 1 from parcel p where p.shop_id = $1 and p.fulfillment_order_id = x.fulfillment_order_id and ${leavesNoRoom("p")})
      order by fulfillment_order_id, nth
     on conflict (shop_id, fulfillment_order_id, part) do nothing
     returning parcel_id, order_id, fulfillment_order_id`,
    [
      tx.shopId,
      JSON.stringify(
        plans.map((plan, nth) => ({
          nth,
          contents: plan.contents,
          grams: plan.grams,
          box: plan.box,
          order_id: plan.orderId,
          fulfillment_order_id: plan.fulfillmentOrderId,
          location_id: plan.locationId,
          carrier: plan.carrier,
          service: plan.service,
          units: plan.units,
        })),
      ),
      now,
    ],
  );
  // Somebody else was quicker by a moment with fewer boxes: what is left of ours would be shipped twice.
  const wanted = Map.groupBy(orders, (id) => id);
  const planned = Map.groupBy(rows, (row) => row.fulfillment_order_id);
  const late = rows.filter(({ fulfillment_order_id: id }) => planned.get(id)?.length !== wanted.get(id)?.length);
  for (const { parcel_id: id } of late) await unplanParcel(tx, parseId<ParcelId>(id));
  return rows
    .filter((row) => !late.includes(row))
    .map((row) => ({
      parcelId: parseId<ParcelId>(row.parcel_id),
      orderId: row.order_id,
      fulfillmentOrderId: row.fulfillment_order_id,
    }));
}

/** Boxes of a fulfillment order that got no label, or whose label was given back: as they were packed. */
export async function boxesWithoutLabel(
  tx: ShopTx,
  fulfillmentOrderId: FulfillmentOrderId,
): Promise<(Packed & { readonly units: number })[]> {
  return tx.rows<Packed & { readonly units: number; readonly [column: string]: unknown }>(
    `select units, contents, grams, box from parcel
      where shop_id = $1 and fulfillment_order_id = $2 and stage = 'void' order by part`,
    [tx.shopId, fulfillmentOrderId],
  );
}

/** Undefined when there is none of that number. */
export async function readParcel(tx: ShopTx, parcelId: ParcelId): Promise<Parcel | undefined> {
  const [row] = await tx.rows<ParcelRow>(
    `select parcel_id, order_id, fulfillment_order_id, location_id, fulfillment_id, carrier, service, carrier_ref, courier,
            tracking_number, tracking_url, label_file_id, stage, units, contents, grams, box
       from parcel where shop_id = $1 and parcel_id = $2`,
    [tx.shopId, parcelId],
  );
  return (
    row && {
      parcelId,
      orderId: row.order_id,
      fulfillmentOrderId: row.fulfillment_order_id,
      locationId: row.location_id,
      fulfillmentId: row.fulfillment_id,
      carrier: row.carrier,
      service: row.service,
      carrierRef: row.carrier_ref,
      courier: row.courier,
      trackingNumber: row.tracking_number,
      trackingUrl: row.tracking_url,
      labelFileId: row.label_file_id,
      stage: row.stage,
      units: row.units,
      contents: row.contents,
      grams: row.grams,
      box: row.box,
    }
  );
}

/** What the carrier sold us, or somebody bought elsewhere. Ids and numbers only: the label itself is a sealed file. */
export interface BoughtLabel {
  readonly carrierRef: string | null;
  readonly courier: string | null;
  readonly trackingNumber: string;
  readonly trackingUrl: string | null;
  readonly costMinor: number | null;
  readonly currency: string | null;
  readonly expectedAt: Date | null;
  readonly fileId: string | null;
  /** The carrier can be asked where it is. */
  readonly followed: boolean;
}

/** The parcel has its label; from now on the carrier is asked where it is, if it can be. */
export async function parcelLabelled(tx: ShopTx, parcelId: ParcelId, label: BoughtLabel, now: Date): Promise<void> {
  const poll = label.followed ? nextPollAt("labelled", now, now) : null;
  await tx.run(
    `update parcel
        set stage = 'labelled', carrier_ref = $3, tracking_number = $4, tracking_url = $5, cost_minor = $6, currency = $7,
            expected_at = $8, label_file_id = $9, next_poll_at = $10, courier = $11
      where shop_id = $1 and parcel_id = $2`,
    [
      tx.shopId,
      parcelId,
      label.carrierRef,
      label.trackingNumber,
      label.trackingUrl,
      label.costMinor,
      label.currency,
      label.expectedAt,
      label.fileId,
      poll,
      label.courier,
    ],
  );
  if (poll) wakeLane(tx, "tracking", realMs(poll.getTime() - now.getTime()));
}

/** Another carrier or service than it was planned with. Only before its label was bought. */
export async function replanParcel(
  tx: ShopTx,
  parcelId: ParcelId,
  { carrier, service }: { readonly carrier: string; readonly service: string },
): Promise<void> {
  await tx.run(
    "update parcel set carrier = $3, service = $4 where shop_id = $1 and parcel_id = $2 and stage = 'planned'",
    [tx.shopId, parcelId, carrier, service],
  );
}

/** What labels of the order that are in force have cost so far, in a currency. */
export async function labelsCost(tx: ShopTx, orderId: OrderId, currency: string): Promise<number> {
  const [row] = await tx.rows<{ spent: string }>(
    `select coalesce(sum(cost_minor), 0)::text as spent from parcel
      where shop_id = $1 and order_id = $2 and currency = $3 and stage <> 'void'`,
    [tx.shopId, orderId, currency],
  );
  return Number(row?.spent ?? 0);
}

/** Shopify knows the parcel as this fulfilment. */
export async function parcelFulfilled(tx: ShopTx, parcelId: ParcelId, fulfillmentId: FulfillmentId): Promise<void> {
  await tx.run("update parcel set fulfillment_id = $3 where shop_id = $1 and parcel_id = $2", [
    tx.shopId,
    parcelId,
    fulfillmentId,
  ]);
}

/** The parcel will not be sent: nobody asks about it any more, and its fulfillment order may get another one. */
export async function parcelVoid(tx: ShopTx, parcelId: ParcelId): Promise<void> {
  await tx.run("update parcel set stage = 'void', next_poll_at = null where shop_id = $1 and parcel_id = $2", [
    tx.shopId,
    parcelId,
  ]);
}

/** Takes a plan back before a label was bought: as if it had never been made. One that Shopify knows as shipped stays, without a label. */
export async function unplanParcel(tx: ShopTx, parcelId: ParcelId): Promise<void> {
  const planned = "shop_id = $1 and parcel_id = $2 and stage = 'planned'";
  await tx.run(`delete from parcel where ${planned} and fulfillment_id is null`, [tx.shopId, parcelId]);
  await tx.run(`update parcel set stage = 'void' where ${planned}`, [tx.shopId, parcelId]);
}

/** Nobody else changes the parcel until the transaction ends. */
export async function lockParcel(tx: ShopTx, parcelId: ParcelId): Promise<void> {
  await tx.run("select 1 from parcel where shop_id = $1 and parcel_id = $2 for update", [tx.shopId, parcelId]);
}

/** What a parcel's label cost (null: not known), and whether a driver's list has it. */
export async function labelOfParcel(
  tx: ShopTx,
  parcelId: ParcelId,
): Promise<{ readonly cost: { readonly minor: number; readonly currency: string } | null; readonly onList: boolean }> {
  const [row] = await tx.rows<{ cost: string | null; currency: string | null; on_list: boolean }>(
    `select p.cost_minor::text as cost, p.currency,
            exists (select 1 from manifest_parcel m where m.shop_id = p.shop_id and m.parcel_id = p.parcel_id) as on_list
       from parcel p where p.shop_id = $1 and p.parcel_id = $2`,
    [tx.shopId, parcelId],
  );
  const cost = row?.cost == null || row.currency === null ? null : { minor: Number(row.cost), currency: row.currency };
  return { cost, onList: row?.on_list ?? false };
}

/** The parcel's label was given back, and it waits for another one, weighed and packed as it is now. */
export async function unlabelParcel(
  tx: ShopTx,
  parcelId: ParcelId,
  { grams, box }: Pick<Packed, "grams" | "box">,
): Promise<void> {
  await tx.run(
    `update parcel
        set stage = 'planned', carrier_ref = null, tracking_number = null, tracking_url = null, courier = null, cost_minor = null, currency = null,
            expected_at = null, label_file_id = null, next_poll_at = null, grams = $3, box = $4
      where shop_id = $1 and parcel_id = $2`,
    [tx.shopId, parcelId, grams, box === null ? null : JSON.stringify(box)],
  );
}
