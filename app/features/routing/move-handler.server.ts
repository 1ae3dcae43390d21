import { fromGid, toGid, type FulfillmentOrderId, type OrderId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  FulfillmentOrderLinesDocument,
  MoveFulfillmentOrderDocument,
  OrderFulfillmentOrdersDocument,
} from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import type { Answered, EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention, raiseAttention, readRoutable, wasTold } from "../orders/public.server.ts";
import { arrived, type Shown } from "./domain/arrived.ts";
import { inputOf, isStillAt, SOURCE_CHANGED, sourceOf } from "./lines-at.server.ts";
import { takeMove } from "./take-move.server.ts";
import { dropClaims, dueAgain, putOurs, settleHome } from "./store.server.ts";

/** Ten fulfillment orders with more lines than this cost more than one query may (1,000 points); longer ones are read page by page. */
const LINES = 20;

/**
 * fulfillmentOrderMove, whole or part. It has no compare-and-swap and no idempotency key: the mirror says which fulfillment order holds the
 * lines now (ids change on a split), and a lost answer is resolved by looking where the lines are.
 */
export const moveHandler: EffectHandler<"fulfillmentOrder.move"> = {
  kind: "fulfillmentOrder.move",

  async act({ shopId, admin, now }, intent): Promise<Answered> {
    const current = await inShop(shopId, (tx) => readRoutable(tx, { orderIds: [intent.orderId] }));
    const source = sourceOf(current, intent.input);
    if (!source) return { status: "refused", codes: [SOURCE_CHANGED] };
    if (!(await isStillAt(admin, source.id, intent.input.from, { since: intent.createdAt, now })))
      return { status: "refused", codes: [SOURCE_CHANGED] };
    const lines = inputOf(source, intent.input);
    const read = await beginRead(now);
    const data = await admin.request(
      MoveFulfillmentOrderDocument,
      {
        id: toGid("FulfillmentOrder", source.id),
        to: toGid("Location", intent.input.to),
        lines,
        isPart: lines !== null,
        first: Math.min(LINES, source.lines.length + 1),
      },
      { share: SHARES.undecided },
    );
    const payload = data.fulfillmentOrderMove;
    if (!payload || payload.userErrors.length > 0) {
      return {
        status: "refused",
        codes: payload?.userErrors.map((error) => error.code ?? "unknown") ?? ["no_payload"],
      };
    }
    const movedId = payload.movedFulfillmentOrder
      ? fromGid("FulfillmentOrder", payload.movedFulfillmentOrder.id)
      : null;
    const shown = [payload.originalFulfillmentOrder, payload.movedFulfillmentOrder].filter((node) => node != null);
    const nodes = [...new Map(shown.map((node) => [node.id, node])).values()];
    return {
      status: "done",
      outcome: { movedId, sourceId: source.id },
      take: (tx) => takeMove(tx, intent, { nodes, read }, now),
    };
  },

  async lookUp({ shopId, admin }, intent) {
    const { fulfillmentOrderId, to } = intent.input;
    const known = await inShop(shopId, (tx) => readRoutable(tx, { orderIds: [intent.orderId] }));
    const named = new Set([fulfillmentOrderId, sourceOf(known, intent.input)?.id ?? fulfillmentOrderId]);
    const there = arrived(await shownBy(admin, intent.orderId), intent.input, named, intent.sentAt);
    if (there) return { status: "done", outcome: { movedId: there.id, sourceId: fulfillmentOrderId } };
    // It may have been there and somebody has moved it on: to move it again would be to quarrel with them.
    const change = {
      orderId: intent.orderId,
      fulfillmentOrderId,
      code: "fulfillment_order.moved",
      data: { to },
    } as const;
    const wasThere = await inShop(shopId, (tx) => wasTold(tx, change, intent.sentAt));
    return wasThere
      ? { status: "done", outcome: { movedId: null, sourceId: fulfillmentOrderId } }
      : { status: "notDone" };
  },

  async settled(tx, intent, outcome, now, take) {
    const { movedId, sourceId } = outcome as { movedId: FulfillmentOrderId | null; sourceId: FulfillmentOrderId };
    const { from, to, lines, decisionId } = intent.input;
    const isTaken = (await take?.(tx)) ?? false;
    if (movedId) await putOurs(tx, { id: movedId, orderId: intent.orderId }, now);
    await settleHome(tx, intent.orderId, decisionId, now);
    await dropClaims(tx, decisionId, to);
    await clearAttention(tx, [intent.orderId], "refused");
    if (!isTaken) {
      const touched = [sourceId, ...(movedId ? [movedId] : [])];
      await markChanged(
        tx,
        [
          ...touched.map((id) => ({ kind: "fulfillmentOrder" as const, objectId: id })),
          { kind: "order", objectId: intent.orderId },
        ],
        now,
      );
    }
    await appendOrderEvents(
      tx,
      [
        {
          orderId: intent.orderId,
          code: "routing.moved",
          ref: intent.intentId,
          occurredAt: now,
          data: { decisionId, from, to, units: lines.reduce((sum, line) => sum + line.quantity, 0) },
        },
      ],
      now,
    );
  },

  /** The order is decided again; a location that Shopify refused is ruled out in that. */
  async refused(tx, intent, codes, now) {
    const { fulfillmentOrderId, to, decisionId } = intent.input;
    await dropClaims(tx, decisionId, to);
    if (codes.includes(SOURCE_CHANGED)) await dueAgain(tx, fulfillmentOrderId, now);
    else {
      await dueAgain(tx, fulfillmentOrderId, now, { locationId: to, code: "moveRefused" });
      await raiseAttention(tx, intent.orderId, "refused");
    }
    await markChanged(
      tx,
      [
        { kind: "fulfillmentOrder", objectId: fulfillmentOrderId },
        { kind: "order", objectId: intent.orderId },
      ],
      now,
    );
    await appendOrderEvents(
      tx,
      [
        {
          orderId: intent.orderId,
          code: "routing.refused",
          ref: intent.intentId,
          occurredAt: now,
          data: { decisionId, to, codes },
        },
      ],
      now,
    );
  },
};

/** All fulfillment orders of the order, with all their lines. */
async function shownBy(admin: AdminClient, orderId: OrderId): Promise<Shown[]> {
  const data = await admin.request(
    OrderFulfillmentOrdersDocument,
    { id: toGid("Order", orderId), lines: LINES },
    { share: SHARES.undecided },
  );
  const shown: Shown[] = [];
  for (const node of data.order?.fulfillmentOrders.nodes ?? []) {
    const { location } = node.assignedLocation;
    const lines = await allLines(admin, node.id, node.lineItems);
    shown.push({
      id: fromGid("FulfillmentOrder", node.id),
      locationId: location ? fromGid("Location", location.id) : null,
      createdAt: new Date(node.createdAt),
      units: new Map(lines.map((line) => [fromGid("LineItem", line.lineItem.id), line.totalQuantity])),
    });
  }
  return shown;
}

interface LinePage {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly { readonly lineItem: { readonly id: string }; readonly totalQuantity: number }[];
}

async function allLines(admin: AdminClient, id: string, first: LinePage): Promise<LinePage["nodes"]> {
  const lines = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && pageInfo.endCursor !== null) {
    const { fulfillmentOrder } = await admin.request(
      FulfillmentOrderLinesDocument,
      { id, after: pageInfo.endCursor },
      { share: SHARES.undecided },
    );
    if (!fulfillmentOrder) break;
    lines.push(...fulfillmentOrder.lineItems.nodes);
    pageInfo = fulfillmentOrder.lineItems.pageInfo;
  }
  return lines;
}
