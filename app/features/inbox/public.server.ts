/** What other parts may use of the inbox: the worker forgets what is long over. */
export { pruneInbox } from "./prune.server.ts";
