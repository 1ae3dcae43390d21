import { toGid, type FulfillmentOrderId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  HoldFulfillmentOrderDocument,
  RefreshFulfillmentOrdersDocument,
  ReleaseHoldDocument,
} from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { Attempt } from "../intents/domain/intent.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents, raiseAttention, wasTold } from "../orders/public.server.ts";
import { putCases } from "./store.server.ts";

/** What the merchant reads beside the hold in Shopify's own admin, which has no translation of ours. */
const NOTES: Readonly<Record<string, string>> = {
  outOfStock: "Entrega: no location and no combination of locations has everything this order needs.",
  tooManyParts: "Entrega: the stock is there, but in more places than this shop allows for one order.",
  noLocation: "Entrega: no location may ship this order.",
  ruledOut: "Entrega: the rules leave no location that may ship this order.",
  rule: "Entrega: a rule holds this order.",
};

/** fulfillmentOrderHold. The handle is ours and unique per fulfillment order, so a second hold of the same name is the first one. */
export const holdHandler: EffectHandler<"fulfillmentOrder.hold"> = {
  kind: "fulfillmentOrder.hold",

  async act({ admin }, { input }): Promise<Attempt> {
    const data = await admin.request(
      HoldFulfillmentOrderDocument,
      {
        id: toGid("FulfillmentOrder", input.fulfillmentOrderId),
        hold: {
          reason: input.reason,
          handle: input.handle,
          reasonNotes: input.note ?? NOTES[input.noteCode] ?? null,
          notifyMerchant: false,
        },
      },
      { share: SHARES.stopHarm },
    );
    const errors = data.fulfillmentOrderHold?.userErrors ?? [];
    const codes = errors.map((error) => error.code ?? "unknown");
    if (codes.length > 0 && !codes.includes("DUPLICATE_FULFILLMENT_HOLD_HANDLE")) return { status: "refused", codes };
    return { status: "done", outcome: { handle: input.handle } };
  },

  async lookUp({ shopId, admin }, { input, orderId, sentAt }) {
    const holds = await holdsOf(admin, input.fulfillmentOrderId);
    if (holds === null) return { status: "refused", codes: ["gone"] };
    const done = { status: "done", outcome: { handle: input.handle } } as const;
    if (holds.some((hold) => hold.handle === input.handle)) return done;
    // Somebody may have released it meanwhile: to hold it again would be to quarrel with them.
    const { fulfillmentOrderId } = input;
    const change = { orderId, fulfillmentOrderId, code: "fulfillment_order.held", data: { ours: true } } as const;
    return (await inShop(shopId, (tx) => wasTold(tx, change, sentAt))) ? done : { status: "notDone" };
  },

  async settled(tx, { intentId, orderId, input }, _outcome, now) {
    await raiseAttention(tx, orderId, "held");
    // Marks last, as everywhere: refresh holds the order's row while it waits for a mark.
    await markChanged(tx, [{ kind: "fulfillmentOrder", objectId: input.fulfillmentOrderId }], now);
    await appendOrderEvents(
      tx,
      [
        {
          orderId,
          code: "routing.held",
          ref: intentId,
          occurredAt: now,
          data: { decisionId: input.decisionId, reason: input.noteCode },
        },
      ],
      now,
    );
  },

  async refused(tx, { intentId, orderId, input }, codes, now) {
    await raiseAttention(tx, orderId, "unroutable");
    await markChanged(tx, [{ kind: "fulfillmentOrder", objectId: input.fulfillmentOrderId }], now);
    await appendOrderEvents(
      tx,
      [
        {
          orderId,
          code: "routing.refused",
          ref: intentId,
          occurredAt: now,
          data: { decisionId: input.decisionId, codes },
        },
      ],
      now,
    );
  },
};

/** fulfillmentOrderReleaseHold of one hold of ours; then the fulfillment order is decided anew. */
export const releaseHandler: EffectHandler<"fulfillmentOrder.release"> = {
  kind: "fulfillmentOrder.release",

  async act({ admin }, { input }): Promise<Attempt> {
    const holds = await holdsOf(admin, input.fulfillmentOrderId);
    const hold = holds?.find((each) => each.heldByRequestingApp && each.handle === input.handle);
    if (!hold) return { status: "done", outcome: { handle: input.handle, already: true } };
    const data = await admin.request(
      ReleaseHoldDocument,
      { id: toGid("FulfillmentOrder", input.fulfillmentOrderId), holdIds: [hold.id] },
      { share: SHARES.people },
    );
    const errors = data.fulfillmentOrderReleaseHold?.userErrors ?? [];
    if (errors.length > 0) return { status: "refused", codes: errors.map((error) => error.code ?? "unknown") };
    return { status: "done", outcome: { handle: input.handle } };
  },

  async lookUp({ admin }, { input }) {
    const holds = await holdsOf(admin, input.fulfillmentOrderId);
    if (holds === null) return { status: "refused", codes: ["gone"] };
    return holds.some((hold) => hold.handle === input.handle)
      ? { status: "notDone" }
      : { status: "done", outcome: { handle: input.handle } };
  },

  async settled(tx, { intentId, orderId, input }, _outcome, now) {
    await putCases(
      tx,
      [{ id: input.fulfillmentOrderId, orderId }],
      "due",
      input.cause ?? (input.arrived ? "arrived" : "released"),
      now,
    );
    await markChanged(tx, [{ kind: "fulfillmentOrder", objectId: input.fulfillmentOrderId }], now);
    await appendOrderEvents(tx, [{ orderId, code: "routing.released", ref: intentId, occurredAt: now, data: {} }], now);
  },

  async refused(tx, { intentId, orderId, input }, codes, now) {
    await markChanged(tx, [{ kind: "fulfillmentOrder", objectId: input.fulfillmentOrderId }], now);
    await appendOrderEvents(
      tx,
      [{ orderId, code: "routing.refused", ref: intentId, occurredAt: now, data: { codes } }],
      now,
    );
  },
};

/** The holds Shopify shows now; null when the fulfillment order is gone. */
async function holdsOf(admin: AdminClient, id: FulfillmentOrderId) {
  const data = await admin.request(
    RefreshFulfillmentOrdersDocument,
    { ids: [toGid("FulfillmentOrder", id)], lines: 1 },
    { share: SHARES.people },
  );
  const node = data.nodes[0];
  return node && "__typename" in node ? node.fulfillmentHolds : null;
}
