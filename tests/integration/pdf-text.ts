/** Reads the words of a PDF back: what is drawn with fonts that say which letters their glyphs are (ToUnicode). */
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFPage } from "pdf-lib";

/** The words of each page, in the order they were drawn, one line each. */
export async function pdfText(bytes: Uint8Array): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes);
  return pdf.getPages().map((page) => textOf(page));
}

function textOf(page: PDFPage): string {
  const fonts = page.node.Resources()?.lookupMaybe(PDFName.of("Font"), PDFDict);
  const letters = new Map(
    (fonts?.entries() ?? []).map(([name]) => {
      const unicode = fonts?.lookup(name, PDFDict).lookup(PDFName.of("ToUnicode"));
      return [
        name.decodeText(),
        unicode instanceof PDFRawStream ? lettersOf(decoded(unicode)) : new Map<string, string>(),
      ];
    }),
  );
  const lines: string[] = [];
  let font: ReadonlyMap<string, string> = new Map();
  for (const [, name, hex] of contentOf(page).matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-F]+)> Tj/gi)) {
    if (name !== undefined) font = letters.get(name) ?? new Map();
    else lines.push((hex?.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toUpperCase()) ?? "?").join(""));
  }
  return lines.join("\n");
}

function contentOf(page: PDFPage): string {
  const contents = page.node.Contents();
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((each) => page.doc.context.lookup(each)) : [contents];
  return streams.map((stream) => (stream instanceof PDFRawStream ? decoded(stream) : "")).join("\n");
}

const decoded = (stream: PDFRawStream): string => Buffer.from(decodePDFRawStream(stream).decode()).toString("latin1");

function lettersOf(cmap: string): Map<string, string> {
  const pairs = [...cmap.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>/gi)];
  return new Map(
    pairs.map(([, glyph = "", hex = ""]) => [
      glyph.toUpperCase(),
      Buffer.from(hex, "hex").swap16().toString("utf16le"),
    ]),
  );
}
