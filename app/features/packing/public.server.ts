/** What other features may use of packing: which box a parcel goes into, and that paper holds no more. */
export { suggestBoxFor } from "./boxes.server.ts";
export { voidPrinted } from "./printed.server.ts";
