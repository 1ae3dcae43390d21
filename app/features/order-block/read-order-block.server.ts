import { dateOf } from "../../core/calendar/day.ts";
import type { OrderId, ShopId } from "../../core/ids.ts";
import { localDay } from "../../core/local-time.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { arrivalsOfOrder, orderStatusForStaff, parcelsOfOrder } from "../delivery/public.server.ts";
import type { ParcelView } from "../delivery/domain/order-status-view.ts";
import { shipRefusal } from "../fulfillment/domain/public.ts";
import { labelsWaiting, shippablesOfOrder } from "../fulfillment/public.server.ts";
import { intentsOfOrder } from "../intents/public.server.ts";
import { tasksOfOrder } from "../picking/public.server.ts";
import { pickupsOf } from "../pickup/public.server.ts";
import { risksOfOrder } from "../risks/public.server.ts";
import { shopperOfOrder } from "../shopper/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { keptOf } from "./domain/kept.ts";
import { nextStep, type PartAtWork } from "./domain/next-step.ts";
import type { BlockParcel, BlockRisk, OrderBlockView } from "./domain/order-block-view.ts";

/** What a block has room for: the rest is a click away. */
const ENTRIES = 3;

/** What Shopify's order page shows of an order of this shop. Undefined: the shop has no such order. */
export async function readOrderBlock(shopId: ShopId, orderId: OrderId, now: Date): Promise<OrderBlockView | undefined> {
  const { timezone } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => {
    const status = await orderStatusForStaff(tx, orderId, now);
    if (status === undefined) return undefined;
    const { stage, promise, order } = status;
    const risks = await openRisks(tx, orderId, now);
    const awake = risks.filter(({ snoozed }) => !snoozed).map(({ kind }) => kind);
    const shopper = await shopperOfOrder(tx, orderId);
    const late = (await arrivalsOfOrder(tx, orderId)).map(({ lateBought, lateLast }) => lateBought ?? lateLast);
    const endangered = risks.some(({ kind }) => kind === "pastPromise");
    return {
      v: 1,
      timezone,
      stage,
      promise,
      kept: keptOf({ stage, promise, late, endangered }, dateOf(localDay(timezone, now.getTime()))),
      parcels: [...status.parcels.map(parcelOf), ...(await untoldParcels(tx, orderId, timezone))],
      risks,
      next: nextStep({
        orderId,
        name: order.name,
        stage,
        asks: (await intentsOfOrder(tx, orderId)).some(({ status: of }) => of === "asks"),
        labelWaits: (await labelsWaiting(tx, orderId)) !== null,
        choiceWaits: shopper.choice?.state === "asked",
        reportId: shopper.reports.find(({ state }) => state === "open")?.reportId ?? null,
        risks: awake,
        parts: await partsOf(tx, orderId, now),
      }),
    };
  });
}

function parcelOf({ fulfillmentId, number, carrier, url, stage, expectedOn, timeline }: ParcelView): BlockParcel {
  const newest = timeline.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, ENTRIES);
  return { fulfillmentId, number, carrier, url, stage, expectedOn, timeline: newest };
}

/** Parcels that have their label and that Shopify is about to hear of: staff hold them in their hands already. */
async function untoldParcels(tx: ShopTx, orderId: OrderId, timezone: string): Promise<BlockParcel[]> {
  const untold = (await parcelsOfOrder(tx, orderId)).filter(
    ({ stage, fulfillmentId }) => stage === "labelled" && fulfillmentId === null,
  );
  return untold.map(({ carrier, trackingNumber: number, trackingUrl: url, expectedAt }) => ({
    ...{ fulfillmentId: null, number, carrier, url, stage: "preparing", timeline: [] },
    expectedOn: expectedAt === null ? null : dateOf(localDay(timezone, Date.parse(expectedAt))),
  }));
}

/** By deadline, as risks are read; what rests comes after what does not. */
async function openRisks(tx: ShopTx, orderId: OrderId, now: Date): Promise<BlockRisk[]> {
  const open = (await risksOfOrder(tx, orderId)).filter(({ resolvedAt }) => resolvedAt === null);
  return open
    .map(({ kind, carrier, deadline, costMinor, currency, snooze, snoozedUntil }) => ({
      ...{ kind, carrier, deadline, costMinor, currency },
      snoozed: snooze === "fact" || (snooze === "date" && snoozedUntil !== null && snoozedUntil > now.toISOString()),
    }))
    .sort((a, b) => Number(a.snoozed) - Number(b.snoozed));
}

async function partsOf(tx: ShopTx, orderId: OrderId, now: Date): Promise<PartAtWork[]> {
  const tasks = await tasksOfOrder(tx, orderId);
  const pickups = await pickupsOf(tx, [orderId]);
  return (await shippablesOfOrder(tx, orderId)).map(({ fulfillmentOrderId, facts }) => {
    const of = (each: object) => "fulfillmentOrderId" in each && each.fulfillmentOrderId === fulfillmentOrderId;
    const pickup = pickups.find(of);
    return {
      fulfillmentOrderId,
      refusal: shipRefusal(facts, "person", now),
      method: facts.deliveryMethod,
      task: tasks.find(of) ?? null,
      pickup: pickup === undefined ? null : pickup.fact === "awaitsPickup" ? "ready" : "preparing",
    };
  });
}
