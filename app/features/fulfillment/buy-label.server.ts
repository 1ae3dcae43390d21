import { z } from "zod";
import { Rejected, Terminal } from "../../core/faults.ts";
import type { Json } from "../../core/json.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { replaceFile } from "../../platform/files.server.ts";
import type { Label } from "../carriers/domain/carrier.ts";
import { disableCarrierAccount, factsOf, openCarrier } from "../carriers/public.server.ts";
import {
  parcelLabelled,
  parcelVoid,
  readParcel,
  refreshPromises,
  trackingSubject,
  unplanParcel,
  type Parcel,
} from "../delivery/public.server.ts";
import { recordIntents, type EffectContext, type EffectHandler } from "../intents/public.server.ts";
import type { Attempt, Intent, LookUp, NewIntent } from "../intents/domain/intent.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { waitsForAddress } from "./check-address.server.ts";
import { chooseParcelLabel } from "./choose-label.server.ts";
import { shipRefusal } from "./domain/may-ship.ts";
import { dropChoice } from "./label-choice.server.ts";
import { linesInParcel } from "./domain/packages.ts";
import { parcelGrams } from "./domain/parcel-weight.ts";
import { parcelRequest } from "./parcel-request.server.ts";
import { otherLabel } from "./replace-label.server.ts";
import { linesOfParcel, readShippable, remainingLines } from "./store.server.ts";
import { tellNewNumber } from "./tell-shipped.server.ts";

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
        ref: refOf(intent),
        occurredAt: now,
        data: {
          parcelId,
          costMinor: label.costMinor,
          currency: label.currency,
          expectedAt: label.expectedAt,
        },
      },
    ],
    now,
  );
  const tell = await tellShopify(tx, intent, parcel, label.trackingNumber, now);
  await otherLabel(tx, parcelId, "done", now);
  // `clicked`: to ship was decided before; whoever switches shipping off now must not leave a paid label without its fulfilment.
  await recordIntents(tx, [tell], now, { clicked: true });
  await refreshPromises(tx, [intent.orderId], now);
}

/** Shopify learns of the parcel; of one that it knows, the number of the label that took the place of another. */
async function tellShopify(
  tx: ShopTx,
  intent: Intent<LabelKind>,
  parcel: Parcel | undefined,
  trackingNumber: string,
  now: Date,
): Promise<NewIntent> {
  const { orderId, input } = intent;
  const { parcelId } = input;
  if (parcel?.fulfillmentId == null)
    return { kind: "fulfillment.create", orderId, subject: `parcel ${parcelId}`, input: { parcelId } };
  const notify = await tellNewNumber(
    tx,
    { orderId, parcelId, fulfillmentId: parcel.fulfillmentId },
    refOf(intent),
    now,
  );
  return {
    kind: "fulfillment.tracking",
    orderId,
    subject: trackingSubject(tx.shopId, parcelId, trackingNumber),
    input: { parcelId, notify },
  };
}

/** What makes an entry of the ledger itself: a parcel may be bought a label for more than once. */
const refOf = ({ subject }: Intent<LabelKind>): string => subject.replace("parcel ", "");

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
  await otherLabel(tx, parcelId, "failed", now);
  if (!byState || refusesAccount) await raiseAttention(tx, intent.orderId, "refused");
  await appendOrderEvents(
    tx,
    [
      {
        orderId: intent.orderId,
        code: "parcel.refused",
        ref: refOf(intent),
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
  const packed = { grams: parcel.grams ?? parcelGrams(order.lines), box: parcel.box };
  const request = await parcelRequest(context, parcel, packed);
  if ("refused" in request) return refused(request.refused);
  if (await waitsForAddress(context.shopId, parcel, request.recipient, context.now)) return refused(WAITS);
  const chosen = await chooseParcelLabel(context.shopId, parcel, order.method, request, refOf(intent), context.now);
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
    const method = shippable?.method ?? { code: null, title: null };
    // Shopify knows it as shipped: it needs another label, whatever is left of its order.
    if (parcel.fulfillmentId !== null) {
      const stateRefusal = shippable?.facts.cancelled ? "cancelled" : null;
      return { parcel, carrier, lines: await linesOfParcel(tx, parcel), method, stateRefusal };
    }
    const lines = linesInParcel(parcel, await remainingLines(tx, parcel.fulfillmentOrderId)) ?? [];
    const stateRefusal = !shippable
      ? "not_found"
      : lines.length === 0 || shippable.locationId !== parcel.locationId
        ? "changed"
        : shipRefusal({ ...shippable.facts, hasParcel: false }, "person", now);
    return { parcel, carrier, lines, method, stateRefusal };
  });
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
