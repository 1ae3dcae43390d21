/** What others may use of the tracking page: the address of an order's page, for messages. */
export { trackingLink } from "./tracking-link.server.ts";
