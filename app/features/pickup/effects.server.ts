import { EFFECTS } from "../../core/effects.ts";
import { toGid, type FulfillmentOrderId, type OrderId } from "../../core/ids.ts";
import { PreparedForPickupDocument, ReadRemainingDocument } from "../../platform/admin-api/operations.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { handOverHandler } from "../fulfillment/public.server.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { readyChange } from "./look.server.ts";
import { readPickupSettings, USUAL } from "./settings.server.ts";
import { showPickups } from "./show.server.ts";
import { changePickup, lockPickup } from "./store.server.ts";

const { share } = EFFECTS["pickup.ready"];
/** There is nothing left to prepare: it was prepared before, by us or in Shopify's admin, or collected. The state that is read next says which. */
const ALREADY = "NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER";

/**
 * fulfillmentOrderLineItemsPreparedForPickup: Shopify tells the customer. Nothing of a fulfillment order shows that it is prepared; but Shopify does not
 * prepare twice, so asking again after a lost answer is answered with "nothing to prepare", which is what we wanted to be true.
 */
export const readyHandler: EffectHandler<"pickup.ready"> = {
  kind: "pickup.ready",

  async act({ admin }, { input }) {
    const { fulfillmentOrderLineItemsPreparedForPickup: answer } = await admin.request(
      PreparedForPickupDocument,
      { fulfillmentOrderId: toGid("FulfillmentOrder", input.fulfillmentOrderId) },
      { share },
    );
    const codes = (answer?.userErrors ?? []).map(({ code }) => code ?? "unknown");
    if (codes.length === 0) return { status: "done", outcome: { before: false } };
    return codes.every((code) => code === ALREADY)
      ? { status: "done", outcome: { before: true } }
      : { status: "refused", codes };
  },

  async lookUp({ admin }, { input }) {
    const { fulfillmentOrder } = await admin.request(
      ReadRemainingDocument,
      { id: toGid("FulfillmentOrder", input.fulfillmentOrderId) },
      { share },
    );
    if (!fulfillmentOrder) return { status: "refused", codes: ["order_gone"] };
    const left = fulfillmentOrder.lineItems.nodes.reduce((sum, line) => sum + line.remainingQuantity, 0);
    return left === 0 ? { status: "done", outcome: { before: true } } : { status: "notDone" };
  },

  async settled(tx, { input, orderId }, _outcome, now) {
    await readAgain(tx, orderId, input.fulfillmentOrderId, now);
    const pickup = await lockPickup(tx, input.fulfillmentOrderId);
    if (!pickup) return;
    const place = (await readLocationSettings(tx)).find(({ id }) => id === pickup.locationId);
    const setting = (await readPickupSettings(tx)).get(pickup.locationId) ?? USUAL;
    const isFirst = pickup.state === "preparing";
    await changePickup(tx, pickup.fulfillmentOrderId, {
      asked: "",
      problem: "",
      ...(isFirst && { state: "ready" as const, ...(place && readyChange(place, setting, now, pickup.readyWho)) }),
    });
    const data = { by: pickup.readyWho };
    await appendOrderEvents(
      tx,
      [{ orderId, code: "pickup.ready", ref: input.fulfillmentOrderId, occurredAt: now, data }],
      now,
    );
    await showPickups(tx, [pickup.fulfillmentOrderId], now);
  },

  refused: (tx, { input, orderId, intentId }, codes, now) =>
    tellRefused(tx, { orderId, intentId, fulfillmentOrderId: input.fulfillmentOrderId, what: "ready" }, codes, now),
};

/** What was collected at the desk. */
export const collectHandler = handOverHandler("pickup.collect", {
  async done(tx, { input, orderId, subject }, _fulfillmentId, now) {
    const pickup = await lockPickup(tx, input.fulfillmentOrderId);
    if (!pickup) return;
    const taken = input.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const left = Math.max(
      0,
      input.lines.reduce((sum, line) => sum - line.quantity, pickup.units),
    );
    await changePickup(tx, pickup.fulfillmentOrderId, {
      asked: "",
      problem: "",
      units: left,
      ...(left === 0 ? { state: "collected" as const, settledAt: now } : { state: "ready" as const, settledWho: "" }),
    });
    const data = { by: pickup.settledWho, units: taken, left, checked: pickup.checked };
    const code = left === 0 ? "pickup.collected" : "pickup.partly_collected";
    await appendOrderEvents(tx, [{ orderId, code, ref: subject, occurredAt: now, data }], now);
    await showPickups(tx, [pickup.fulfillmentOrderId], now);
  },

  refused: (tx, { input, orderId, intentId }, codes, now) =>
    tellRefused(tx, { orderId, intentId, fulfillmentOrderId: input.fulfillmentOrderId, what: "collect" }, codes, now),
});

const readAgain = (tx: ShopTx, orderId: OrderId, id: FulfillmentOrderId, now: Date): Promise<void> =>
  markChanged(
    tx,
    [
      { kind: "order", objectId: orderId },
      { kind: "fulfillmentOrder", objectId: id },
    ],
    now,
  );

interface Refused {
  readonly orderId: OrderId;
  readonly intentId: string;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly what: "ready" | "collect" | "refund";
}

/** Shopify said no: the state is read again, the desk may ask anew, and the ledger says what happened. */
export async function tellRefused(
  tx: ShopTx,
  { orderId, intentId, fulfillmentOrderId, what }: Refused,
  codes: readonly string[],
  now: Date,
): Promise<void> {
  await readAgain(tx, orderId, fulfillmentOrderId, now);
  await changePickup(tx, fulfillmentOrderId, { asked: "", problem: what, ...(what !== "ready" && { settledWho: "" }) });
  const data = { what, codes: [...codes] };
  await appendOrderEvents(tx, [{ orderId, code: "pickup.refused", ref: intentId, occurredAt: now, data }], now);
}
