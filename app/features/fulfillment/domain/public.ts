/** The pure rules of fulfillment that other features may use. */
export { shipRefusal } from "./may-ship.ts";
export { contentsOf } from "./packages.ts";
export { parcelGrams } from "./parcel-weight.ts";
