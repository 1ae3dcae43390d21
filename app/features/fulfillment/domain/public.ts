/** The pure rules of fulfillment that other features may use. */
export { shipRefusal } from "./may-ship.ts";
export { parcelGrams } from "./parcel-weight.ts";
