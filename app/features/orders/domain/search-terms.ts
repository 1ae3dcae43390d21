import { searchWords } from "./person.ts";

/** How a search text finds orders: by any of the names (whole or beginning), or by all of the personal words. */
export interface SearchTerms {
  /** Beginnings of order names. */
  readonly prefixes: readonly string[];
  /** Whole order names, for a number that may be a phone as well. */
  readonly names: readonly string[];
  /** Normalised personal words, all of which must fit; to be hashed before they are compared. */
  readonly words: readonly string[];
}

/** From as many digits on it may be a phone number (domain/person.ts). */
const PHONE_DIGITS = 6;
/** A shorter beginning fits a tenth of all orders, and nobody looks for those: it is taken as a whole name. */
const PREFIX_LENGTH = 3;

/**
 * Reads a search text. "#1001" and "1001" are the beginning of an order's name (Shopify's names begin with # unless the merchant
 * changed that); "ana@example.com" is an e-mail; "600 100 200" a phone or a long order number; other text is words of a name.
 * Null when there is nothing to search for.
 */
export function searchTerms(text: string): SearchTerms | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed.includes("@")) return { prefixes: [], names: [], words: personWords({ email: trimmed }) };
  const digits = trimmed.replace(/[\s()+./-]/g, "");
  if (/^\d+$/.test(digits) && digits.length >= PHONE_DIGITS)
    return { prefixes: [], names: [digits, `#${digits}`], words: personWords({ phone: digits }) };
  if (trimmed.startsWith("#") || (/\d/.test(trimmed) && !/\s/.test(trimmed))) {
    const names = trimmed.startsWith("#") ? [trimmed] : [trimmed, `#${trimmed}`];
    return trimmed.replace("#", "").length < PREFIX_LENGTH
      ? { prefixes: [], names, words: [] }
      : { prefixes: names, names: [], words: [] };
  }
  return { prefixes: [], names: [], words: personWords({ name: trimmed }) };
}

function personWords(given: { email?: string; phone?: string; name?: string }): string[] {
  return searchWords({ email: null, phone: null, name: null, ...given });
}
