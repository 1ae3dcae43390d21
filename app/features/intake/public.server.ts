/** What other features may use of intake: whether Shopify signed a body, and reading it with every digit. */
export { MalformedBody, parseBody } from "./domain/parse-body.ts";
export { isSigned } from "./verify.server.ts";
