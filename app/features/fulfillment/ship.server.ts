import type { FulfillmentOrderId, ParcelId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";
import type { CarrierFacts } from "../carriers/domain/carrier.ts";
import { planCarrier } from "../carriers/domain/public.ts";
import { chooseService, labelSellers, labelWishes, readLabelSetting } from "../carriers/public.server.ts";
import { boxesWithoutLabel, planParcels, type Packed } from "../delivery/public.server.ts";
import { recordIntents, switchedOnSince } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention } from "../orders/public.server.ts";
import { shipRefusal, type ShipRefusal } from "./domain/may-ship.ts";
import { stillHolds } from "./domain/packages.ts";
import {
  automaticShippables,
  dropWithdrawnPlans,
  readShippable,
  remainingLines,
  type Shippable,
} from "./store.server.ts";

/** Parcels planned in one transaction: small enough that nobody waits for its locks. */
const BATCH = 200;

export type ShipOutcome =
  /** `parcelId`: the first of them, where it fills several boxes. */
  | { readonly outcome: "planned"; readonly parcelId: ParcelId }
  | { readonly outcome: "refused"; readonly reason: ShipRefusal };

/**
 * "Buy a label and fulfil", asked by a person (`by`: the staff member's Shopify id). Plans the parcel and stores the effect that buys its
 * label; the click counts even while shipping is only observed. What stands in the way comes back as a code.
 */
export async function shipFulfillmentOrder(
  shopId: ShopId,
  fulfillmentOrderId: FulfillmentOrderId,
  who: { readonly by: string },
  now: Date,
): Promise<ShipOutcome> {
  return inShop(shopId, (tx) => shipFulfillmentOrderIn(tx, fulfillmentOrderId, who, now));
}

/** A parcel as it was packed. */
export type Package = Packed & { readonly units: number };

/**
 * The same in a transaction that has more to store with it: either both are stored, or neither. `packages`: how it was packed; undefined: as it was packed
 * before, if that got no label and still holds what is left, else all in one.
 */
export async function shipFulfillmentOrderIn(
  tx: ShopTx,
  fulfillmentOrderId: FulfillmentOrderId,
  { by, packages }: { readonly by: string; readonly packages?: readonly Package[] },
  now: Date,
): Promise<ShipOutcome> {
  await dropWithdrawnPlans(tx);
  const shippable = await readShippable(tx, fulfillmentOrderId);
  if (!shippable) return { outcome: "refused", reason: "not_found" };
  const reason = shipRefusal(shippable.facts, "person", now);
  if (reason) return { outcome: "refused", reason };
  const [sender] = await withCarriers(tx, await labelSellers(tx), [shippable]);
  if (!sender) return { outcome: "refused", reason: "no_carrier" };
  const packed = packages ?? (await packedBefore(tx, fulfillmentOrderId));
  const senders = packed.length === 0 ? [sender] : packed.map((each) => ({ ...sender, packed: each }));
  const [parcelId] = await plan(tx, senders, { by, clicked: true }, now);
  // Somebody else was quicker by a moment: the parcel is theirs.
  if (parcelId === undefined) return { outcome: "refused", reason: "has_parcel" };
  await clearAttention(tx, [shippable.orderId], "refused");
  return { outcome: "planned", parcelId };
}

async function packedBefore(tx: ShopTx, fulfillmentOrderId: FulfillmentOrderId): Promise<readonly Package[]> {
  const boxes = await boxesWithoutLabel(tx, fulfillmentOrderId);
  if (boxes.length === 0) return [];
  return stillHolds(boxes, await remainingLines(tx, fulfillmentOrderId)) ? boxes : [];
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
      const sellers = since === null ? [] : await labelSellers(tx);
      if (since === null || sellers.length === 0) return 0;
      const found = await automaticShippables(tx, since, now, BATCH);
      const allowed = found.filter(({ facts }) => shipRefusal(facts, "automatic", now) === null);
      const senders = await withCarriers(tx, sellers, allowed);
      return (await plan(tx, senders, { by: "automatic", clicked: false }, now)).length;
    });
    planned += batch;
    if (batch < BATCH) return planned;
  }
}

/** A parcel to be, and whom it is planned with until rates are compared. */
interface Sender {
  readonly shippable: Shippable;
  readonly carrier: CarrierFacts;
  readonly service: string;
  /** Undefined: nobody packed it yet. */
  readonly packed?: Package;
}

/** Whom each is planned with: by the shop's setting and what rules want of the order. Those that nobody may carry are left out. */
async function withCarriers(
  tx: ShopTx,
  sellers: readonly CarrierFacts[],
  shippables: readonly Shippable[],
): Promise<Sender[]> {
  const { policy } = await readLabelSetting(tx);
  const wishOf = await labelWishes(
    tx,
    shippables.map(({ orderId }) => orderId),
  );
  return shippables.flatMap((shippable) => {
    const wish = wishOf(shippable.orderId);
    const carrier = planCarrier(sellers, policy, wish);
    if (!carrier) return [];
    // Empty: its rates say which services there are, when the label is bought.
    const service = wish.force?.service ?? chooseService(carrier.services, shippable.method)?.code ?? "";
    return [{ shippable, carrier, service }];
  });
}

async function plan(
  tx: ShopTx,
  senders: readonly Sender[],
  { by, clicked }: { readonly by: string; readonly clicked: boolean },
  now: Date,
): Promise<ParcelId[]> {
  const parcels = await planParcels(
    tx,
    senders.flatMap(({ shippable: { orderId, fulfillmentOrderId, locationId, facts }, carrier, service, packed }) =>
      locationId === null
        ? []
        : [
            {
              orderId,
              fulfillmentOrderId,
              locationId,
              carrier: carrier.code,
              service,
              ...(packed ?? { units: facts.remaining, contents: null, grams: null, box: null }),
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
  const neverAgain = new Set(
    senders.flatMap(({ shippable, carrier }) => (carrier.neverAgain ? [shippable.fulfillmentOrderId] : [])),
  );
  await recordIntents(
    tx,
    parcels.map(({ parcelId, orderId, fulfillmentOrderId }) => ({
      kind: neverAgain.has(fulfillmentOrderId) ? "label.purchase" : "label.buy",
      orderId,
      subject: `parcel ${parcelId}`,
      input: { parcelId },
    })),
    now,
    { clicked },
  );
  return parcels.map(({ parcelId }) => parcelId);
}
