/** What other features may use of checkout-rates: its effects, the endpoint that Shopify asks, and the regular look. */
export { checkoutRates, RATES_BODY } from "./callback.server.ts";
export { createService, deleteService, updateService } from "./handlers.server.ts";
export { pruneQuotes } from "./quotes.server.ts";
