/** Fewer signs are no tracking number, but may be the beginning of thousands of orders' names. */
const NUMBER_LENGTH = 8;

/**
 * The word an order is found by that was sent with this tracking number: letters and digits alone, as people type it with and without spaces. Null when
 * it has fewer than eight, or no digit: that is no tracking number.
 */
export function trackingWord(number: string): string | null {
  const signs = number
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return signs.length >= NUMBER_LENGTH && /\p{N}/u.test(signs) ? `tracking ${signs}` : null;
}
