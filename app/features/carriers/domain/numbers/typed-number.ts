/** Longer than any link with a number in it. */
const LONGEST = 500;

/** Letters only, and more of them than any format begins or ends with (four: JVGL, GFUS); or a label as they stand before numbers. */
const TEXT = /^(?:\p{L}{5,}|NO|NR|AWB|UPS|USPS|DHL|DPD|GLS)$/u;
const LETTERS = /^\p{L}+$/u;

/**
 * The numbers that somebody may mean who typed or pasted this: capitals and digits without separators. Full-width characters are read as plain
 * ones; spaces, dashes, dots and what cannot be seen separate nothing; other signs end a number ("Nº: …", links). Of each piece: all of it, and
 * then, for who takes nothing for a number, without the text around it. A word is text only if it cannot belong to a number: a prefix left out would
 * let a number pass that its checksum refuses.
 */
export function readTyped(typed: string): string[][] {
  return typed
    .slice(0, LONGEST)
    .normalize("NFKC")
    .toUpperCase()
    .split(/[^\p{L}\p{N}\p{Pd}\p{Cf}\s.]+/u)
    .map((piece) => [compact(piece), withoutText(piece)])
    .filter(([whole]) => whole !== "");
}

/** Without what stands up to the last word of text before the first digit, and from the first one behind the last digit. */
function withoutText(piece: string): string {
  const words = piece
    .split(/\s+/)
    .map(compact)
    .filter((word) => word !== "");
  const first = words.findIndex((word) => !LETTERS.test(word));
  const last = words.findLastIndex((word) => !LETTERS.test(word));
  const before = words.slice(0, Math.max(first, 0));
  const behind = words.slice(last + 1);
  const end = behind.findIndex((word) => TEXT.test(word));
  return [
    ...before.slice(before.findLastIndex((word) => TEXT.test(word)) + 1),
    ...words.slice(before.length, last + 1),
    ...(end === -1 ? behind : behind.slice(0, end)),
  ].join("");
}

function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
