import { letterSheets } from "./letter.ts";
import { manifestSheets } from "./manifest-sheet.ts";
import { pickListSheets } from "./pick-list.ts";
import type { PaperDocument } from "./print-job.ts";
import type { Measure, Paper, Sheet } from "./sheet.ts";
import { slipSheets } from "./slip.ts";
import { smallLabelSheets } from "./small-labels.ts";

/** The sheets of a document of ours. */
export function sheetsOf(document: Exclude<PaperDocument, { kind: "file" }>, paper: Paper, measure: Measure): Sheet[] {
  switch (document.kind) {
    case "slip":
      return slipSheets(document.slip, paper, measure);
    case "pickList":
      return pickListSheets(document.pickList, paper, measure);
    case "manifest":
      return manifestSheets(document.manifest, paper, measure);
    case "letter":
      return letterSheets(document.letter, paper, measure);
    case "small":
      return smallLabelSheets(document.label, measure);
  }
}
