/** What other parts may use of feeds: the planner that writes what files want, the work of the long lane, and what a file may do without a second look. */
export { judgeFeed } from "./domain/judge.ts";
export { planFeeds } from "./plan-feeds.server.ts";
export { runFeeds } from "./run-feeds.server.ts";
