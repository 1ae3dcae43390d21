import { z } from "zod";
import { Terminal } from "../../core/faults.ts";
import { parseId, toGid, type LocationId } from "../../core/ids.ts";
import { EFFECTS } from "../../core/effects.ts";
import { SenderAddressDocument } from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { replaceFile } from "../../platform/files.server.ts";
import type { CarrierAddress, Label } from "../carriers/domain/carrier.ts";
import { disableCarrierAccount, openCarrier } from "../carriers/public.server.ts";
import {
  parcelLabelled,
  parcelVoid,
  readParcel,
  refreshPromises,
  unplanParcel,
  type Parcel,
} from "../delivery/public.server.ts";
import { recordIntents, type EffectContext, type EffectHandler } from "../intents/public.server.ts";
import type { Attempt, Intent } from "../intents/domain/intent.ts";
import { appendOrderEvents, raiseAttention, readPerson } from "../orders/public.server.ts";
import { shipRefusal } from "./domain/may-ship.ts";
import { parcelGrams } from "./domain/parcel-weight.ts";
import { recipientOf } from "./domain/recipient.ts";
import { readShippable, remainingLines } from "./store.server.ts";

const { share } = EFFECTS["label.buy"];
const DAY_MS = 86_400_000;
/** A label is scanned once; the file is kept for a claim against the carrier (most take them up to three months). */
const KEEP_LABEL_MS = 90 * DAY_MS;
/** Refusals that the state gives, not the carrier: when the state changes, the plan is made anew. */
const STATE = "state:";
/** The carrier refuses the account: no label until somebody saves it anew. */
const CREDENTIALS = "carrier_credentials";

const bought = z.object({
  carrierRef: z.string(),
  trackingNumber: z.string(),
  trackingUrl: z.string().nullable(),
  costMinor: z.int(),
  currency: z.string(),
  expectedAt: z.iso.datetime().nullable(),
  fileId: z.string(),
});

/**
 * Buys the label of a planned parcel. The carrier's reference is the intent's key, so a second try finds the first one's shipment. Settled:
 * the parcel is labelled, and Shopify is told by the next effect.
 */
export const buyLabel: EffectHandler<"label.buy"> = {
  kind: "label.buy",

  async act(context, intent) {
    const order = await prepare(context, intent);
    if ("refused" in order) return refused(order.refused);
    try {
      return await buy(context, intent, order);
    } catch (error) {
      // The same for every order of the shop: one answer is enough, see `refused`.
      if (error instanceof Terminal && error.code === CREDENTIALS) return refused(STATE + CREDENTIALS);
      throw error;
    }
  },

  // Asked only by whoever does not trust the key: the carrier knows the shipment by its reference.
  async lookUp(context, intent) {
    const order = await prepare(context, intent);
    if ("refused" in order) return refused(order.refused);
    const label = await order.carrier.find(intent.idempotencyKey);
    return label ? keep(context, order.parcel, label) : { status: "notDone" };
  },

  async settled(tx, intent, outcome, now) {
    const { parcelId } = intent.input;
    const label = bought.parse(outcome);
    const expectedAt = label.expectedAt === null ? null : new Date(label.expectedAt);
    await parcelLabelled(tx, parcelId, { ...label, expectedAt }, now);
    await appendOrderEvents(
      tx,
      [
        {
          orderId: intent.orderId,
          code: "parcel.labelled",
          ref: parcelId,
          occurredAt: now,
          data: {
            parcelId,
            trackingNumber: label.trackingNumber,
            costMinor: label.costMinor,
            currency: label.currency,
            expectedAt: label.expectedAt,
          },
        },
      ],
      now,
    );
    // `clicked`: to ship was decided before; whoever switches shipping off now must not leave a paid label without its fulfilment.
    await recordIntents(
      tx,
      [{ kind: "fulfillment.create", orderId: intent.orderId, subject: `parcel ${parcelId}`, input: { parcelId } }],
      now,
      { clicked: true },
    );
    await refreshPromises(tx, [intent.orderId], now);
  },

  async refused(tx, intent, codes, now) {
    const { parcelId } = intent.input;
    const byState = codes.every((code) => code.startsWith(STATE));
    const refusesAccount = codes.includes(STATE + CREDENTIALS);
    const parcel = refusesAccount ? await readParcel(tx, parcelId) : undefined;
    if (parcel) await disableCarrierAccount(tx, parcel.carrier, now);
    if (byState) await unplanParcel(tx, parcelId);
    else await parcelVoid(tx, parcelId);
    if (!byState || refusesAccount) await raiseAttention(tx, intent.orderId, "refused");
    await appendOrderEvents(
      tx,
      [
        {
          orderId: intent.orderId,
          code: "parcel.refused",
          ref: parcelId,
          occurredAt: now,
          data: { parcelId, step: "label", reasons: codes.map((code) => code.replace(STATE, "")) },
        },
      ],
      now,
    );
  },
};

