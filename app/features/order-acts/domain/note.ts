/** Shopify's longest note of an order, in characters. */
const LONGEST_NOTE = 5_000;

/** Between line ends. How a line ends, and space around it, is nobody's intention. */
const linesOf = (text: string): string =>
  `\n${text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .join("\n")}\n`;

/** Does the note have this text as whole lines? */
export const hasText = (note: string, text: string): boolean => linesOf(note).includes(linesOf(text));

/** The note with those of these texts that it does not have, each on a line of its own below what is there. Null: there is no room for all of them. */
export function withTexts(note: string, texts: readonly string[]): string | null {
  let written = note;
  for (const text of texts) if (!hasText(written, text)) written = written === "" ? text : `${written}\n${text}`;
  return written !== note && [...written].length > LONGEST_NOTE ? null : written;
}
