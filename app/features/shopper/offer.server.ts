import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Offer } from "../messages/domain/public.ts";
import { trackingLink } from "../tracking-page/public.server.ts";
import { choicesOf } from "./domain/choices.ts";
import { readOrderFacts } from "./shopper-facts.server.ts";

/**
 * What the shopper of an order may choose at this moment, each with the address where they say so, and the address of the order's page: for messages.
 * Nothing of an order that nobody can sign in for: there the shopper answers the message.
 */
export async function offerOf(tx: ShopTx, orderId: OrderId, now: Date): Promise<Offer> {
  const link = (await trackingLink(tx, orderId, now)) ?? null;
  const facts = await readOrderFacts(tx, orderId, now);
  if (link === null || facts?.customerId == null) return { link, choices: [] };
  return { link, choices: choicesOf(facts).map(({ kind }) => ({ choice: kind, link: `${link}&choose=${kind}` })) };
}
