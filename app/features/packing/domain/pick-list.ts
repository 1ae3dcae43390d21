import { openFlow, type Flow } from "./flow.ts";
import { isCode128 } from "./printable.ts";
import type { Measure, Paper, Sheet } from "./sheet.ts";

/** One item of one order that is to be taken from a shelf. */
export interface PickListLine {
  /** The same thing has the same key, whichever order wants it. */
  readonly key: string;
  /** Empty: nobody said where it lies. */
  readonly bin: string;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly quantity: number;
}

export interface PickListOrder {
  readonly orderName: string;
  /** What a scanner reads at the packing station. */
  readonly code: string;
  /** The number of its tote. */
  readonly place: number;
  readonly lines: readonly PickListLine[];
}

/** A walk through the shelves, on paper: order by order, each item once, or each item with the totes it goes into. */
export interface PickList {
  readonly title: string;
  readonly subtitle: string;
  readonly mode: "single" | "batch" | "cluster";
  readonly orders: readonly PickListOrder[];
  readonly words: PickListWords;
}

/** In the language of whoever picks. `page` has {{page}} and {{pages}}, `tote` {{tote}} and {{units}}. */
export interface PickListWords {
  readonly bin: string;
  readonly item: string;
  readonly quantity: string;
  readonly page: string;
  readonly tote: string;
  readonly noBin: string;
}

const BINS = new Intl.Collator("en", { numeric: true });
const byBin = (a: PickListLine, b: PickListLine) =>
  // What has no bin comes last: somebody has to look for it.
  Number(a.bin === "") - Number(b.bin === "") || BINS.compare(a.bin, b.bin) || BINS.compare(a.title, b.title);

export function pickListSheets(list: PickList, paper: Paper, measure: Measure): Sheet[] {
  const { words } = list;
  const flow = openFlow(paper, measure);
  const { text, small, title } = flow.sizes;
  flow.row([{ text: list.title, size: title, bold: true }]);
  flow.row([{ text: list.subtitle, size: small }]);
  flow.gap(text);
  const columnsHead = () => columns(flow, words);
  if (list.mode === "single") {
    for (const order of list.orders) {
      flow.headWith(() => {
        flow.row([{ text: order.orderName, size: text, bold: true }]);
        columnsHead();
      });
      flow.need(90);
      orderHead(flow, order);
      columnsHead();
      for (const line of order.lines.toSorted(byBin)) lineRow(flow, words, line, "");
      flow.gap(text * 1.5);
    }
  } else {
    if (list.mode === "cluster") for (const order of list.orders) orderHead(flow, order);
    flow.headWith(columnsHead);
    columnsHead();
    for (const { line, totes } of merged(list.orders))
      lineRow(
        flow,
        words,
        line,
        list.mode === "cluster"
          ? totes.map(({ place, units }) => fill(words.tote, { tote: place, units })).join(" · ")
          : "",
      );
  }
  return flow.done((page, pages) => fill(words.page, { page, pages }));
}

/** Each item once, with the totes its units go into. */
function merged(orders: readonly PickListOrder[]): {
  readonly line: PickListLine;
  readonly totes: readonly { readonly place: number; readonly units: number }[];
}[] {
  const all = orders.flatMap(({ place, lines }) => lines.map((line) => ({ line, place })));
  return [...Map.groupBy(all, ({ line }) => line.key).values()]
    .flatMap((wanted) => {
      const [first] = wanted;
      if (!first) return [];
      const units = wanted.reduce((sum, { line }) => sum + line.quantity, 0);
      const byTote = Map.groupBy(wanted, ({ place }) => place);
      const totes = [...byTote].map(([place, of]) => ({
        place,
        units: of.reduce((sum, { line }) => sum + line.quantity, 0),
      }));
      return [{ line: { ...first.line, quantity: units }, totes }];
    })
    .toSorted((a, b) => byBin(a.line, b.line));
}

/** Puts values into the places of a text: `{{page}}`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));

function orderHead(flow: Flow, { orderName, place, code }: PickListOrder): void {
  const { text } = flow.sizes;
  const width = flow.paper === "label" ? 120 : 160;
  flow.row(
    [{ text: `${place} · ${orderName}`, size: text * 1.3, bold: true, width: flow.width - width - 12 }],
    isCode128(code) ? [{ is: "code", symbology: "code128", x: flow.width - width, width, height: 24, text: code }] : [],
  );
  flow.gap(8);
}

/** Where the columns of a list begin, from the left margin. */
function placesOf(flow: Flow) {
  const isLabel = flow.paper === "label";
  const binAt = 18;
  const itemAt = binAt + (isLabel ? 48 : 82);
  const quantityWidth = isLabel ? 28 : 40;
  const codeWidth = isLabel ? 0 : 110;
  const quantityAt = flow.width - quantityWidth - (codeWidth === 0 ? 0 : codeWidth + 12);
  return { binAt, itemAt, quantityAt, quantityWidth, codeWidth };
}

function columns(flow: Flow, words: PickListWords): void {
  const { binAt, itemAt, quantityAt, quantityWidth } = placesOf(flow);
  const size = flow.sizes.small;
  flow.row([
    { text: words.bin, size, bold: true, x: binAt, width: itemAt - binAt - 6 },
    { text: words.item, size, bold: true, x: itemAt, width: quantityAt - itemAt },
    { text: words.quantity, size, bold: true, x: quantityAt, width: quantityWidth, align: "end" },
  ]);
  flow.rule();
}

function lineRow(flow: Flow, words: PickListWords, line: PickListLine, totes: string): void {
  const { binAt, itemAt, quantityAt, quantityWidth, codeWidth } = placesOf(flow);
  const { text, small } = flow.sizes;
  const name = [line.title, line.variant, line.sku].filter((each) => each !== null && each !== "").join(" · ");
  const code = line.barcode ?? line.sku ?? "";
  flow.row(
    [
      { text: line.bin === "" ? words.noBin : line.bin, size: text, bold: true, x: binAt, width: itemAt - binAt - 6 },
      {
        text: totes === "" ? name : `${name}\n${totes}`,
        size: totes === "" ? text : small * 1.1,
        x: itemAt,
        width: quantityAt - itemAt - 6,
      },
      { text: String(line.quantity), size: text * 1.2, bold: true, x: quantityAt, width: quantityWidth, align: "end" },
    ],
    [
      { is: "box", x: 0, width: 10, height: 10 },
      ...(codeWidth > 0 && isCode128(code)
        ? [
            {
              is: "code" as const,
              symbology: "code128" as const,
              x: flow.width - codeWidth,
              width: codeWidth,
              height: 20,
              text: code,
            },
          ]
        : []),
    ],
  );
  flow.gap(7);
}
