/** What other features may use of help: words that a text is in. */
export { searchWords } from "./search-words.server.ts";
