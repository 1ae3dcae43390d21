/**
 * The words an item is found by: those of its title, SKU, barcode and vendor, without case and accents. A word with signs inside ("CAM-1", "t-shirt")
 * is found whole and by each of its parts.
 */
export function itemWords(texts: readonly (string | null)[]): string[] {
  const words = new Set<string>();
  for (const token of texts.flatMap((text) => tokensOf(text ?? ""))) {
    words.add(token);
    for (const part of token.split(/[^\p{L}\p{N}]+/u)) if (part !== "") words.add(part);
  }
  return [...words];
}

/** Longer than any SKU or word; PostgreSQL refuses index entries above 2,700 bytes. */
const LONGEST = 100;
/** More words than this narrow nothing down. */
const MOST_WORDS = 6;

/** The words of a search text; an item must have, for each of them, a word that begins with it. Empty: there is nothing to search for. */
export function searchedWords(text: string): string[] {
  return [...new Set(tokensOf(text))].slice(0, MOST_WORDS);
}

/** Text as it is sorted: without case, accents and superfluous spaces. */
export function sortKey(text: string): string {
  return folded(text).replace(/\s+/g, " ").trim().slice(0, LONGEST);
}

function tokensOf(text: string): string[] {
  return folded(text)
    .split(/\s+/)
    .map((token) => token.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").slice(0, LONGEST))
    .filter((token) => token !== "");
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
