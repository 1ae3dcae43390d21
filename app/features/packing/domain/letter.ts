import { openFlow } from "./flow.ts";
import { fill } from "./pick-list.ts";
import type { Measure, Paper, Sheet } from "./sheet.ts";

/** A letter to another firm: what it is about, tables, words, and a place to sign. All of its words come with it. */
export interface Letter {
  /** Who writes, line by line. */
  readonly sender: string;
  readonly title: string;
  /** Name and value, below each other. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly tables: readonly LetterTable[];
  /** Below the tables. */
  readonly paragraphs: readonly string[];
  /** What is written into each of the boxes at the end by hand. */
  readonly signatures: readonly string[];
  /** Has {{page}} and {{pages}}. */
  readonly page: string;
}

interface LetterTable {
  readonly title: string;
  readonly heads: readonly string[];
  /** How wide each column is: shares of the width, together 1. */
  readonly shares: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

const GUTTER = 8;

export function letterSheets(letter: Letter, paper: Paper, measure: Measure): Sheet[] {
  const flow = openFlow(paper, measure);
  const { text, small, title } = flow.sizes;
  if (letter.sender !== "") {
    flow.row([{ text: letter.sender, size: small }]);
    flow.gap(text * 2);
  }
  flow.row([{ text: letter.title, size: title, bold: true }]);
  flow.gap(text);
  const valueAt = flow.width * 0.34;
  for (const [name, value] of letter.facts) {
    flow.row([
      { text: name, size: text, bold: true, width: valueAt - GUTTER },
      { text: value, size: text, x: valueAt },
    ]);
    flow.gap(2);
  }
  for (const table of letter.tables) {
    flow.gap(text * 1.4);
    // A title alone at the foot of a page is one too early.
    flow.need(text * 6);
    flow.row([{ text: table.title, size: text, bold: true }]);
    flow.gap(2);
    const cells = (texts: readonly string[], bold: boolean) => {
      let x = 0;
      return table.shares.map((share, n) => {
        const width = share * flow.width;
        const cell = { text: texts[n] ?? "", size: small, bold, x, width: width - GUTTER };
        x += width;
        return cell;
      });
    };
    const heading = () => {
      flow.row(cells(table.heads, true));
      flow.rule();
    };
    flow.headWith(heading);
    heading();
    for (const row of table.rows) {
      flow.row(cells(row, false));
      flow.gap(2);
    }
    flow.headWith(() => undefined);
  }
  flow.gap(text);
  for (const paragraph of letter.paragraphs) {
    flow.gap(text * 0.6);
    flow.row([{ text: paragraph, size: text }]);
  }
  flow.gap(text * 2);
  flow.need(text * 8);
  const share = flow.width / Math.max(1, letter.signatures.length);
  flow.row(
    letter.signatures.map((name, n) => ({ text: name, size: small, x: n * share + 4, width: share - 22 })),
    letter.signatures.map((_, n) => ({ is: "box" as const, x: n * share, width: share - 14, height: text * 6 })),
  );
  return flow.done((page, pages) => fill(letter.page, { page, pages }));
}
