import type { FulfillmentOrderId, ParcelId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";
import { chooseService, labelCarrier } from "../carriers/public.server.ts";
import type { CarrierFacts } from "../carriers/domain/carrier.ts";
import { planParcels } from "../delivery/public.server.ts";
import { recordIntents, switchedOnSince } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention } from "../orders/public.server.ts";
import { shipRefusal, type ShipRefusal } from "./domain/may-ship.ts";
import { automaticShippables, dropWithdrawnPlans, readShippable, type Shippable } from "./store.server.ts";

/** Parcels planned in one transaction: small enough that nobody waits for its locks. */
const BATCH = 200;

export type ShipOutcome =
  | { readonly outcome: "planned"; readonly parcelId: ParcelId }
  | { readonly outcome: "refused"; readonly reason: ShipRefusal };

/**
 * "Buy a label and fulfil", asked by a person (`by`: the staff member's Shopify id). Plans the parcel and stores the effect that buys its
 * label; the click counts even while shipping is only observed. What stands in the way comes back as a code.
 */
export async function shipFulfillmentOrder(
  shopId: ShopId,
  fulfillmentOrderId: FulfillmentOrderId,
  { by }: { readonly by: string },
  now: Date,
): Promise<ShipOutcome> {
  return inShop(shopId, async (tx) => {
    await dropWithdrawnPlans(tx);
    const shippable = await readShippable(tx, fulfillmentOrderId);
    if (!shippable) return { outcome: "refused", reason: "not_found" };
    const reason = shipRefusal(shippable.facts, "person", now);
    if (reason) return { outcome: "refused", reason };
    const carrier = await labelCarrier(tx);
    if (!carrier) return { outcome: "refused", reason: "no_carrier" };
    const [parcelId] = await plan(tx, [shippable], carrier, { by, clicked: true }, now);
    // Somebody else was quicker by a moment: the parcel is theirs.
    if (parcelId === undefined) return { outcome: "refused", reason: "has_parcel" };
    await clearAttention(tx, [shippable.orderId], "refused");
    return { outcome: "planned", parcelId };
  });
}

/**
 * The automatic mode: plans parcels for everything that may be shipped now. Run by the refresh lane after it has decided. Returns how many
 * were planned; 0 when shipping is switched off or there is no carrier.
 */
export async function planShipments(shopId: ShopId, lease: Lease, now: Date): Promise<number> {
  let planned = 0;
  for (;;) {
    const batch = await inLease(lease, async (tx) => {
      await dropWithdrawnPlans(tx);
      const since = await switchedOnSince(tx, "ship");
      const carrier = since && (await labelCarrier(tx));
      if (!carrier) return 0;
      const found = await automaticShippables(tx, since, now, BATCH);
      const allowed = found.filter(({ facts }) => shipRefusal(facts, "automatic", now) === null);
      return (await plan(tx, allowed, carrier, { by: "automatic", clicked: false }, now)).length;
    });
    planned += batch;
    if (batch < BATCH) return planned;
  }
}

async function plan(
  tx: ShopTx,
  shippables: readonly Shippable[],
  carrier: CarrierFacts,
  { by, clicked }: { readonly by: string; readonly clicked: boolean },
  now: Date,
): Promise<ParcelId[]> {
  const parcels = await planParcels(
    tx,
    shippables.flatMap(({ orderId, fulfillmentOrderId, locationId, method, facts }) =>
      locationId === null
        ? []
        : [
            {
              orderId,
              fulfillmentOrderId,
              locationId,
              carrier: carrier.code,
              // Empty: its rates say which services there are, when the label is bought.
              service: chooseService(carrier.services, method)?.code ?? "",
              units: facts.remaining,
            },
          ],
    ),
    now,
  );
  await appendOrderEvents(
    tx,
    parcels.map(({ parcelId, orderId, fulfillmentOrderId }) => ({
      orderId,
      code: "parcel.planned",
      ref: parcelId,
      occurredAt: now,
      data: { parcelId, fulfillmentOrderId, by },
    })),
    now,
  );
  await recordIntents(
    tx,
    parcels.map(({ parcelId, orderId }) => ({
      kind: "label.buy",
      orderId,
      subject: `parcel ${parcelId}`,
      input: { parcelId },
    })),
    now,
    { clicked },
  );
  return parcels.map(({ parcelId }) => parcelId);
}
