/**
 * The carrier's own status codes, as its documentation lists them. Made up, but shaped like real ones: sparse numbers,
 * two ways to be "in the network", several exceptions of which some end the journey, and one code nobody documented.
 */
export const CODES = {
  "000": "Shipment data received",
  "090": "Shipment cancelled by sender",
  "110": "Collected from sender",
  "210": "Processed at sort centre",
  "220": "Departed from sort centre",
  "310": "Arrived at delivery depot",
  "400": "Out for delivery",
  "451": "Delivery attempted, nobody home",
  "500": "Delivered",
  "620": "Exception: delayed in transit",
  "640": "Exception: parcel damaged",
  "690": "Returning to sender",
  "699": "Parcel lost, investigation closed",
} as const;

/** A code of the documentation. */
export type DocumentedCode = keyof typeof CODES;

/** Sent now and then by one sort centre's old software; means no more than "seen here". */
export const UNDOCUMENTED_CODE = "2X7";

export type ScanCode = DocumentedCode | typeof UNDOCUMENTED_CODE;

/** The carrier's words for a code, or null when it has none. */
export function codeText(code: ScanCode): string | null {
  return code === UNDOCUMENTED_CODE ? null : CODES[code];
}
