/** What other features may use of transfers: their mirror, what they explain, and the handlers of their effects. */
export {
  cancelTransfer,
  changeTransfer,
  createTransfer,
  readyTransfer,
  receiveShipment,
  sendShipment,
} from "./effects.server.ts";
export { askForTransfers } from "./acts.server.ts";
export { readArrivals } from "./arrivals.server.ts";
export { lookAtTransfers, markOpenTransfers } from "./look.server.ts";
export { mirrorTransfer, transfersOfShipments } from "./mirror.server.ts";
export { planHolds } from "./plan-holds.server.ts";
export { transfersConnected } from "./setting.server.ts";
export { readTransfer } from "./read-transfer.server.ts";
