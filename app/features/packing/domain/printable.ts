/** What stands for a letter that the font does not have: a person sees that something is missing, and the barcode still says which order it is. */
const MISSING = "\u25a1";

/**
 * A text as it can be printed: composed letters (é as one), no control characters, and only letters the font has. A letter that it does not have loses its
 * accents (NFKD); when that does not help, a box stands for it.
 */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  const hasAll = (letters: string) => [...letters].every((letter) => has(letter.codePointAt(0) ?? 0));
  return [...text.normalize("NFC").replace(/[\p{Cc}\p{Cf}]/gu, " ")]
    .map((letter) => {
      if (hasAll(letter)) return letter;
      const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "");
      return plain !== "" && hasAll(plain) ? plain : MISSING;
    })
    .join("");
}

/** Can it be a Code 128? Printable ASCII of a length that a scanner reads. */
export const isCode128 = (text: string): boolean => /^[\x20-\x7e]{1,48}$/.test(text);
