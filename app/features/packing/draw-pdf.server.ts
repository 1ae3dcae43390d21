import { readFileSync } from "node:fs";
import fontkit from "@pdf-lib/fontkit";
import bwipjs from "bwip-js/node";
import { degrees, grayscale, PDFDocument, type PDFFont, type PDFPage } from "pdf-lib";
import type { PrintJob } from "./domain/print-job.ts";
import { printable } from "./domain/printable.ts";
import { sheetsOf } from "./domain/sheets-of.ts";
import { PAPER_POINTS, type Mark, type Measure, type Sheet } from "./domain/sheet.ts";

interface Fonts {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
  readonly has: (codePoint: number) => boolean;
  readonly measure: Measure;
}

const fontFile = (name: string) => readFileSync(new URL(`./fonts/${name}.ttf`, import.meta.url));

/**
 * Draws a print job as one PDF. It needs some hundred milliseconds of one core, so it runs in a thread (print-thread.server.ts). A carrier's file that is no PDF
 * (an image) is put on a page of its own. Throws when a file can be read as neither.
 */
export async function drawPdf({ documents, paper, twoUp }: PrintJob): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const fonts = await embedFonts(pdf);
  for (const document of documents)
    if (document.kind === "file")
      for (const page of await addFile(pdf, document.bytes)) drawStamp(page, fonts, document.stamp);
    else for (const sheet of sheetsOf(document, paper, fonts.measure)) drawSheet(pdf, fonts, sheet);
  return twoUp && paper !== "label" ? inPairs(pdf, paper) : pdf.save();
}

async function embedFonts(pdf: PDFDocument): Promise<Fonts> {
  // Letters as they are typed: joined letters would be found neither by a search nor by a copy of the text.
  const options = { subset: true, features: { liga: false, calt: false, ccmp: false } };
  const [regular, bold] = [fontFile("inter-regular"), fontFile("inter-semibold")] as const;
  const [widthOfRegular, widthOfBold] = [letterWidths(regular), letterWidths(bold)] as const;
  const known = new Set(fontkit.create(regular).characterSet);
  const has = (codePoint: number) => known.has(codePoint);
  return {
    regular: await pdf.embedFont(regular, options),
    bold: await pdf.embedFont(bold, options),
    has,
    measure: (text, size, isBold) =>
      [...printable(text, has)].reduce((sum, letter) => sum + (isBold ? widthOfBold : widthOfRegular)(letter), 0) *
      size,
  };
}

/** The width of a letter at a size of 1. A PDF sets letter beside letter, so these add up to the width of a text; pdf-lib's own answer takes 100 times as long. */
function letterWidths(file: Uint8Array): (letter: string) => number {
  const font = fontkit.create(file);
  const widths = new Map<string, number>();
  return (letter) => {
    const known =
      widths.get(letter) ?? font.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm;
    widths.set(letter, known);
    return known;
  };
}

/** Adds a carrier's file; returns its pages. */
async function addFile(pdf: PDFDocument, bytes: Uint8Array): Promise<PDFPage[]> {
  const begin = String.fromCharCode(...bytes.subarray(0, 4));
  if (begin === "%PDF") {
    const source = await PDFDocument.load(bytes);
    const pages = await pdf.copyPages(source, source.getPageIndices());
    return pages.map((page) => pdf.addPage(page));
  }
  const image = begin === "\u0089PNG" ? await pdf.embedPng(bytes) : await pdf.embedJpg(bytes);
  const { width, height } = PAPER_POINTS.label;
  const drawn = image.scaleToFit(width, height);
  const page = pdf.addPage([width, height]);
  page.drawImage(image, { x: (width - drawn.width) / 2, y: (height - drawn.height) / 2, ...drawn });
  return [page];
}

function drawSheet(pdf: PDFDocument, fonts: Fonts, sheet: Sheet): void {
  const page = pdf.addPage([sheet.width, sheet.height]);
  for (const mark of sheet.marks) drawMark(page, fonts, mark);
  drawStamp(page, fonts, sheet.stamp);
}

