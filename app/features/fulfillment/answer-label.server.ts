import type { OrderId, ParcelId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { carrierName, factsOf } from "../carriers/public.server.ts";
import { lockParcel, readParcel, replanParcel, unplanParcel } from "../delivery/public.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention } from "../orders/public.server.ts";
import { otherLabel } from "./replace-label.server.ts";
import { dropChoice, isChosen, readChoice, writeChoice } from "./label-choice.server.ts";

/** What a person says about a label that waits: buy it, buy another of the offers, or leave it. */
export type LabelAnswer =
  | { readonly answer: "buy" }
  | { readonly answer: "take"; readonly carrier: string; readonly service: string }
  | { readonly answer: "leave" };

/** Carries it out. False: it does not wait any more, or nobody offered that service. `who`: the staff member's Shopify id. */
export async function answerLabel(
  shopId: ShopId,
  orderId: OrderId,
  parcelId: ParcelId,
  answer: LabelAnswer,
  who: string,
  now: Date,
): Promise<boolean> {
  return inShop(shopId, async (tx) => {
    // Of two who answer at once the second finds that it does not wait any more.
    await lockParcel(tx, parcelId);
    const choice = await readChoice(tx, parcelId);
    const parcel = await readParcel(tx, parcelId);
    if (choice?.status !== "waiting" || parcel?.orderId !== orderId || parcel.stage !== "planned") return false;
    const taken = answer.answer === "take" ? answer : choice;
    const offer = choice.offers.find(isChosen(taken));
    if (answer.answer === "take" && !offer) return false;
    const { carrier, service } = taken;
    // A parcel may be asked about again, when another label takes the place of this one.
    const which = `${parcelId} answered ${now.toISOString()}`;
    if (answer.answer === "leave") {
      await unplanParcel(tx, parcelId);
      await dropChoice(tx, parcelId);
      await otherLabel(tx, parcelId, "failed", now);
    } else {
      await writeChoice(tx, orderId, { ...choice, status: "approved", carrier, service, who }, now);
      await replanParcel(tx, parcelId, { carrier, service });
      const kind = factsOf(carrier)?.neverAgain ? "label.purchase" : "label.buy";
      // `clicked`: whoever answers wants this label, whether shipping is still switched on or not.
      await recordIntents(tx, [{ kind, orderId, subject: `parcel ${which}`, input: { parcelId } }], now, {
        clicked: true,
      });
    }
    const code = answer.answer === "leave" ? "label.left" : "label.approved";
    await appendOrderEvents(
      tx,
      [
        {
          orderId,
          code,
          ref: which,
          occurredAt: now,
          data: { parcelId, name: offer?.name ?? carrierName(carrier), carrier, service, by: who },
        },
      ],
      now,
    );
    await clearAttention(tx, [orderId], "label");
    return true;
  });
}
