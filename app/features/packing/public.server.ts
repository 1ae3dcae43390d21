/** What other features may use of packing: the shop's boxes, which one a parcel goes into, and that paper holds no more. */
export { readBoxes, suggestBoxFor } from "./boxes.server.ts";
export { keepMetafieldSizes, sizesToRead } from "./metafield-sizes.server.ts";
export { voidPrinted } from "./printed.server.ts";
export { printLetter } from "./print-letter.server.ts";
export { makeManifest } from "./make-manifest.server.ts";
export { listOfParcel, stayedHere } from "./stayed-here.server.ts";
