import { z } from "zod";
import { EFFECTS } from "../../core/effects.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { findRefund, refundLines } from "../refunds/public.server.ts";
import { tellRefused } from "./effects.server.ts";
import { showPickups } from "./show.server.ts";
import { changePickup, lockPickup } from "./store.server.ts";

const { share } = EFFECTS["refund.create"];
const outcomeSchema = z.object({ refundId: z.string(), amount: z.string(), currency: z.string() });

/** What finds our refund again: Shopify keeps a note with each. The merchant reads it, so it says what it is. */
const noteOf = ({ idempotencyKey }: Intent<"refund.create">): string => `Not collected (${idempotencyKey})`;

/** refundCreate with restock, of what was not collected: `refundLines` says how. */
export const refundHandler: EffectHandler<"refund.create"> = {
  kind: "refund.create",

  act: ({ admin }, intent) => {
    const { orderId, idempotencyKey: key, input } = intent;
    return refundLines(admin, { orderId, ...input, note: noteOf(intent), key }, share);
  },

  lookUp: ({ admin }, intent) => findRefund(admin, { orderId: intent.orderId, note: noteOf(intent) }, share),

  async settled(tx, { input, orderId, subject }, outcome, now) {
    const { amount, currency } = outcomeSchema.parse(outcome);
    await markChanged(
      tx,
      [
        { kind: "order", objectId: orderId },
        { kind: "fulfillmentOrder", objectId: input.fulfillmentOrderId },
      ],
      now,
    );
    const pickup = await lockPickup(tx, input.fulfillmentOrderId);
    if (!pickup) return;
    await changePickup(tx, pickup.fulfillmentOrderId, {
      asked: "",
      problem: "",
      units: 0,
      state: "returned",
      settledAt: now,
    });
    const units = input.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const data = { by: pickup.settledWho, units, amount, currency };
    await appendOrderEvents(tx, [{ orderId, code: "pickup.returned", ref: subject, occurredAt: now, data }], now);
    await showPickups(tx, [pickup.fulfillmentOrderId], now);
  },

  refused: (tx, { input, orderId, intentId }, codes, now) =>
    tellRefused(tx, { orderId, intentId, fulfillmentOrderId: input.fulfillmentOrderId, what: "refund" }, codes, now),
};
