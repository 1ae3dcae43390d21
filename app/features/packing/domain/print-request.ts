import { readId, type FulfillmentOrderId, type LocationId, type OrderId, type PickBatchId } from "../../../core/ids.ts";
import { PAPERS, type Paper } from "./sheet.ts";

export const PRINTS = ["slips", "labels", "both", "pickList", "totes", "addresses", "bins"] as const;
export type Print = (typeof PRINTS)[number];

/** What is to be printed; lives in the address of the file. */
export interface PrintRequest {
  readonly what: Print;
  readonly as: "pdf" | "zpl";
  /** Null: as the shop's settings say. */
  readonly paper: Paper | null;
  readonly twoUp: boolean;
  readonly batchId: PickBatchId | null;
  readonly orderId: OrderId | null;
  readonly fulfillmentOrderIds: readonly FulfillmentOrderId[];
  /** For labels of shelves. */
  readonly locationId: LocationId | null;
}

/** Reads it from an address; undefined when it does not say what to print. */
export function readPrintRequest(parameters: URLSearchParams): PrintRequest | undefined {
  const what = PRINTS.find((each) => each === parameters.get("what"));
  if (what === undefined) return undefined;
  return {
    what,
    as: parameters.get("as") === "zpl" ? "zpl" : "pdf",
    paper: PAPERS.find((paper) => paper === parameters.get("paper")) ?? null,
    twoUp: parameters.get("two") === "on",
    batchId: readId<PickBatchId>(parameters.get("batch")) ?? null,
    orderId: readId<OrderId>(parameters.get("order")) ?? null,
    fulfillmentOrderIds: (parameters.get("parts") ?? "")
      .split(",")
      .flatMap((id) => readId<FulfillmentOrderId>(id) ?? []),
    locationId: readId<LocationId>(parameters.get("location")) ?? null,
  };
}
