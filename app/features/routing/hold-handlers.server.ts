import { fromGid, toGid, type FulfillmentOrderId, type OrderId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  HoldFulfillmentOrderDocument,
  OrderFulfillmentOrdersDocument,
  RefreshFulfillmentOrdersDocument,
  ReleaseHoldDocument,
} from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import type { Attempt } from "../intents/domain/intent.ts";
import { fireTrigger } from "../flow/public.server.ts";
import type { Answered, EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents, raiseAttention, readRoutable, wasTold } from "../orders/public.server.ts";
import { inputOf, isStillAt, SOURCE_CHANGED, sourceOf } from "./lines-at.server.ts";
import { SHORT, tryElsewhere } from "./short-picks.server.ts";
import { dropClaims, dueAgain, passRetry, putCases } from "./store.server.ts";
import { takeSplit } from "./take-move.server.ts";

/** What the merchant reads beside the hold in Shopify's own admin, which has no translation of ours. */
const NOTES: Readonly<Record<string, string>> = {
  outOfStock: "Entrega: no location and no combination of locations has everything this order needs.",
  tooManyParts: "Entrega: the stock is there, but in more places than this shop allows for one order.",
  noLocation: "Entrega: no location may ship this order.",
  ruledOut: "Entrega: the rules leave no location that may ship this order.",
  rule: "Entrega: a rule holds this order.",
  short: "Entrega: this was not found when the order was picked.",
  workflow: "Entrega: a workflow of Shopify Flow holds this order.",
  rest: "Entrega: the rest of the order ships now; this waits until it can.",
};

/** Of one that is split to be held, both halves with this many lines are read at once; longer ones are read again. */
const LINES = 20;

/**
 * fulfillmentOrderHold, of all or of some lines: those Shopify splits off. The handle is ours and unique per fulfillment order, so a second hold of the same name
 * is the first one.
 */
export const holdHandler: EffectHandler<"fulfillmentOrder.hold"> = {
  kind: "fulfillmentOrder.hold",

  async act({ shopId, admin, now }, intent): Promise<Answered> {
    const { input, orderId, createdAt } = intent;
    const { fulfillmentOrderId, part, handle } = input;
    const current = part === undefined ? [] : await inShop(shopId, (tx) => readRoutable(tx, { orderIds: [orderId] }));
    const source = part && sourceOf(current, { fulfillmentOrderId, ...part });
    if (part && !(source && (await isStillAt(admin, source.id, part.from, { since: createdAt, now }))))
      return { status: "refused", codes: [SOURCE_CHANGED] };
    const heldId = source?.id ?? fulfillmentOrderId;
    const lines = source ? inputOf(source, part) : null;
    const read = await beginRead(now);
    const data = await admin.request(
      HoldFulfillmentOrderDocument,
      {
        id: toGid("FulfillmentOrder", heldId),
        hold: {
          reason: input.reason,
          handle,
          reasonNotes: input.note ?? NOTES[input.noteCode] ?? null,
          notifyMerchant: false,
          ...(lines === null ? {} : { fulfillmentOrderLineItems: lines }),
        },
        first: Math.min(LINES, (source?.lines.length ?? 0) + 1),
        isPart: lines !== null,
      },
      { share: SHARES.stopHarm },
    );
    const payload = data.fulfillmentOrderHold;
    const codes = (payload?.userErrors ?? []).map((error) => error.code ?? "unknown");
    if (codes.length > 0 && !codes.includes("DUPLICATE_FULFILLMENT_HOLD_HANDLE")) return { status: "refused", codes };
    const nodes = [payload?.fulfillmentOrder, payload?.remainingFulfillmentOrder].filter((node) => node != null);
    const outcome = { handle, heldId: nodes[0] ? fromGid("FulfillmentOrder", nodes[0].id) : heldId };
    return { status: "done", outcome, take: (tx) => takeSplit(tx, orderId, { nodes, read }, now) };
  },

  async lookUp({ shopId, admin }, { input, orderId, sentAt }) {
    const { fulfillmentOrderId, handle, part } = input;
    const shown = part === undefined ? await holdsOf(admin, fulfillmentOrderId) : await holdsOfOrder(admin, orderId);
    if (shown === null) return { status: "refused", codes: ["gone"] };
    const found = shown.find((hold) => hold.handle === handle);
    if (found) return { status: "done", outcome: { handle, heldId: found.on } };
    // Somebody may have released it meanwhile: to hold it again would be to quarrel with them.
    const change = { orderId, fulfillmentOrderId, code: "fulfillment_order.held", data: { ours: true } } as const;
    const wasHeld = await inShop(shopId, (tx) => wasTold(tx, change, sentAt));
    return wasHeld ? { status: "done", outcome: { handle, heldId: fulfillmentOrderId } } : { status: "notDone" };
  },

  async settled(tx, { intentId, orderId, input }, outcome, now, take) {
    const { fulfillmentOrderId, part, decisionId } = input;
    // The fulfillment order that has it: another one than was decided on when Shopify replaced that meanwhile.
    const { heldId } = outcome as { heldId: FulfillmentOrderId };
    const isTaken = (await take?.(tx)) ?? false;
    if (part) await dropClaims(tx, decisionId, part.from);
    if (input.noteCode === SHORT && part) await tryElsewhere(tx, { id: heldId, orderId, from: part.from }, now);
    else if (heldId !== fulfillmentOrderId) await passRetry(tx, fulfillmentOrderId, heldId, now);
    await raiseAttention(tx, orderId, "held");
    // Marks last, as everywhere: refresh holds the order's row while it waits for a mark.
    if (!isTaken) {
      await markChanged(
        tx,
        [
          { kind: "fulfillmentOrder", objectId: heldId },
          ...(part ? [{ kind: "order" as const, objectId: orderId }] : []),
        ],
        now,
      );
    }
    await appendOrderEvents(
      tx,
      [
        {
          orderId,
          code: "routing.held",
          ref: intentId,
          occurredAt: now,
          data: { decisionId, reason: input.noteCode },
        },
      ],
      now,
    );
    const fields = { order_id: orderId, reason: input.noteCode };
    await fireTrigger(tx, "order-held", () => [{ thing: orderId, fact: intentId, fields }], now);
  },

  async refused(tx, { intentId, orderId, input }, codes, now) {
    if (input.part) await dropClaims(tx, input.decisionId, input.part.from);
    if (codes.includes(SOURCE_CHANGED)) await dueAgain(tx, input.fulfillmentOrderId, now);
    else await raiseAttention(tx, orderId, "unroutable");
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

/** The holds Shopify shows now, each with what it is on; null when the fulfillment order is gone. */
async function holdsOf(admin: AdminClient, id: FulfillmentOrderId) {
  const data = await admin.request(
    RefreshFulfillmentOrdersDocument,
    { ids: [toGid("FulfillmentOrder", id)], lines: 1 },
    { share: SHARES.people },
  );
  const node = data.nodes[0];
  return node && "__typename" in node ? node.fulfillmentHolds.map((hold) => ({ ...hold, on: id })) : null;
}

/** The same of all fulfillment orders of an order: lines that are held may be in another one by then. */
async function holdsOfOrder(admin: AdminClient, id: OrderId) {
  const { order } = await admin.request(
    OrderFulfillmentOrdersDocument,
    { id: toGid("Order", id), lines: 1 },
    { share: SHARES.people },
  );
  if (!order) return null;
  return order.fulfillmentOrders.nodes.flatMap((node) =>
    node.fulfillmentHolds.map((hold) => ({ ...hold, on: fromGid("FulfillmentOrder", node.id) })),
  );
}
