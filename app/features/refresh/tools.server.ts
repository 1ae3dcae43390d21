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

/** A page of a connection, as Shopify gives it. */
export interface Page<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

/** The first page and all that follow it. */
export async function allPages<Node>(
  first: Page<Node>,
  next: (after: string) => Promise<Page<Node> | undefined>,
): Promise<Node[]> {
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && pageInfo.endCursor) {
    const page = await next(pageInfo.endCursor);
    if (!page) break;
    nodes.push(...page.nodes);
    pageInfo = page.pageInfo;
  }
  return nodes;
}

/** The answers of `nodes(ids:)` that are there and of the wanted type; others are null or empty. */
export function found<Node extends object | null>(
  nodes: readonly Node[],
): Extract<Node, { readonly __typename: string }>[] {
  return nodes.filter(
    (node): node is Extract<Node, { readonly __typename: string }> => node !== null && "__typename" in node,
  );
}
