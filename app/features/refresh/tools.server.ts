import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";

/** What one refresh of a shop works with. */
export interface RefreshRun {
  readonly lease: Lease;
  readonly admin: AdminClient;
  readonly now: () => Date;
}

/** A transaction of this run that first compares the fence: whoever lost the lease writes nothing. */
export function inRun<T>({ lease }: RefreshRun, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  return inLease(lease, work);
}

/** The answers of `nodes(ids:)` that are there and of the wanted type; others are null or empty. */
export function found<Node extends object | null>(
  nodes: readonly Node[],
): Extract<Node, { readonly __typename: string }>[] {
  return nodes.filter(
    (node): node is Extract<Node, { readonly __typename: string }> => node !== null && "__typename" in node,
  );
}
