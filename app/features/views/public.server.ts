/** What lists use of saved views: what they show at an address, with the views the reader sees. */
export { savedList } from "./saved-list.server.ts";
export { type ViewAction, type ViewOutcome } from "./views.server.ts";
