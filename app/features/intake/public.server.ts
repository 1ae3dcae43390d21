/** What others may use of intake: whether Shopify signed a body, reading it with every digit, and pruning. */
export { MalformedBody, parseBody } from "./domain/parse-body.ts";
export { pruneDeliveries } from "./prune.server.ts";
export { isSigned } from "./verify.server.ts";