/** Writes a word from corner to corner, light enough to read what is below it. */
function drawStamp(page: PDFPage, { bold, has }: Fonts, stamp: string | undefined): void {
  if (stamp === undefined) return;
  const { width, height } = page.getSize();
  const text = printable(stamp, has);
  const size = Math.min(120, (Math.min(width, height) * 0.9) / bold.widthOfTextAtSize(text, 1));
  const across = bold.widthOfTextAtSize(text, size) * Math.SQRT1_2;
  page.drawText(text, {
    x: (width - across) / 2 + size / 3,
    y: (height - across) / 2,
    size,
    font: bold,
    rotate: degrees(45),
    color: grayscale(0.2),
    opacity: 0.35,
  });
}

function drawMark(page: PDFPage, fonts: Fonts, mark: Mark): void {
  const fromBottom = (y: number) => page.getHeight() - y;
  switch (mark.is) {
    case "text":
      page.drawText(printable(mark.text, fonts.has), {
        x: mark.x,
        y: fromBottom(mark.y) - mark.size,
        size: mark.size,
        font: mark.bold ? fonts.bold : fonts.regular,
      });
      return;
    case "box": {
      const { x, width, height } = mark;
      const place = { x, y: fromBottom(mark.y) - height, width, height };
      page.drawRectangle(
        mark.filled ? { ...place, color: grayscale(0) } : { ...place, borderColor: grayscale(0), borderWidth: 0.8 },
      );
      return;
    }
    case "code":
      for (const { x, y, width, height } of modulesOf(mark))
        page.drawRectangle({
          x: mark.x + x,
          y: fromBottom(mark.y + y) - height,
          width,
          height,
          color: grayscale(0),
        });
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The dark modules of a code, from the top left corner of its box. */
function modulesOf({ symbology, text, width, height }: Extract<Mark, { is: "code" }>): Place[] {
  const [code] = bwipjs.raw({
    bcid: symbology,
    text: symbology === "code128" ? text : Buffer.from(text).toString("latin1"),
  });
  if (code && "sbs" in code) {
    const all = code.sbs.reduce((sum, modules) => sum + modules, 0);
    const unit = width / all;
    let x = 0;
    return code.sbs.flatMap((modules, n) => {
      const place = { x, y: 0, width: modules * unit, height };
      x += place.width;
      return n % 2 === 0 ? [place] : [];
    });
  }
  if (!code || !("pixs" in code)) return [];
  const unit = Math.min(width, height) / code.pixx;
  return code.pixs.flatMap((dark, n) =>
    // A hair wider than they are: else some viewers show white lines between them.
    dark === 1
      ? [{ x: (n % code.pixx) * unit, y: Math.floor(n / code.pixx) * unit, width: unit * 1.02, height: unit * 1.02 }]
      : [],
  );
}

/** Two labels on each sheet of paper, turned by a quarter, each in its own size; what is larger than half a sheet has one to itself. */
async function inPairs(labels: PDFDocument, paper: "a4" | "letter"): Promise<Uint8Array> {
  const out = await PDFDocument.create();
  const { width, height } = PAPER_POINTS[paper];
  const embedded = await out.embedPdf(await labels.save(), labels.getPageIndices());
  let free: PDFPage | undefined;
  for (const page of embedded) {
    const fits = page.height <= width && page.width <= height / 2;
    if (!fits) {
      const scale = Math.min(1, width / page.width, height / page.height);
      out.addPage([width, height]).drawPage(page, {
        x: (width - page.width * scale) / 2,
        y: (height - page.height * scale) / 2,
        xScale: scale,
        yScale: scale,
      });
      free = undefined;
      continue;
    }
    const isSecond = free !== undefined;
    const on = free ?? out.addPage([width, height]);
    // Turned by 90°, a page stretches to the left of its place: its height becomes the width.
    on.drawPage(page, {
      x: (width + page.height) / 2,
      y: (isSecond ? 0 : height / 2) + (height / 2 - page.width) / 2,
      rotate: degrees(90),
    });
    free = isSecond ? undefined : on;
  }
  return out.save();
}
