import { EFFECTS } from "../../core/effects.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { findRefund, refundLines } from "../refunds/public.server.ts";
import { setReport } from "./settle-report.server.ts";

const { share } = EFFECTS["report.refund"];

const noteOf = ({ idempotencyKey }: Intent<"report.refund">): string => `Reported by the shopper (${idempotencyKey})`;

/** refundCreate of a parcel that did not come, or came wrong: nothing is put back on a shelf, for nobody has it. */
export const refundReport: EffectHandler<"report.refund"> = {
  kind: "report.refund",

  act: ({ admin }, intent) => {
    const { orderId, idempotencyKey: key, input } = intent;
    return refundLines(admin, { orderId, lines: input.lines, locationId: null, note: noteOf(intent), key }, share);
  },

  lookUp: ({ admin }, intent) => findRefund(admin, { orderId: intent.orderId, note: noteOf(intent) }, share),

  async settled(tx, { orderId, input }, _outcome, now) {
    await setReport(tx, input.reportId, { status: "refunded", by: null, codes: [] }, now);
    await markChanged(tx, [{ kind: "order", objectId: orderId }], now);
    const data = { remedy: "refunded" };
    await appendOrderEvents(
      tx,
      [{ orderId, code: "shopper.report_settled", ref: input.reportId, occurredAt: now, data }],
      now,
    );
  },

  async refused(tx, { orderId, intentId, input }, codes, now) {
    await setReport(tx, input.reportId, { status: "open", by: null, codes }, now);
    const data = { codes: [...codes] };
    await appendOrderEvents(
      tx,
      [{ orderId, code: "shopper.report_not_refunded", ref: intentId, occurredAt: now, data }],
      now,
    );
  },
};
