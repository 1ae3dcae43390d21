/**
 * Where somebody may see a promised date. All but `admin` are the shopper's; `checkout` is what the shop's delivery method showed there, our own live rates
 * among them.
 */
export const SURFACES = [
  "checkout",
  "thankYou",
  "orderStatus",
  "trackingPage",
  "metafield",
  "message",
  "shopifyPage",
  "admin",
] as const;
export type Surface = (typeof SURFACES)[number];
