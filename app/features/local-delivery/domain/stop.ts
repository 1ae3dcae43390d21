/** Where a stop stands: planned → out → delivered; a failed one waits for its next try. `gone`: cancelled, or handed over by others. */
export const STOP_STATES = ["planned", "out", "delivered", "failed", "gone"] as const;
export type StopState = (typeof STOP_STATES)[number];

export const FAIL_REASONS = ["nobody_home", "wrong_address", "refused", "not_reached", "damaged", "other"] as const;

/** What Shopify shows of its fulfillment order. */
export interface ShownStop {
  readonly status: string;
  readonly deliveryMethod: string;
  readonly left: number;
}

/** Where it stands after a read. What a driver of ours has taken out is ours to tell; otherwise Shopify is believed. */
export function stopAfter(before: StopState, taken: boolean, shown: ShownStop): StopState {
  if (before === "delivered" || taken) return before;
  const isGone = shown.left === 0 || shown.status === "CANCELLED" || shown.deliveryMethod !== "LOCAL";
  if (isGone) return "gone";
  return before === "gone" ? "planned" : before;
}

/** A photo or a drawn signature as a browser sends it. */
export interface ProofImage {
  readonly contentType: "image/png" | "image/jpeg";
  readonly bytes: Uint8Array;
}

/** Enough for a photo of a door at 1,280 pixels. */
const MOST_BYTES = 1_500_000;
const SIGNS = { "image/png": [0x89, 0x50, 0x4e, 0x47], "image/jpeg": [0xff, 0xd8, 0xff] } as const;

/** Reads an image from a data URL; undefined when it is none, too large, or not what it says it is. */
export function readImage(url: string): ProofImage | undefined {
  const [, contentType, data = ""] = /^data:(image\/png|image\/jpeg);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url) ?? [];
  if (contentType !== "image/png" && contentType !== "image/jpeg") return undefined;
  if (data.length > (MOST_BYTES * 4) / 3) return undefined;
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  return SIGNS[contentType].every((sign, index) => bytes[index] === sign) ? { contentType, bytes } : undefined;
}