async function buy(context: EffectContext, intent: Intent<"label.buy">, order: Prepared): Promise<Attempt> {
  const { parcel, carrier } = order;
  if (intent.status === "unsure") {
    // It may be bought already. Then it is ours, even if the order was held meanwhile: the next effect finds that out and gives it back.
    const label = await carrier.find(intent.idempotencyKey);
    if (label) return keep(context, parcel, label);
  }
  if (order.stateRefusal) return refused(STATE + order.stateRefusal);
  const recipient = recipientOf(await readPerson(context.shopId, parcel.orderId, "entrega", "label", context.now));
  if (!recipient) return refused("recipient_address");
  const sender = await senderOf(context, parcel);
  if (!sender) return refused("sender_address");
  const outcome = await carrier.buy({
    reference: intent.idempotencyKey,
    service: parcel.service,
    fulfillmentOrderId: parcel.fulfillmentOrderId,
    sender,
    recipient,
    grams: parcelGrams(order.lines),
  });
  return outcome.status === "bought" ? keep(context, parcel, outcome.label) : outcome;
}

type Prepared = Exclude<Awaited<ReturnType<typeof prepare>>, { refused: string }>;

/** Everything from our own tables, and whether the state still allows it: between the plan and now an order may have been held. */
async function prepare({ shopId, now }: EffectContext, { input }: Intent<"label.buy">) {
  return inShop(shopId, async (tx) => {
    const parcel = await readParcel(tx, input.parcelId);
    if (parcel?.stage !== "planned") return { refused: "parcel_gone" };
    const carrier = await openCarrier(tx, parcel.carrier);
    if (!carrier) return { refused: "no_carrier" };
    const shippable = await readShippable(tx, parcel.fulfillmentOrderId);
    const lines = await remainingLines(tx, parcel.fulfillmentOrderId);
    const stateRefusal = !shippable
      ? "not_found"
      : shippable.facts.remaining !== parcel.units || shippable.locationId !== parcel.locationId
        ? "changed"
        : shipRefusal({ ...shippable.facts, hasParcel: false }, "person", now);
    return { parcel, carrier, lines, stateRefusal };
  });
}

async function senderOf({ admin }: EffectContext, { locationId }: Parcel): Promise<CarrierAddress | null> {
  const { location } = await admin.request(
    SenderAddressDocument,
    { id: toGid("Location", parseId<LocationId>(locationId)) },
    { share },
  );
  const { address1, city, countryCode } = location?.address ?? {};
  if (!location || !address1 || !city || !countryCode) return null;
  const { address2, zip, phone } = location.address;
  return { name: location.name, company: null, address1, address2, city, zip, countryCode, phone, email: null };
}

/** Stores the bytes of the label; what the intent keeps of it are ids and numbers. */
async function keep({ shopId, now }: EffectContext, parcel: Parcel, label: Label): Promise<Attempt> {
  const fileId = await inShop(shopId, (tx) =>
    replaceFile(tx, {
      owner: `parcel:${parcel.parcelId}`,
      contentType: label.contentType,
      bytes: label.bytes,
      createdAt: now,
      deleteAfter: new Date(now.getTime() + KEEP_LABEL_MS),
    }),
  );
  const { carrierRef, trackingNumber, trackingUrl, costMinor, currency, expectedAt } = label;
  return {
    status: "done",
    outcome: {
      carrierRef,
      trackingNumber,
      trackingUrl,
      costMinor,
      currency,
      expectedAt: expectedAt?.toISOString() ?? null,
      fileId,
    } satisfies z.input<typeof bought>,
  };
}

function refused(code: string): Extract<Attempt, { status: "refused" }> {
  return { status: "refused", codes: [code] };
}
