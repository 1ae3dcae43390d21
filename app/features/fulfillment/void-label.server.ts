import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { openCarrier } from "../carriers/public.server.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { labelGone, labelStays } from "./replace-label.server.ts";

/** Gives a label back that no fulfilment came of, or that another one takes the place of. */
export const voidLabel: EffectHandler<"label.void"> = {
  kind: "label.void",

  async act(context, { input }) {
    const carrier = await inShop(context.shopId, (tx) => openCarrier(tx, input.carrier));
    if (!carrier) return { status: "refused", codes: ["no_carrier"] };
    const outcome = await carrier.void(input.carrierRef);
    return outcome.status === "voided" ? { status: "done", outcome: {} } : outcome;
  },

  // Carriers void once, however often they are asked: trying again is the look-up.
  async lookUp() {
    return { status: "notDone" };
  },

  async settled(tx, intent, _outcome, now) {
    await note(tx, intent, "label.voided", [], now);
    await labelGone(tx, intent, now);
  },

  async refused(tx, intent, codes, now) {
    await note(tx, intent, "label.not_voided", codes, now);
    await raiseAttention(tx, intent.orderId, "refused");
    await labelStays(tx, intent, now);
  },
};

async function note(
  tx: ShopTx,
  { orderId, subject, input }: Intent<"label.void">,
  code: "label.voided" | "label.not_voided",
  reasons: readonly string[],
  now: Date,
): Promise<void> {
  const { parcelId, carrier } = input;
  await appendOrderEvents(
    tx,
    [{ orderId, code, ref: subject.replace("parcel ", ""), occurredAt: now, data: { parcelId, carrier, reasons } }],
    now,
  );
}
