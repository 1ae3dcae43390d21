import { openFlow, type Flow } from "./flow.ts";
import { isCode128 } from "./printable.ts";
import type { Mark, Measure, Sheet } from "./sheet.ts";

/** Labels of our own, on the paper of label printers. */
export type SmallLabel =
  /** Sticks on the tote of an order while it is picked. */
  | { readonly is: "tote"; readonly place: string; readonly orderName: string; readonly code: string }
  /** Sticks on a shelf. */
  | { readonly is: "bin"; readonly bin: string; readonly location: string }
  /** Of a parcel that goes without a carrier's label. */
  | {
      readonly is: "address";
      readonly from: string;
      readonly to: readonly string[];
      readonly orderName: string;
      readonly code: string;
      readonly words: { readonly from: string; readonly to: string };
      readonly stamp?: string;
    };

/** The sheets of a label: one, unless an address is longer than any. */
export function smallLabelSheets(label: SmallLabel, measure: Measure): Sheet[] {
  const flow = openFlow("label", measure);
  const { text, small, title } = flow.sizes;
  switch (label.is) {
    case "tote":
      flow.row([{ text: label.place, size: 96, bold: true }]);
      flow.row([{ text: label.orderName, size: title * 1.6, bold: true }]);
      flow.gap(text);
      scanned(flow, label.code);
      break;
    case "bin":
      flow.row([{ text: label.bin, size: 54, bold: true }]);
      flow.row([{ text: label.location, size: text }]);
      flow.gap(text);
      scanned(flow, label.bin);
      break;
    case "address":
      flow.row([{ text: label.words.from, size: small, bold: true }]);
      flow.row([{ text: label.from, size: text }]);
      flow.gap(text);
      flow.rule();
      flow.gap(text);
      flow.row([{ text: label.words.to, size: small, bold: true }]);
      for (const line of label.to) flow.row([{ text: line, size: title * 1.3, bold: true }]);
      flow.gap(text * 2);
      flow.row([{ text: label.orderName, size: text * 1.4 }]);
      flow.gap(text / 2);
      scanned(flow, label.code);
  }
  return flow.done(() => "", label.is === "address" ? label.stamp : undefined);
}

function scanned(flow: Flow, text: string): void {
  const code = (symbology: Extract<Mark, { is: "code" }>["symbology"], width: number, height: number) => ({
    is: "code" as const,
    symbology,
    x: 0,
    width,
    height,
    text,
  });
  flow.row([], [isCode128(text) ? code("code128", flow.width, 58) : code("qrcode", 90, 90)]);
  flow.row([{ text, size: flow.sizes.text }]);
}
