import type { ScanStage } from "../domain/carrier.ts";

/**
 * Every code of the carrier's documentation → our stage. Closed: a code that is not here is `unknown`, stays so and is
 * counted, until somebody reads the documentation again.
 */
const STAGES: ReadonlyMap<string, ScanStage> = new Map([
  ["000", "labelled"], // shipment data received: paper, not a parcel
  ["090", "void"], // cancelled by the sender
  ["110", "handed_over"], // collected from the sender
  ["210", "in_transit"], // processed at a sort centre
  ["220", "in_transit"], // left a sort centre
  ["310", "in_transit"], // arrived at the delivery depot: not yet on the van
  ["400", "out_for_delivery"],
  ["451", "attempted"], // nobody home; the carrier tries again
  ["500", "delivered"],
  ["620", "delayed"], // an exception by number, but the parcel goes on
  ["640", "exception"], // damaged: somebody has to decide
  ["690", "returned"], // on its way back counts as back: it will not reach the shopper
  ["699", "lost"], // investigation closed
]);

/** Our reading of a code. */
export function stageOfCode(code: string): ScanStage {
  return STAGES.get(code) ?? "unknown";
}

/** Every code the table knows, for the test that compares it with the documentation. */
export const KNOWN_CODES: readonly string[] = [...STAGES.keys()];
