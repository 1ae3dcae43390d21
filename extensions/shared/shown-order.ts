import type {
  DeliveryPromise,
  DeliveryStage,
  OrderMoment,
  ParcelView,
  PickupPromise,
} from "../../app/features/delivery/domain/order-status-view.ts";

/** A parcel as the extensions show it. */
export interface ShownParcel extends ParcelView {
  /** Collected by the shopper at a shop or locker, so "delivered" would be the wrong word. */
  collected: boolean;
}

/** An order as the extensions show it, whoever told us. */
export interface ShownOrder {
  stage: DeliveryStage;
  promise: DeliveryPromise | null;
  /** Null when nothing is collected. */
  pickup: PickupPromise | null;
  /** In the order they were sent. */
  parcels: readonly ShownParcel[];
  /** Newest first. */
  moments: readonly OrderMoment[];
}

/** True when every parcel was collected rather than delivered. */
export function isCollected(order: ShownOrder): boolean {
  return order.stage === "delivered" && order.parcels.length > 0 && order.parcels.every((parcel) => parcel.collected);
}
