import { z } from "zod";
import { EFFECTS } from "../../core/effects.ts";
import { toGid, type OrderId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { ReadOrderNoteDocument, WriteOrderNoteDocument } from "../../platform/admin-api/operations.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents, putOwnNote } from "../orders/public.server.ts";
import { hasText, withTexts } from "./domain/note.ts";
import { fieldsOf, tellRefused } from "./refused.server.ts";

const { share } = EFFECTS["order.note"];
const noted = z.object({ written: z.boolean() });

/**
 * orderUpdate of the note, below what is there. Shopify compares nothing: a note that somebody saves between our reading and our writing, some tenths of
 * a second apart, is written over with the one we have read and our lines; and one that somebody has open in the admin takes our lines away when it is
 * saved. The note is nobody's to store here: it may be about the shopper.
 */
export const noteHandler: EffectHandler<"order.note"> = {
  kind: "order.note",

  async act({ admin, now }, { orderId, input }) {
    const before = await noteOf(admin, orderId);
    if (before === null) return { status: "refused", codes: ["order_gone"] };
    const note = withTexts(before.note, input.texts);
    if (note === before.note) return { status: "done", outcome: { written: false } };
    if (note === null) return { status: "refused", codes: ["note_full"] };
    const { orderUpdate } = await admin.request(
      WriteOrderNoteDocument,
      { input: { id: toGid("Order", orderId), note } },
      { share },
    );
    const codes = fieldsOf(orderUpdate?.userErrors ?? []);
    if (codes.length > 0) return { status: "refused", codes };
    return {
      status: "done",
      outcome: { written: true },
      take: async (tx) => {
        await putOwnNote(tx, orderId, now);
        return true;
      },
    };
  },

  async lookUp({ admin }, { orderId, input }) {
    const there = await noteOf(admin, orderId);
    if (there === null) return { status: "refused", codes: ["order_gone"] };
    return input.texts.every((text) => hasText(there.note, text))
      ? { status: "done", outcome: { written: true } }
      : { status: "notDone" };
  },

  async settled(tx, { intentId, orderId, input: { decisionId } }, outcome, now, take) {
    if (!noted.parse(outcome).written) return;
    if (!((await take?.(tx)) ?? false)) await markChanged(tx, [{ kind: "order", objectId: orderId }], now);
    const data = { decisionId };
    await appendOrderEvents(tx, [{ orderId, code: "order.noted", ref: intentId, occurredAt: now, data }], now);
  },

  refused: (tx, intent, codes, now) => tellRefused(tx, intent, codes, now),
};

/** Null when the order is gone. */
async function noteOf(admin: AdminClient, orderId: OrderId): Promise<{ readonly note: string } | null> {
  const { order } = await admin.request(ReadOrderNoteDocument, { id: toGid("Order", orderId) }, { share });
  return order && { note: order.note ?? "" };
}
