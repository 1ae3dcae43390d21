/** The pure door of carriers: what other features' rules may ask. */
export { likelyCarrier } from "./numbers/detect-carriers.ts";
