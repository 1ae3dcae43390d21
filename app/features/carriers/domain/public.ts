/** The pure door of carriers: what other features' rules may ask. */
export { likelyCarrier } from "./numbers/detect-carriers.ts";
export { namedService } from "./choose-service.ts";
export { readOwnNumber } from "../manual/own-number.ts";
export { arrivalDay } from "./shopping/arrival.ts";
export { chooseLabel } from "./shopping/choose-label.ts";
export { costSurprise } from "./shopping/cost-surprise.ts";
export { planCarrier } from "./shopping/plan-carrier.ts";
