/** What lists use of saved views: those the reader sees. */
export { readViews, type ViewAction, type ViewOutcome } from "./views.server.ts";
