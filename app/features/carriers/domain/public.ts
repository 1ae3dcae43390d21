/** The pure door of carriers: what other features' rules may ask. */
export { likelyCarrier } from "./numbers/detect-carriers.ts";
export { judgeAddress, mustWait } from "./address/judge-address.ts";
export { namedService } from "./choose-service.ts";
export { readOwnNumber } from "./own-number.ts";
export { arrivalDay } from "./shopping/arrival.ts";
export { chooseLabel, VERDICTS, type JudgedOffer, type Verdict } from "./shopping/choose-label.ts";
export { costSurprise } from "./shopping/cost-surprise.ts";
export { planCarrier } from "./shopping/plan-carrier.ts";
