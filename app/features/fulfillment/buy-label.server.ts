import { z } from "zod";
import { Rejected, Terminal } from "../../core/faults.ts";
import { parseId, toGid, type LocationId } from "../../core/ids.ts";
import { EFFECTS } from "../../core/effects.ts";
import { SenderAddressDocument } from "../../platform/admin-api/operations.ts";
import type { Json } from "../../core/json.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { replaceFile } from "../../platform/files.server.ts";
import type { CarrierAddress, Label } from "../carriers/domain/carrier.ts";
import { disableCarrierAccount, factsOf, openCarrier } from "../carriers/public.server.ts";
import {
  parcelLabelled,
  parcelVoid,
  readParcel,
  refreshPromises,
  unplanParcel,
  type Parcel,
} from "../delivery/public.server.ts";
import { recordIntents, type EffectContext, type EffectHandler } from "../intents/public.server.ts";
import type { Attempt, Intent, LookUp } from "../intents/domain/intent.ts";
import { appendOrderEvents, raiseAttention, readPerson } from "../orders/public.server.ts";
import { chooseParcelLabel } from "./choose-label.server.ts";
import { shipRefusal } from "./domain/may-ship.ts";
import { dropChoice } from "./label-choice.server.ts";
import { linesInParcel } from "./domain/packages.ts";
import { parcelGrams } from "./domain/parcel-weight.ts";
import { recipientOf } from "./domain/recipient.ts";
import { readShippable, remainingLines } from "./store.server.ts";

const { share } = EFFECTS["label.buy"];
const DAY_MS = 86_400_000;
/** A label is scanned once; the file is kept for a claim against the carrier (most take them up to three months). */
const KEEP_LABEL_MS = 90 * DAY_MS;
/** Refusals that the state gives, not the carrier: when the state changes, the plan is made anew. */
const STATE = "state:";
/** A person is asked first: the parcel stays planned, and their answer is another intent. */
const WAITS = "waits";
/** The carrier refuses the account: no label until somebody saves it anew. */
const CREDENTIALS = "carrier_credentials";

const bought = z.object({
  carrierRef: z.string(),
  courier: z.string().nullable(),
  trackingNumber: z.string(),
  trackingUrl: z.string().nullable(),
  costMinor: z.int().nullable(),
  currency: z.string().nullable(),
  expectedAt: z.iso.datetime().nullable(),
  fileId: z.string(),
});

type LabelKind = "label.buy" | "label.purchase";

/**
 * Buys the label of a planned parcel. The carrier's reference is the intent's key, so a second try finds the first one's shipment. Settled:
 * the parcel is labelled, and Shopify is told by the next effect.
 */
export const buyLabel = labelHandler("label.buy");

/** The same of a carrier that cannot be asked what became of a lost answer: a person is, and it is never tried again by itself. */
export const purchaseLabel = labelHandler("label.purchase");

function labelHandler<Kind extends LabelKind>(kind: Kind): EffectHandler<Kind> {
  return { kind, act, lookUp, settled, refused: refusedBy };
}

async function act(context: EffectContext, intent: Intent<LabelKind>): Promise<Attempt> {
  const order = await prepare(context, intent);
  if ("refused" in order) return refused(order.refused);
  try {
    return await buy(context, intent, order);
  } catch (error) {
    // The same for every order of the shop: one answer is enough, see `refusedBy`.
    if (error instanceof Terminal && error.code === CREDENTIALS) return refused(STATE + CREDENTIALS);
    throw error;
  }
}

/** Asked by whoever does not trust the key: the carrier knows the shipment by its reference, if it can be asked at all. */
async function lookUp(context: EffectContext, intent: Intent<LabelKind>): Promise<LookUp> {
  const order = await prepare(context, intent);
  if ("refused" in order) return refused(order.refused);
  try {
    const label = await order.carrier.find(intent.idempotencyKey);
    return label ? await keep(context, order.parcel, label) : { status: "notDone" };
  } catch (error) {
    if (error instanceof Rejected) return { status: "cannotTell" };
    throw error;
  }
}

async function settled(tx: ShopTx, intent: Intent<LabelKind>, outcome: Json, now: Date): Promise<void> {
  const { parcelId } = intent.input;
  const label = bought.parse(outcome);
  const expectedAt = label.expectedAt === null ? null : new Date(label.expectedAt);
  const parcel = await readParcel(tx, parcelId);
  const followed = factsOf(parcel?.carrier ?? "")?.can.track ?? false;
  await parcelLabelled(tx, parcelId, { ...label, expectedAt, followed }, now);
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
}

async function refusedBy(tx: ShopTx, intent: Intent<LabelKind>, codes: readonly string[], now: Date): Promise<void> {
  if (codes.includes(WAITS)) return; // told already, with what there is to decide
  const { parcelId } = intent.input;
  const byState = codes.every((code) => code.startsWith(STATE));
  const refusesAccount = codes.includes(STATE + CREDENTIALS);
  const parcel = refusesAccount ? await readParcel(tx, parcelId) : undefined;
  if (parcel) await disableCarrierAccount(tx, parcel.carrier, now);
  if (byState) await unplanParcel(tx, parcelId);
  else await parcelVoid(tx, parcelId);
  await dropChoice(tx, parcelId);
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
}

async function buy(context: EffectContext, intent: Intent<LabelKind>, order: Prepared): Promise<Attempt> {
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
  const request = {
    sender,
    recipient,
    grams: parcel.grams ?? parcelGrams(order.lines),
    ...(parcel.box && { millimetres: parcel.box }),
  };
  const chosen = await chooseParcelLabel(context.shopId, parcel, order.method, request, context.now);
  if (chosen.status === "waits") return refused(WAITS);
  if (chosen.status === "refused") return chosen;
  const seller =
    chosen.carrier === parcel.carrier
      ? carrier
      : await inShop(context.shopId, (tx) =>
          openCarrier(tx, chosen.carrier, { admin: context.admin, now: context.now }),
        );
  if (!seller) return refused("no_carrier");
  const outcome = await seller.buy({
    ...request,
    reference: intent.idempotencyKey,
    service: chosen.service,
    fulfillmentOrderId: parcel.fulfillmentOrderId,
  });
  return outcome.status === "bought" ? keep(context, parcel, outcome.label) : outcome;
}

type Prepared = Exclude<Awaited<ReturnType<typeof prepare>>, { refused: string }>;

/** Everything from our own tables, and whether the state still allows it: between the plan and now an order may have been held. */
async function prepare({ shopId, admin, now }: EffectContext, { input }: Intent<LabelKind>) {
  return inShop(shopId, async (tx) => {
    const parcel = await readParcel(tx, input.parcelId);
    if (parcel?.stage !== "planned") return { refused: "parcel_gone" };
    const carrier = await openCarrier(tx, parcel.carrier, { admin, now });
    if (!carrier) return { refused: "no_carrier" };
    const shippable = await readShippable(tx, parcel.fulfillmentOrderId);
    const lines = linesInParcel(parcel, await remainingLines(tx, parcel.fulfillmentOrderId)) ?? [];
    const stateRefusal = !shippable
      ? "not_found"
      : lines.length === 0 || shippable.locationId !== parcel.locationId
        ? "changed"
        : shipRefusal({ ...shippable.facts, hasParcel: false }, "person", now);
    return { parcel, carrier, lines, method: shippable?.method ?? { code: null, title: null }, stateRefusal };
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
  const { carrierRef, courier, trackingNumber, trackingUrl, costMinor, currency, expectedAt } = label;
  return {
    status: "done",
    outcome: {
      carrierRef,
      courier,
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
