import type { Letter } from "./letter.ts";
import type { ManifestPaper } from "./manifest-sheet.ts";
import type { PickList } from "./pick-list.ts";
import type { Paper } from "./sheet.ts";
import type { Slip } from "./slip.ts";
import type { SmallLabel } from "./small-labels.ts";

/** One thing of a print job. */
export type PaperDocument =
  | { readonly kind: "slip"; readonly slip: Slip }
  | { readonly kind: "pickList"; readonly pickList: PickList }
  | { readonly kind: "manifest"; readonly manifest: ManifestPaper }
  | { readonly kind: "letter"; readonly letter: Letter }
  | { readonly kind: "small"; readonly label: SmallLabel }
  /** A carrier's label, as it came. `stamp`: written across it, it must not be used. */
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly stamp?: string };

/** What the printing thread is asked: these documents in this order, as one PDF. */
export interface PrintJob {
  readonly documents: readonly PaperDocument[];
  readonly paper: Paper;
  /** Labels go two on a sheet of A4 or letter paper, in their own size. */
  readonly twoUp: boolean;
}
