import type { DeliveryPromise } from "../../../app/features/delivery/domain/order-status-view.ts";
import { asRecord, numericId } from "../../shared/json.ts";
import { askInTime } from "../../shared/load-order.ts";
import { readPromiseMetafield } from "../../shared/promise-metafield.ts";
import { readBlock, type ShownBlock } from "./read-block.ts";

/** What Shopify knows of the promise while our backend is away. */
export const PROMISE_QUERY = `query OrderBlockPromise($id: ID!) {
  order(id: $id) {
    metafield(namespace: "$app", key: "promise") {
      value
    }
  }
}`;

/** What came of asking: our answer; an order we do not have (yet); or nobody answered, with what the order's metafield still says. */
export type Loaded =
  | { readonly state: "known"; readonly block: ShownBlock }
  | { readonly state: "unknown" }
  | { readonly state: "away"; readonly promise: DeliveryPromise | null };

/** The part of Shopify's global that loading uses. */
export interface AdminQuery {
  query(text: string, options: { variables: Record<string, unknown> }): Promise<unknown>;
}

/** Reads one order. The address is relative: Shopify makes it the app's own, and adds the staff member's token. */
export async function loadBlock(admin: AdminQuery, orderGid: string): Promise<Loaded> {
  const id = numericId(orderGid);
  if (id === null) return { state: "unknown" };
  const answer = await askInTime(async () => {
    const response = await fetch(`/app/orders/${id}/block.json`);
    if (response.status === 404) return NOT_OURS;
    return response.ok ? readBlock(await response.json()) : null;
  });
  if (answer === NOT_OURS) return { state: "unknown" };
  if (answer !== null) return { state: "known", block: answer as ShownBlock };
  const known = await askInTime(() => admin.query(PROMISE_QUERY, { variables: { id: orderGid } }));
  const order = asRecord(asRecord(asRecord(known)?.data)?.order);
  return { state: "away", promise: readPromiseMetafield(asRecord(order?.metafield)?.value)?.promise ?? null };
}

const NOT_OURS = "not ours";
