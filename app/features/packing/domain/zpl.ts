import { printable } from "./printable.ts";
import type { Mark, Measure, Sheet } from "./sheet.ts";

/** Dots to the inch of common label printers; 203 is what most have. */
export type Dpi = 203 | 300;

/**
 * A sheet as ZPL II, the language of label printers: `^CI28` (the text is UTF-8), each text as hexadecimal where it could be read as a command (`^FH`), codes
 * drawn by the printer itself.
 * Source of the commands: Zebra, ZPL II Programming Guide.
 */
export function zplOf(sheet: Sheet, dpi: Dpi = 203): string {
  const dots = (points: number) => Math.round((points * dpi) / 72);
  const lines = [
    "^XA",
    "^CI28",
    `^PW${dots(sheet.width)}`,
    `^LL${dots(sheet.height)}`,
    ...sheet.marks.map((mark) => `^FO${dots(mark.x)},${dots(mark.y)}${fieldOf(mark, dots)}^FS`),
    ...(sheet.stamp === undefined ? [] : [stampOf(sheet, sheet.stamp, dots)]),
    "^XZ",
  ];
  return lines.join("\n");
}

/**
 * The width of a text in the printer's own font (0, scalable), near enough to break lines by: no letter is wider, so a line never runs out of its column.
 */
export const zplWidth: Measure = (text, size) => [...text].length * size * 0.6;

function fieldOf(mark: Mark, dots: (points: number) => number): string {
  switch (mark.is) {
    case "text": {
      const height = dots(mark.size);
      return `^A0N,${height},${mark.bold ? height : Math.round(height * 0.9)}^FH^FD${zplText(mark.text)}`;
    }
    case "box": {
      const [width, height] = [Math.max(1, dots(mark.width)), Math.max(1, dots(mark.height))];
      return `^GB${width},${height},${mark.filled ? Math.min(width, height) : 2}`;
    }
    case "code":
      return mark.symbology === "code128"
        ? `^BY${moduleOf(mark, dots)}^BCN,${dots(mark.height)},N,N,N,A^FH^FD${zplText(mark.text)}`
        : `^BQN,2,${magnificationOf(mark, dots)}^FH^FDMA,${zplText(mark.text)}`;
  }
}

type CodeMark = Extract<Mark, { is: "code" }>;

/** Dots of the narrowest bar, so that the code fits its width: 11 modules a letter and 35 around them (Code 128, set B). */
const moduleOf = ({ text, width }: CodeMark, dots: (points: number) => number): number =>
  Math.max(1, Math.min(10, Math.floor(dots(width) / (text.length * 11 + 35))));

/** Dots of a square of a QR code: 25 squares to a side hold 38 letters, each further version 4 squares more. */
function magnificationOf({ text, width }: CodeMark, dots: (points: number) => number): number {
  const side = 25 + 4 * Math.max(0, Math.ceil((new TextEncoder().encode(text).length - 26) / 14));
  return Math.max(1, Math.min(10, Math.floor(dots(width) / side)));
}

/** Across the sheet in large letters, turned by a quarter: who holds it sees it, and what is below can still be read. */
function stampOf({ width, height }: Sheet, stamp: string, dots: (points: number) => number): string {
  const size = dots(Math.min(width / 3, (height / Math.max(1, [...stamp].length)) * 1.2));
  return `^FO${dots(width / 3)},${dots(height / 10)}^A0R,${size},${size}^FH^FD${zplText(stamp)}^FS`;
}

/** ASCII as it is, but for the signs that begin a command or an escape; everything else byte by byte. */
function zplText(text: string): string {
  const bytes = new TextEncoder().encode(printable(text, () => true));
  return [...bytes]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      const isPlain = byte >= 0x20 && byte < 0x7f && !"^~_".includes(letter);
      return isPlain ? letter : `_${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
