export { recordIntents } from "./record.server.ts";
