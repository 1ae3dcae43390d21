import type { ParcelId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { factsOf } from "../carriers/public.server.ts";
import {
  labelOfParcel,
  lockParcel,
  readParcel,
  unlabelParcel,
  type Packed,
  type Parcel,
} from "../delivery/public.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention } from "../orders/public.server.ts";
import { parcelGrams } from "./domain/parcel-weight.ts";
import { replaceRefusal, type ReplaceRefusal } from "./domain/replacing.ts";
import { dropChoice } from "./label-choice.server.ts";
import {
  beginReplacement,
  endWithdrawn,
  lastReplacement,
  stepReplacement,
  type Price,
  type Replacement,
} from "./replacements.server.ts";
import { linesOfParcel } from "./store.server.ts";

/** A parcel whose label may be replaced, or why not; with what its label was bought with. */
interface Replaceable {
  readonly parcel: Parcel;
  readonly refusal: ReplaceRefusal | null;
  /** What it was said to weigh, in grams. */
  readonly grams: number;
  readonly was: Price | null;
  readonly last: Replacement | null;
}

/** Undefined: the shop has no such parcel. */
export async function readReplaceable(tx: ShopTx, parcelId: ParcelId, now: Date): Promise<Replaceable | undefined> {
  await endWithdrawn(tx, now);
  const parcel = await readParcel(tx, parcelId);
  if (!parcel) return undefined;
  const last = (await lastReplacement(tx, parcelId)) ?? null;
  const { cost, onList } = await labelOfParcel(tx, parcelId);
  const refusal = replaceRefusal({
    stage: parcel.stage,
    bought: parcel.carrierRef !== null,
    canVoid: factsOf(parcel.carrier)?.can.void ?? false,
    fulfilled: parcel.fulfillmentId !== null,
    onList,
    last: last?.status ?? null,
  });
  const grams = parcel.grams ?? parcelGrams(await linesOfParcel(tx, parcel));
  return { parcel, refusal, grams, was: cost, last };
}

/** What a person wants instead, as it was offered to them. */
type Wanted = Pick<Replacement, "grams" | "box" | "offered" | "otherService">;

/**
 * "Void and buy anew", asked by a person (`who`: the staff member's Shopify id). The label goes back first, and only when the carrier has taken it is another
 * bought: two are never alive. Null: it began; else what stands in the way.
 */
export async function replaceLabel(
  shopId: ShopId,
  parcelId: ParcelId,
  wanted: Wanted,
  who: string,
  now: Date,
): Promise<ReplaceRefusal | null> {
  return inShop(shopId, async (tx) => {
    await lockParcel(tx, parcelId);
    const found = await readReplaceable(tx, parcelId, now);
    if (!found) return "gone";
    if (found.refusal) return found.refusal;
    const { parcel, was, grams: wasGrams } = found;
    const { orderId, carrier, carrierRef } = parcel;
    const status = parcel.stage === "void" ? "buying" : "voiding";
    const replacementId = await beginReplacement(tx, parcel, { ...wanted, was, status }, who, now);
    if (replacementId === undefined) return "underWay";
    const data = { parcelId, wasGrams, grams: wanted.grams, by: who };
    const ref = `${parcelId} ${replacementId}`;
    await appendOrderEvents(tx, [{ orderId, code: "label.replacing", ref, occurredAt: now, data }], now);
    await clearAttention(tx, [orderId], "refused");
    const replacement = { ...wanted, replacementId, parcelId, status, was } as const;
    if (status === "buying" || carrierRef === null) await buyOther(tx, parcel, replacement, now);
    else
      await recordIntents(
        tx,
        [
          {
            kind: "label.void",
            orderId,
            subject: subjectOf(replacement),
            input: { parcelId, carrier, carrierRef },
          },
        ],
        now,
        { clicked: true },
      );
    return null;
  });
}

const subjectOf = ({ parcelId, replacementId }: Pick<Replacement, "parcelId" | "replacementId">) =>
  `parcel ${parcelId} replace ${replacementId}`;

/** The parcel goes without a label from now on, as it was weighed, and the next is bought. */
async function buyOther(tx: ShopTx, parcel: Parcel, replacement: Replacement, now: Date): Promise<void> {
  const { parcelId, orderId } = parcel;
  const packed: Pick<Packed, "grams" | "box"> = { grams: replacement.grams, box: replacement.box };
  await unlabelParcel(tx, parcelId, packed);
  if (replacement.otherService) await dropChoice(tx, parcelId);
  const input = { parcelId };
  const subject = subjectOf(replacement);
  await recordIntents(tx, [{ kind: "label.buy", orderId, subject, input }], now, { clicked: true });
}

/** The replacement that an effect is a step of; undefined: it is not one. */
async function replacementOf(
  tx: ShopTx,
  { subject, input }: { readonly subject: string; readonly input: { readonly parcelId: ParcelId } },
): Promise<Replacement | undefined> {
  const last = await lastReplacement(tx, input.parcelId);
  return last && subjectOf(last) === subject ? last : undefined;
}

type Step = Parameters<typeof replacementOf>[1];

/** The carrier took the label back: another is bought. */
export async function labelGone(tx: ShopTx, step: Step, now: Date): Promise<void> {
  const replacement = await replacementOf(tx, step);
  const parcel = replacement && (await readParcel(tx, replacement.parcelId));
  if (!parcel) return;
  await stepReplacement(tx, replacement, "buying", now);
  await buyOther(tx, parcel, replacement, now);
}

/** The carrier keeps it (it was scanned, or is too old): it holds, and no other is bought. */
export async function labelStays(tx: ShopTx, step: Step, now: Date): Promise<void> {
  const replacement = await replacementOf(tx, step);
  if (replacement) await stepReplacement(tx, replacement, "kept", now);
}

/** The other label is there, or could not be bought. */
export async function otherLabel(tx: ShopTx, parcelId: ParcelId, status: "done" | "failed", now: Date): Promise<void> {
  const last = await lastReplacement(tx, parcelId);
  if (last?.status === "buying") await stepReplacement(tx, last, status, now);
}
