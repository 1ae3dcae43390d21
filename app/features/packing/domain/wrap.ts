/**
 * A text in lines that are not wider than `most`. It breaks at spaces; a word that is too long for a line by itself is cut. Line ends of the text stay.
 */
export function wrap(text: string, most: number, widthOf: (text: string) => number): string[] {
  return text.split(/\r\n|[\r\n]/).flatMap((paragraph) => wrapParagraph(paragraph, most, widthOf));
}

function wrapParagraph(paragraph: string, most: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= most) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const parts = cut(word, most, widthOf);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? "";
  }
  return [...lines, line];
}

/** A word in parts that fit; at least one letter in each. */
function cut(word: string, most: number, widthOf: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const letter of word) {
    if (part !== "" && widthOf(part + letter) > most) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part];
}
