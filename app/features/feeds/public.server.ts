/** What other parts may use of feeds: the planner that writes what files want, and the work of the long lane. */
export { planFeeds } from "./plan-feeds.server.ts";
export { runFeeds } from "./run-feeds.server.ts";
