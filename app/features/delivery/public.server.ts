/** What others may use of delivery: parcels, promises, the tracking lane and the handlers of its effects. */
export {
  boxesWithoutLabel,
  labelOfParcel,
  labelsCost,
  leavesNoRoom,
  lockParcel,
  parcelFulfilled,
  parcelLabelled,
  parcelVoid,
  planParcels,
  readParcel,
  replanParcel,
  unlabelParcel,
  unplanParcel,
  type Packed,
  type Parcel,
} from "./parcels.server.ts";
export { orderStatusForStaff, readOrderStatus } from "./order-status.server.ts";
export { readShopperToken } from "./session-token.server.ts";
export { promisesInForce, refreshPromises } from "./promises.server.ts";
export { showPickup } from "./show-pickup.server.ts";
export { pollNow, restageScans } from "./restage-scans.server.ts";
export { trackParcels } from "./track.server.ts";
export { writeEvent } from "./write-event.server.ts";
export { writePromise } from "./write-promise.server.ts";
export { parcelsByOthers } from "./parcels-by-others.server.ts";
export { countMovingParcels, parcelsOfOrder } from "./parcels-of-order.server.ts";
export { searchParcels } from "./search.server.ts";
export { shownToShoppers } from "./shown-to-shoppers.server.ts";
export { transitSeen } from "./transit-seen.server.ts";
export { promiseOfOrder } from "./promise-of-order.server.ts";
export { daySeen, promiseSeen } from "./promise-shown.server.ts";
export { openPredictor, type PredictedPart } from "./predict-parts.server.ts";
export { journeyOf, JOURNEY, type JourneyColumns } from "./arrived.server.ts";
export { leavesAt, readOrigins } from "./origins.server.ts";
export { lookAtEta, readShopEta } from "./shop-eta.server.ts";
export { settleOutcomes } from "./settle-outcomes.server.ts";
export { tellByOthers } from "./tell-by-others.server.ts";
export { runWatch, watchOrders, type OrderWatcher } from "./watch.server.ts";
export { arrivalsOfOrder } from "./on-time.server.ts";
export { correctTracking, trackingSubject, writeTracking } from "./correct-tracking.server.ts";
