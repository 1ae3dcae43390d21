/**
 * What a customer shows or says at the desk: six letters and digits, none of which looks or sounds like another (no 0 O 1 I L 2 Z 5 S B U V Q). They are 23, a
 * prime: with weights 1 to 6 any single wrong letter and any two that changed places make the sum wrong.
 */
const ALPHABET = "346789ACDEFGHJKMNPRTWXY";
const PRIME = ALPHABET.length;
const LENGTH = 6;
/** 4 · 6 = 1 (mod 23): what the last weight is divided by. */
const LAST_INVERSE = 4;

const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value, index) => sum + (index + 1) * value, 0) % PRIME;

/** A new code from five random numbers, each a whole number of 0…22. The sixth letter checks the others. */
export function newCode(random: () => number): string {
  const values = Array.from({ length: LENGTH - 1 }, random);
  const check = ((PRIME - sumOf(values)) * LAST_INVERSE) % PRIME;
  return [...values, check].map((value) => ALPHABET[value] ?? "").join("");
}

/** How many different letters there are: what `random` of `newCode` stays below. */
export const CODE_LETTERS = PRIME;

/** What was typed or scanned as a code: capitals, without spaces and dashes. Undefined when it cannot be one. */
export function readCode(text: string): string | undefined {
  const code = text.replaceAll(/[\s-]/g, "").toUpperCase();
  const values = [...code].map((letter) => ALPHABET.indexOf(letter));
  return values.length === LENGTH && values.every((value) => value >= 0) && sumOf(values) === 0 ? code : undefined;
}

/** As it is shown: two groups of three. */
export const codeText = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`;
