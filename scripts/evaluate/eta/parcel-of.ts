import type { ParcelFacts } from "../../../app/features/delivery/domain/eta/parcel.ts";
import { weekdayOf } from "../../../app/core/calendar/day.ts";
import { handlingDaysOf, type Order } from "./orders.ts";

const DAY_MS = 86_400_000;

/** An order as the product's own facts about a parcel, all of which are known when it is bought. One carrier's one service carries them all. */
export const parcelOf = (order: Order): ParcelFacts => ({
  placedAt: order.purchased_at,
  beginsAt: order.purchased_at,
  weekday: weekdayOf(Math.floor(order.purchased_at / DAY_MS)),
  service: null,
  origin: order.seller_id,
  originRegion: order.seller_state,
  destinationRegion: order.customer_state,
  // The file has the numbers without their leading zeros.
  area: order.customer_zip === "" ? null : order.customer_zip.padStart(5, "0").slice(0, 2),
  abroad: false,
  km: order.km,
  grams: order.weight_g,
  items: order.n_items,
  handlingDays: handlingDaysOf(order),
});
