/** `refundCreate`: lines and money back, all or nothing. It needs `@idempotent` (idempotency.ts). Nobody gets mail: `notify` does nothing. */
import type { RestockType } from "../../state/orders.ts";
import { refundOrder } from "../../state/refund.ts";
import { accepting, notModelled, type Fields } from "../context.ts";
import { idOf, payload } from "./payload.ts";

interface RefundArgs {
  input: {
    orderId: string;
    note?: string | null;
    notify?: boolean | null;
    refundLineItems?:
      { lineItemId: string; quantity: number; restockType?: RestockType | null; locationId?: string | null }[] | null;
    transactions?: { amount: string; kind: string }[] | null;
  } & Readonly<Record<string, unknown>>;
}

const MODELLED = new Set([
  "orderId",
  "note",
  "notify",
  "refundLineItems",
  "transactions",
  "refundMethods",
  "allowOverRefunding",
]);

export const refundMutations: Fields<unknown> = {
  refundCreate: accepting<unknown, RefundArgs>(["input"], (_root, { input }, { world, shop }) => {
    const others = Object.keys(input).filter((name) => !MODELLED.has(name));
    if (others.length > 0) throw notModelled(`RefundInput.${others.join(", ")}`);
    const money = (input.transactions ?? []).reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
    return payload(
      refundOrder(world, shop, {
        orderId: idOf("Order", input.orderId),
        lines: (input.refundLineItems ?? []).map(({ lineItemId, quantity, restockType, locationId }) => ({
          lineItemId: idOf("LineItem", lineItemId),
          quantity,
          restockType: restockType ?? "NO_RESTOCK",
          locationId: locationId == null ? null : idOf("Location", locationId),
        })),
        ...(input.note == null ? {} : { note: input.note }),
        moneyMinor: money,
      }),
      (refund) => ({ refund, order: shop.orders.get(refund.orderId) }),
    );
  }),
};
