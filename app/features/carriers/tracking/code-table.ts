import type { ScanStage } from "../domain/carrier.ts";

/** A carrier's code, our stage, and a word why (or what the carrier calls it). */
export type CodeRow = readonly [code: string, stage: ScanStage, why: string];

/** What a carrier's codes mean. Closed: a code without a row is `unknown`, and stays so. */
export interface CodeTable {
  /** The carrier: Shopify's name of it in small letters with dashes. */
  readonly carrier: string;
  readonly rows: readonly CodeRow[];
  /** Our reading of a code, or of the wording where the carrier has no codes. A row for `DE` is one for every `DE/…` without a row of its own. */
  readonly stageOf: (code: string) => ScanStage;
}

export function codeTable(carrier: string, rows: readonly CodeRow[]): CodeTable {
  const stages = new Map(rows.map(([code, stage]) => [folded(code), stage]));
  const find = (code: string) => stages.get(folded(code)) ?? stages.get(folded(code.split("/", 1)[0] ?? ""));
  return { carrier, rows, stageOf: (code) => find(code) ?? "unknown" };
}

/** Wordings come with and without accents, capitals and full stops. */
function folded(code: string): string {
  return code
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\s+/g, " ")
    .replace(/[ .]+$/, "")
    .trim()
    .toUpperCase();
}
