/** What other features may use of intake: whether Shopify signed a body. */
export { isSigned } from "./verify.server.ts";
