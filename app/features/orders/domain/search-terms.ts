import { searchWords } from "./person.ts";
import { trackingWord } from "./tracking-word.ts";

/** How a search text finds orders: by any of the names (whole or beginning), by all of the personal words, or by a tracking number. */
export interface SearchTerms {
  /** Beginnings of order names. */
  readonly prefixes: readonly string[];
  /** Whole order names, for a number that may be a phone as well. */
  readonly names: readonly string[];
  /** Normalised personal words, all of which must fit; to be hashed before they are compared. */
  readonly words: readonly string[];
  /** The word of a tracking number, to be hashed as well. */
  readonly tracking: string | null;
}

/** From as many digits on it may be a phone number (domain/person.ts). */
const PHONE_DIGITS = 6;
/** A shorter beginning fits a tenth of all orders, and nobody looks for those: it is taken as a whole name. */
const PREFIX_LENGTH = 3;

/**
 * Reads a search text. "#1001" and "1001" are the beginning of an order's name (Shopify's names begin with # unless the merchant
 * changed that); "ana@example.com" is an e-mail; "600 100 200" a phone or a long order number; other text is words of a name. What may be a tracking
 * number ("1Z 999 AA1 01 2345 6784") is looked for as one, too.
 * Null when there is nothing to search for.
 */
export function searchTerms(text: string): SearchTerms | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const none = { prefixes: [], names: [], words: [], tracking: null };
  if (trimmed.includes("@")) return { ...none, words: personWords({ email: trimmed }) };
  const tracking = trackingWord(trimmed);
  const digits = trimmed.replace(/[\s()+./-]/g, "");
  if (/^\d+$/.test(digits) && digits.length >= PHONE_DIGITS)
    return { ...none, names: [digits, `#${digits}`], words: personWords({ phone: digits }), tracking };
  if (trimmed.startsWith("#") || (/\d/.test(trimmed) && !/\s/.test(trimmed))) {
    const names = trimmed.startsWith("#") ? [trimmed] : [trimmed, `#${trimmed}`];
    return trimmed.replace("#", "").length < PREFIX_LENGTH
      ? { ...none, names }
      : { ...none, prefixes: names, tracking };
  }
  return { ...none, words: personWords({ name: trimmed }), tracking };
}

function personWords(given: { email?: string; phone?: string; name?: string }): string[] {
  return searchWords({ email: null, phone: null, name: null, ...given });
}
