export type BulkState =
  | { readonly kind: "running"; readonly objects: number }
  | { readonly kind: "ready"; readonly objects: number; readonly url: string | null }
  /** Nothing of it can be used; the code is shown. */
  | { readonly kind: "broken"; readonly failure: string };

/** What the status of a bulk operation means for us; `undefined` is an operation Shopify does not know. */
export function bulkState(
  operation:
    | {
        readonly status: string;
        readonly errorCode: string | null;
        readonly objectCount: string;
        readonly url: string | null;
      }
    | undefined,
): BulkState {
  if (!operation) return { kind: "broken", failure: "bulk_unknown" };
  const objects = Number(operation.objectCount);
  switch (operation.status) {
    case "CREATED":
    case "RUNNING":
      return { kind: "running", objects };
    case "COMPLETED":
      return { kind: "ready", objects, url: operation.url };
    default:
      return { kind: "broken", failure: `bulk_${(operation.errorCode ?? operation.status).toLowerCase()}` };
  }
}
