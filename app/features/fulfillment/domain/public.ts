/** The pure rules of fulfillment that other features may use. */
export { shipRefusal } from "./may-ship.ts";
export { contentsOf, type PackedBox, type PackedLine } from "./packages.ts";
export { parcelGrams } from "./parcel-weight.ts";
