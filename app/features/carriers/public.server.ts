/** What others may use of carriers: the merchant's accounts, carriers bound to them, and how the shop chooses labels. */
export { askRates } from "./ask-rates.server.ts";
export { chooseService } from "./domain/choose-service.ts";
export {
  carrierAccounts,
  carrierName,
  disableCarrierAccount,
  factsOf,
  labelSellers,
  openCarrier,
  saveCarrierAccount,
} from "./store.server.ts";
export { codesInbox, saidCodes } from "./unknown-codes.server.ts";
export { labelWishes, readLabelSetting, writeLabelSetting, writeLabelWish } from "./label-setting.server.ts";
