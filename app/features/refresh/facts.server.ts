import type { OrderId, ShopId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { assertLease, type Lease } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { appendOrderEvents, ordersOfFulfillmentOrders } from "../orders/public.server.ts";
import { dropFacts, takeFacts, type StoredFact } from "./store.server.ts";

const BATCH = 200;

/** Handles what concerns the shop itself (uninstalled, scopes, plan, a finished bulk operation). */
export type OnShopFact = (
  shopId: ShopId,
  code: string,
  data: Readonly<Record<string, Json>>,
  now: Date,
) => Promise<void>;

/**
 * Turns the facts the receiver stored into ledger events, and hands those of the shop to `onShopFact`. A fact that names only fulfillment
 * orders waits until they are in the mirror; `last` says that no further read is coming. Returns how many are left.
 */
export async function applyFacts(lease: Lease, onShopFact: OnShopFact, now: Date, last: boolean): Promise<number> {
  const facts = await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    return takeFacts(tx, BATCH);
  });
  const ofShop = facts.filter((fact) => fact.code.startsWith("shop."));
  // Repeatable, so it may run again when the deletion below is lost.
  for (const fact of ofShop) await onShopFact(lease.shopId, fact.code, fact.data, now);
  return inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    const ofOrders = facts.filter((fact) => !fact.code.startsWith("shop."));
    const waiting = await appendFacts(tx, ofOrders, now);
    const gone = last ? waiting : [];
    for (const fact of gone)
      log.warn({ event: "fact.without_order", shopId: lease.shopId, code: fact.code, webhookId: fact.webhookId });
    const kept = new Set(waiting.filter((fact) => !gone.includes(fact)).map((fact) => fact.webhookId));
    await dropFacts(
      tx,
      facts.map((fact) => fact.webhookId).filter((id) => !kept.has(id)),
    );
    return kept.size;
  });
}

/** Appends facts of orders; returns those whose order is not known yet. */
async function appendFacts(tx: ShopTx, facts: readonly StoredFact[], now: Date): Promise<StoredFact[]> {
  const orderOf = await ordersOfFulfillmentOrders(
    tx,
    facts.flatMap((fact) => (fact.orderId === null ? fact.objectIds : [])),
  );
  const waiting: StoredFact[] = [];
  const events = facts.flatMap((fact) => {
    const orderId = fact.orderId ?? fact.objectIds.map((id) => orderOf.get(id)).find((id) => id !== undefined);
    if (orderId === undefined) {
      waiting.push(fact);
      return [];
    }
    const data = { ...fact.data, ...(fact.objectIds.length > 0 && { fulfillmentOrderIds: fact.objectIds }) };
    return [{ orderId: orderId as OrderId, code: fact.code, ref: fact.webhookId, occurredAt: fact.occurredAt, data }];
  });
  await appendOrderEvents(tx, events, now);
  return waiting;
}
