/** What others may use of fulfillment: ship one, ship what may be shipped, and the handlers of its effects. */
export { addressOfOrder, bothAddresses, type Writing } from "./address-check.server.ts";
export { answerAddress, recheckAddresses } from "./answer-address.server.ts";
export { answerLabel, type LabelAnswer } from "./answer-label.server.ts";
export { buyLabel, purchaseLabel } from "./buy-label.server.ts";
export { choicesOfOrder } from "./label-choice.server.ts";
export { readReplaceable, replaceLabel } from "./replace-label.server.ts";
export { replacementsOfOrder, type Price } from "./replacements.server.ts";
export { requoteLabel } from "./requote.server.ts";
export { labelsWaiting } from "./labels-waiting.server.ts";
export { shipWithOwnNumber } from "./own-number.server.ts";
export { createFulfillment } from "./create-fulfillment.server.ts";
export { handOverHandler } from "./hand-over.server.ts";
export { planShipments, shipFulfillmentOrder, shipFulfillmentOrderIn, type Package } from "./ship.server.ts";
export { voidLabel } from "./void-label.server.ts";
export { openShippables, readShippable, remainingLines, shippablesOfOrder, type Shippable } from "./store.server.ts";
