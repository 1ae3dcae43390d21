/** What other features may use of packing: which box a parcel goes into, paper that holds no more, and what was printed. */
export { suggestBoxFor } from "./boxes.server.ts";
export { readPrinted, voidPrinted } from "./printed.server.ts";
