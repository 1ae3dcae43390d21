/** What others may use of shopper: the handler of its effect. */
export { cancelHandler } from "./cancel-handler.server.ts";
