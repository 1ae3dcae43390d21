/** Paper that a printer may have. Measures are points: 72 to an inch. */
export const PAPERS = ["a4", "letter", "label"] as const;
export type Paper = (typeof PAPERS)[number];

/** A4 and US letter, and the 4 × 6 inches of label printers. */
export const PAPER_POINTS: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
  label: { width: 288, height: 432 },
};

/**
 * One thing on a sheet. Places are points from the top left corner; the place of a text is the left end of its line's top. A `code` fills its box as well as
 * whole modules allow.
 */
export type Mark =
  | {
      readonly is: "text";
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly bold: boolean;
      readonly text: string;
    }
  | {
      readonly is: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** A box without it is an outline. */
      readonly filled?: true;
    }
  | {
      readonly is: "code";
      readonly symbology: "code128" | "qrcode";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly text: string;
    };

/** One printed page, for whichever printer: a PDF or ZPL is made of it. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Written across it: it must not be used. */
  readonly stamp?: string;
}

/** How wide a text is, in points. */
export type Measure = (text: string, size: number, bold: boolean) => number;
