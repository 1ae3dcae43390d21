/** The words of the trade as Entrega uses them; each names its place on the page of words, and stays as it is. Texts: locales, under `words`. */
export const WORDS = [
  "promise",
  "predictedDate",
  "risk",
  "silent",
  "deadline",
  "fulfillmentOrder",
  "routing",
  "lane",
  "hold",
  "pin",
  "inPart",
  "observe",
  "sellable",
  "committed",
  "buffer",
  "guard",
  "drift",
  "count",
  "transfer",
  "sharedItem",
  "cutOff",
  "batch",
  "manifest",
  "rule",
  "replay",
  "workflow",
  "countedOrder",
] as const;
export type Word = (typeof WORDS)[number];

/** Where a word is explained. */
export const placeOf = (word: Word): string => `/app/help/words#${word}`;
