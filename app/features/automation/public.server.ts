/** What other features may use of rules. Nothing here can write to Shopify or record an intent: replay reads through this door. */
export {
  askReady,
  countMatches,
  readMetafieldNames,
  readRules,
  readyRules,
  type ReadyRules,
} from "./ready-rules.server.ts";
export { noteChange, readChange } from "./changes.server.ts";
export { readLive, readVersion, readVersions } from "./versions.server.ts";
export { readSets, type StoredSet } from "./sets.server.ts";
