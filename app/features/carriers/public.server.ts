/** What others may use of carriers: the merchant's accounts, and carriers bound to them. */
export { chooseService } from "./domain/choose-service.ts";
export {
  carrierAccounts,
  carrierName,
  disableCarrierAccount,
  labelCarrier,
  openCarrier,
  saveCarrierAccount,
} from "./store.server.ts";
export { connectableCarriers } from "./connectable.server.ts";
