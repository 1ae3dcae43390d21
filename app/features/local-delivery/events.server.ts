import type { FulfillmentId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { handOverHandler } from "../fulfillment/public.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { recordMessage } from "../messages/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { changeStop, readStops, type Stop } from "./store.server.ts";

type Told = "OUT_FOR_DELIVERY" | "DELIVERED" | "ATTEMPTED_DELIVERY";

/** What the driver takes out is fulfilled; then it is on its way. */
export const dispatchHandler = handOverHandler("localDelivery.dispatch", {
  async done(tx, { input }, fulfillmentId, now) {
    const [stop] = await readStops(tx, [input.fulfillmentOrderId], { lock: true });
    if (stop) await recordOut(tx, stop, fulfillmentId, now);
  },

  async refused(tx, { input, orderId, intentId }, codes, now) {
    await changeStop(tx, input.fulfillmentOrderId, { asked: "", problem: "dispatch" });
    const data = { codes: [...codes] };
    await appendOrderEvents(
      tx,
      [{ orderId, code: "local_delivery.refused", ref: intentId, occurredAt: now, data }],
      now,
    );
  },
});

/** The stop is on its way: in our table, in the ledger, on Shopify's page, and to the customer. */
export async function recordOut(tx: ShopTx, stop: Stop, fulfillmentId: FulfillmentId | null, now: Date): Promise<void> {
  await changeStop(tx, stop.id, {
    state: "out",
    asked: "",
    problem: "",
    failed: "",
    outAt: now,
    ...(fulfillmentId && { fulfillmentId }),
  });
  await tellStop(tx, { ...stop, fulfillmentId }, "OUT_FOR_DELIVERY", {}, now);
}

const CODES = {
  OUT_FOR_DELIVERY: "local_delivery.out",
  DELIVERED: "local_delivery.delivered",
  ATTEMPTED_DELIVERY: "local_delivery.failed",
} as const satisfies Record<Told, string>;
const KINDS = {
  OUT_FOR_DELIVERY: "out_for_delivery",
  DELIVERED: "delivered",
  ATTEMPTED_DELIVERY: "attempted",
} as const satisfies Record<Told, string>;

/** Writes down what happened at a door, tells Shopify where events are switched on or somebody clicked, and the customer where messages are. */
export async function tellStop(
  tx: ShopTx,
  { id, orderId, fulfillmentId, tries }: Pick<Stop, "id" | "orderId" | "fulfillmentId" | "tries">,
  status: Told,
  data: Record<string, string | number>,
  now: Date,
): Promise<void> {
  const happenedAt = new Date(Math.floor(now.getTime() / 1_000) * 1_000).toISOString();
  const ref = `${id} ${tries} ${happenedAt}`;
  await appendOrderEvents(tx, [{ orderId, code: CODES[status], ref, occurredAt: now, data }], now);
  await recordMessage(
    tx,
    { orderId, kind: KINDS[status], fact: `stop ${ref}`, params: { parcelId: null, fulfillmentId } },
    now,
  );
  if (fulfillmentId === null) return;
  await markChanged(tx, [{ kind: "fulfillment", objectId: fulfillmentId }], now);
  await recordIntents(
    tx,
    [
      {
        kind: "fulfillment.event",
        orderId,
        subject: `stop ${ref} ${status}`,
        input: { parcelId: null, fulfillmentId, scanKey: ref, status, happenedAt, estimatedDeliveryAt: null },
      },
    ],
    now,
    { clicked: true },
  );
}
