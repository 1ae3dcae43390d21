import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordMessage } from "../messages/public.server.ts";

const ANSWERS = { claimed: "claimed", reshipped: "reship", declined: "declined", found: "found" } as const;

/**
 * The shopper is told, once each, what the shop does about what they reported. In the transaction in which it was settled. That their money went back is
 * Shopify's to tell, as we ask it to.
 */
export async function tellReport(
  tx: ShopTx,
  { reportId, orderId }: { readonly reportId: string; readonly orderId: OrderId },
  state: keyof typeof ANSWERS,
  now: Date,
): Promise<void> {
  const params = { answer: ANSWERS[state] };
  await recordMessage(tx, { orderId, kind: "claim_answer", fact: `report ${reportId} ${state}`, params }, now);
}
