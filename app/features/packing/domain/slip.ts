import { openFlow, type Flow } from "./flow.ts";
import { isCode128 } from "./printable.ts";
import type { Measure, Paper, Sheet } from "./sheet.ts";
import { SLIP_WORDS, type SlipLanguage } from "./slip-words.ts";

export interface SlipLine {
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly quantity: number;
}

/** What the shopper finds in the box. No prices: it may be a present. */
export interface Slip {
  readonly language: SlipLanguage;
  /** The shop's name and address, line by line. */
  readonly sender: string;
  readonly orderName: string;
  /** The day it was placed, in the shop's zone, as the language writes it. */
  readonly placedOn: string;
  /** Name and address, line by line; empty: not known any more. */
  readonly recipient: readonly string[];
  readonly method: string | null;
  readonly lines: readonly SlipLine[];
  /** Of the same order, and not in this box. */
  readonly separately: readonly SlipLine[];
  /** The giver's words; empty: none. */
  readonly gift: string;
  readonly returns: string;
  /** What a scanner reads: the task at the packing station, or the order's name. */
  readonly code: string;
  /** Written across it: the order changed since. */
  readonly stamp?: string;
}

/** The sheets of a packing slip. */
export function slipSheets(slip: Slip, paper: Paper, measure: Measure): Sheet[] {
  const words = SLIP_WORDS[slip.language];
  const flow = openFlow(paper, measure);
  const { text, small } = flow.sizes;
  head(flow, slip);
  flow.headWith(() => {
    flow.row([{ text: words.order(slip.orderName), size: text, bold: true }]);
    columns(flow, words);
  });
  columns(flow, words);
  for (const line of slip.lines) lineRow(flow, line);
  if (slip.separately.length > 0) {
    flow.gap(text);
    flow.need(4 * text);
    flow.row([{ text: words.separately, size: text, bold: true }]);
    for (const line of slip.separately) lineRow(flow, line);
  }
  for (const [title, body] of [
    [words.gift, slip.gift],
    [words.returns, slip.returns],
  ] as const)
    if (body !== "") {
      flow.gap(text * 1.5);
      flow.need(4 * small);
      flow.row([{ text: title, size: text, bold: true }]);
      for (const paragraph of body.split("\n")) flow.row([{ text: paragraph, size: small }]);
    }
  return flow.done(words.page, slip.stamp);
}

function head(flow: Flow, slip: Slip): void {
  const words = SLIP_WORDS[slip.language];
  const { text, title, small } = flow.sizes;
  const isLabel = flow.paper === "label";
  const side = isLabel ? 48 : 64;
  const half = flow.width / 2;
  flow.row(
    [{ text: slip.sender, size: small, width: flow.width - side - 12 }],
    [
      {
        is: "code",
        symbology: "qrcode",
        x: flow.width - side,
        width: side,
        height: side,
        text: slip.code,
      },
    ],
  );
  flow.gap(text / 2);
  flow.row([
    { text: words.title, size: title, bold: true, width: half },
    ...(isLabel
      ? []
      : [
          {
            text: words.order(slip.orderName),
            size: text * 1.3,
            bold: true,
            x: half,
            width: half,
            align: "end" as const,
          },
        ]),
  ]);
  if (isLabel) flow.row([{ text: words.order(slip.orderName), size: text * 1.2, bold: true }]);
  flow.row([{ text: `${words.placed} ${slip.placedOn}`, size: small }]);
  if (slip.method !== null) flow.row([{ text: `${words.method}: ${slip.method}`, size: small }]);
  flow.gap(text);
  const height = isLabel ? 30 : 36;
  if (slip.recipient.length > 0) flow.row([{ text: words.shipTo, size: small, bold: true }]);
  flow.row(
    [{ text: slip.recipient.join("\n"), size: text, width: half - 8 }],
    isCode128(slip.code) ? [{ is: "code", symbology: "code128", x: half, width: half, height, text: slip.code }] : [],
  );
  flow.gap(text);
}

const quantityWidth = (flow: Flow) => (flow.paper === "label" ? 32 : 48);

function columns(flow: Flow, words: { readonly item: string; readonly quantity: string }): void {
  const width = quantityWidth(flow);
  const size = flow.sizes.small;
  flow.row([
    { text: words.item, size, bold: true, width: flow.width - width },
    { text: words.quantity, size, bold: true, x: flow.width - width, width, align: "end" },
  ]);
  flow.rule();
}

function lineRow(flow: Flow, { title, variant, sku, quantity }: SlipLine): void {
  const width = quantityWidth(flow);
  const { text, small } = flow.sizes;
  const under = [variant, sku].filter((each) => each !== null && each !== "").join(" · ");
  const most = flow.width - width - 8;
  flow.need(2 * text * 1.35);
  flow.row([
    { text: title, size: text, width: most },
    { text: String(quantity), size: text, bold: true, x: flow.width - width, width, align: "end" },
  ]);
  if (under !== "") flow.row([{ text: under, size: small, width: most }]);
  flow.gap(text / 2.5);
}
