/** What others may use of delivery: parcels, promises, the tracking lane and the handlers of its effects. */
export {
  parcelFulfilled,
  parcelLabelled,
  parcelVoid,
  planParcels,
  readParcel,
  unplanParcel,
  type Parcel,
} from "./parcels.server.ts";
export { promisesInForce, refreshPromises } from "./promises.server.ts";
export { trackParcels } from "./track.server.ts";
export { writeEvent } from "./write-event.server.ts";
export { writePromise } from "./write-promise.server.ts";
export { parcelsByOthers } from "./parcels-by-others.server.ts";
export { countMovingParcels, parcelsOfOrder } from "./parcels-of-order.server.ts";
export { transitSeen } from "./transit-seen.server.ts";
