import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import { appendOrderEvents, ordersOfFulfillmentOrders } from "../orders/public.server.ts";
import { lookAtPickups } from "../pickup/public.server.ts";
import { shopFact } from "../shops/public.server.ts";
import { dropFacts, takeFacts, type StoredFact } from "./store.server.ts";

const BATCH = 200;

/**
 * Turns the facts the receiver stored into ledger events, and gives those of the shop itself to `shopFact`. A fact that names only fulfillment
 * orders waits until they are in the mirror; `last` says that no further read is coming. `uninstalled`: the shop has just left us.
 */
export async function applyFacts(
  tx: ShopTx,
  now: Date,
  { last }: { readonly last: boolean },
): Promise<"installed" | "uninstalled"> {
  const facts = await takeFacts(tx, BATCH);
  if (facts.length === 0) return "installed";
  let state: "installed" | "uninstalled" = "installed";
  for (const fact of facts) if (isOfShop(fact)) state = await shopFact(tx, fact, now);
  const waiting = await appendFacts(
    tx,
    facts.filter((fact) => !isOfShop(fact)),
    now,
  );
  if (last) {
    for (const { code, webhookId } of waiting)
      log.warn({ event: "fact.without_order", shopId: tx.shopId, code, webhookId });
  }
  const kept = new Set(last ? [] : waiting.map((fact) => fact.webhookId));
  await dropFacts(
    tx,
    facts.map((fact) => fact.webhookId).filter((id) => !kept.has(id)),
  );
  return state;
}

const isOfShop = (fact: StoredFact) => fact.code.startsWith("shop.");

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
  const prepared = events.filter(({ code }) => code === "fulfillment_order.prepared_for_pickup");
  await lookAtPickups(tx, [...new Set(prepared.map(({ orderId }) => orderId))], now);
  return waiting;
}
