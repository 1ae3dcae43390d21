import { openFlow } from "./flow.ts";
import { fill } from "./pick-list.ts";
import { isCode128 } from "./printable.ts";
import type { Measure, Paper, Sheet } from "./sheet.ts";

/** What a driver takes, and signs for. */
export interface ManifestPaper {
  readonly title: string;
  /** Carrier, location, day: line by line. */
  readonly facts: readonly string[];
  readonly code: string;
  readonly parcels: readonly {
    readonly orderName: string;
    readonly tracking: string;
    readonly service: string;
    /** As staff read a weight; empty: not known. */
    readonly weight: string;
  }[];
  /** How many, and how heavy together. */
  readonly totals: string;
  readonly words: ManifestWords;
}

/** In the language of the staff. `page` has {{page}} and {{pages}}. */
export interface ManifestWords {
  readonly parcel: string;
  readonly order: string;
  readonly tracking: string;
  readonly service: string;
  readonly weight: string;
  readonly driver: string;
  readonly signature: string;
  readonly takenAt: string;
  readonly page: string;
}

export function manifestSheets(manifest: ManifestPaper, paper: Paper, measure: Measure): Sheet[] {
  const { words } = manifest;
  const flow = openFlow(paper, measure);
  const { text, small, title } = flow.sizes;
  const codeWidth = 130;
  const { width } = flow;
  flow.row(
    [{ text: manifest.title, size: title, bold: true, width: width - codeWidth - 12 }],
    isCode128(manifest.code)
      ? [{ is: "code", symbology: "code128", x: width - codeWidth, width: codeWidth, height: 32, text: manifest.code }]
      : [],
  );
  for (const fact of manifest.facts) flow.row([{ text: fact, size: text }]);
  flow.gap(text);
  // Number, order, tracking number, service, weight: as shares of the width.
  const [orderAt, trackingAt, serviceAt, weightAt] = [0.07, 0.24, 0.62, 0.82].map((share) => share * width) as [
    number,
    number,
    number,
    number,
  ];
  const cells = (texts: readonly [string, string, string, string, string], size: number, bold: boolean) => [
    { text: texts[0], size, bold, width: orderAt - 4 },
    { text: texts[1], size, bold, x: orderAt, width: trackingAt - orderAt - 6 },
    { text: texts[2], size, bold, x: trackingAt, width: serviceAt - trackingAt - 6 },
    { text: texts[3], size, bold, x: serviceAt, width: weightAt - serviceAt - 6 },
    { text: texts[4], size, bold, x: weightAt, width: width - weightAt, align: "end" as const },
  ];
  const heading = () => {
    flow.row(cells([words.parcel, words.order, words.tracking, words.service, words.weight], small, true));
    flow.rule();
  };
  flow.headWith(heading);
  heading();
  for (const [n, { orderName, tracking, service, weight }] of manifest.parcels.entries()) {
    flow.row(cells([String(n + 1), orderName, tracking, service, weight], small, false));
    flow.gap(2);
  }
  flow.rule();
  flow.row([{ text: manifest.totals, size: text, bold: true }]);
  flow.gap(text * 2.5);
  flow.need(text * 9);
  const third = width / 3;
  const names = [words.driver, words.signature, words.takenAt];
  flow.row(
    names.map((name, n) => ({ text: name, size: small, x: n * third + 4, width: third - 22 })),
    names.map((_, n) => ({ is: "box" as const, x: n * third, width: third - 14, height: text * 5 })),
  );
  return flow.done((page, pages) => fill(words.page, { page, pages }));
}
