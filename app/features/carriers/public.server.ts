export { chooseService } from "./domain/choose-service.ts";
export {
  carrierAccounts,
  carrierName,
  labelCarrier,
  openCarrier,
  saveCarrierAccount,
  type CarrierAccount,
  type SaveAccount,
} from "./store.server.ts";
export { connectableCarriers } from "./connectable.server.ts";
