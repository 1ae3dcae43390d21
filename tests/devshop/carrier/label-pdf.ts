/** Labels and hand-over sheets as PDF, written byte by byte: one page of 100 × 150 mm, Helvetica, a Code 39 barcode. Pure. */
import { CARRIER_NAME, type NewShipment } from "./contract.ts";

/** Code 39, ISO/IEC 16388: nine bars and gaps per sign, w = wide (3 modules), n = narrow (1); `*` starts and stops. */
const CODE_39: Record<string, string> = {
  "0": "nnnwwnwnn",
  "1": "wnnwnnnnw",
  "2": "nnwwnnnnw",
  "3": "wnwwnnnnn",
  "4": "nnnwwnnnw",
  "5": "wnnwwnnnn",
  "6": "nnwwwnnnn",
  "7": "nnnwnnwnw",
  "8": "wnnwnnwnn",
  "9": "nnwwnnwnn",
  "*": "nwnnwnwnn",
};
const WIDTH = 283;
const HEIGHT = 425;
const MODULE = 0.97; // points; 16 signs × 16 modules = 256 modules ≈ 248 points, so it fits between the margins

/** The bars of a number as `x width` rectangles, in points from `left`. Throws RangeError on anything but digits. */
function bars(digits: string, left: number): string[] {
  const out: string[] = [];
  let x = left;
  for (const sign of `*${digits}*`) {
    const pattern = CODE_39[sign];
    if (pattern === undefined) throw new RangeError(`not a digit: ${sign}`);
    for (const [index, element] of [...pattern].entries()) {
      const width = (element === "w" ? 3 : 1) * MODULE;
      if (index % 2 === 0) out.push(`${x.toFixed(2)} 40 ${width.toFixed(2)} 70 re`);
      x += width;
    }
    x += MODULE;
  }
  return out;
}

/** A PDF string in WinAnsi (Latin-1 part); what it cannot show becomes "?". */
function pdfText(value: string): string {
  return value
    .normalize("NFC")
    .replace(/[^\u0020-\u007e\u00a0-\u00ff]/gu, "?")
    .replace(/[\\()]/g, "\\$&");
}

/** The label of one shipment. */
export function labelPdf(shipment: NewShipment, trackingNumber: string): Buffer {
  const { sender, recipient, service, weightGrams, reference } = shipment;
  const lines: Line[] = [
    [20, 390, `${CARRIER_NAME} ${service.toUpperCase()}`],
    [8, 365, `From: ${sender.name}, ${sender.city} ${sender.countryCode}`],
    [8, 353, `Ref ${reference}   ${(weightGrams / 1000).toFixed(2)} kg`],
    [14, 310, recipient.name],
    [12, 290, recipient.address1],
    [12, 274, recipient.address2 ?? ""],
    [14, 254, `${recipient.zip ?? ""} ${recipient.city}`.trim()],
    [14, 236, recipient.countryCode],
    [11, 22, trackingNumber],
  ];
  return onePage(lines, ["0.8 w 16 340 m 267 340 l S 16 130 m 267 130 l S", ...bars(trackingNumber, 16), "f"]);
}

/** The sheet a driver signs: what is handed over. A page holds 40 numbers; more are counted. */
export function manifestPdf(id: string, trackingNumbers: readonly string[]): Buffer {
  const shown = trackingNumbers.slice(0, 40);
  return onePage(
    [
      [16, 390, `${CARRIER_NAME} ${id}`],
      [10, 370, `${String(trackingNumbers.length)} parcels`],
      ...shown.map((number, index): Line => [8, 350 - 8 * index, number]),
    ],
    [],
  );
}

type Line = [size: number, y: number, words: string];

function onePage(lines: readonly Line[], drawn: readonly string[]): Buffer {
  const content = [
    ...lines.map(([size, y, words]) => `BT /F1 ${String(size)} Tf 16 ${String(y)} Td (${pdfText(words)}) Tj ET`),
    ...drawn,
  ].join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${String(WIDTH)} ${String(HEIGHT)}] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    `<< /Length ${String(Buffer.byteLength(content, "latin1"))} >>\nstream\n${content}\nendstream`,
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length; // every character is one byte in Latin-1
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = String(objects.length + 1);
  const xref = `xref\n0 ${size}\n0000000000 65535 f \n${entries}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`;
  return Buffer.from(body + xref + trailer, "latin1");
}
