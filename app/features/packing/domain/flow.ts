import { PAPER_POINTS, type Mark, type Measure, type Paper, type Sheet } from "./sheet.ts";
import { wrap } from "./wrap.ts";

/** A line is so much higher than its letters. */
const LEADING = 1.35;

/** How large things are on a paper. Points. */
interface Sizes {
  readonly margin: number;
  readonly text: number;
  readonly small: number;
  readonly title: number;
}

const ON_PAGES: Sizes = { margin: 42, text: 10, small: 8.5, title: 18 };
const SIZES: Readonly<Record<Paper, Sizes>> = {
  a4: ON_PAGES,
  letter: ON_PAGES,
  label: { margin: 14, text: 8.5, small: 7, title: 13 },
};

/** Words in a row: `x` from the left margin, wrapped at `width` (all that is left when missing). */
export interface Cell {
  readonly text: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly x?: number;
  readonly width?: number;
  readonly align?: "end";
}

/** A box or a code in a row: it stands at the row's top. */
type Placed<M> = M extends { readonly height: number } ? Omit<M, "y"> : never;

/** Things put below each other, on as many sheets as they need. */
export interface Flow {
  readonly paper: Paper;
  readonly sizes: Sizes;
  /** Between the margins. */
  readonly width: number;
  readonly widthOf: Measure;
  /** Things beside each other; the next row comes below the highest of them. The end of a sheet never parts a row. */
  row(cells: readonly Cell[], marks?: readonly Placed<Mark>[]): void;
  /** A line from margin to margin. */
  rule(): void;
  gap(height: number): void;
  /** Goes on at the top of another sheet when there is not so much left of this one. */
  need(height: number): void;
  /** What stands at the top of each sheet that is begun from now on. */
  headWith(heading: () => void): void;
  /** The sheets. `pageOf(1, 3)`: what the foot of the first of three says. `stamp`: written across each. */
  done(pageOf: (page: number, pages: number) => string, stamp?: string): Sheet[];
}

export function openFlow(paper: Paper, widthOf: Measure): Flow {
  const page = PAPER_POINTS[paper];
  const sizes = SIZES[paper];
  const width = page.width - 2 * sizes.margin;
  const bottom = page.height - sizes.margin - sizes.small * LEADING;
  const sheets: Mark[][] = [[]];
  let top: number = sizes.margin;
  let y: number = top;
  let heading: () => void = () => undefined;
  const put = (mark: Mark) => sheets.at(-1)?.push(mark);

  const need = (height: number) => {
    if (y + height <= bottom || y === top) return;
    sheets.push([]);
    top = y = sizes.margin;
    heading();
    top = y;
  };

  return {
    paper,
    sizes,
    width,
    widthOf,
    need,
    row(cells, marks = []) {
      const wrapped = cells.map((cell) => {
        const { size, bold = false, x = 0 } = cell;
        const most = cell.width ?? width - x;
        return { ...cell, bold, x, most, lines: wrap(cell.text, most, (text) => widthOf(text, size, bold)) };
      });
      const heights = [
        ...wrapped.map(({ lines, size }) => lines.length * size * LEADING),
        ...marks.map(({ height }) => height),
      ];
      const height = Math.max(0, ...heights);
      need(height);
      for (const { lines, size, bold, x, most, align } of wrapped)
        for (const [n, text] of lines.entries()) {
          const space = align === "end" ? most - widthOf(text, size, bold) : 0;
          put({ is: "text", x: sizes.margin + x + space, y: y + n * size * LEADING, size, bold, text });
        }
      for (const mark of marks) put({ ...mark, x: sizes.margin + mark.x, y });
      y += height;
    },
    rule() {
      need(6);
      put({ is: "box", x: sizes.margin, y: y + 2.5, width, height: 0.6, filled: true });
      y += 6;
    },
    gap(height) {
      y += height;
    },
    headWith(shown) {
      heading = shown;
    },
    done(pageOf, stamp) {
      return sheets.map((marks, n) => {
        const text = sheets.length > 1 ? pageOf(n + 1, sheets.length) : "";
        const size = sizes.small;
        const x = page.width - sizes.margin - widthOf(text, size, false);
        const foot: Mark = { is: "text", x, y: bottom, size, bold: false, text };
        return { ...page, marks: text === "" ? marks : [...marks, foot], ...(stamp !== undefined && { stamp }) };
      });
    },
  };
}
