/** The pure rules of delivery that other features may use. */
export { afterWaiting } from "./eta/remaining.ts";
export { ownPart, partByOthers } from "./part.ts";
export type { ParcelStage } from "./parcel-stage.ts";
export { afterWorkingMs, silentFrom, USUAL_SILENCE_MS } from "./silence.ts";
