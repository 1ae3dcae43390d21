import { z } from "zod";
import { EFFECTS } from "../../core/effects.ts";
import { toGid, type FulfillmentOrderId } from "../../core/ids.ts";
import { SetDeadlineDocument } from "../../platform/admin-api/operations.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents, putOwnDeadline } from "../orders/public.server.ts";
import { readParts, type Part } from "./parts.server.ts";
import { tellRefused } from "./refused.server.ts";

const { share } = EFFECTS["fulfillmentOrder.deadline"];
const done = z.object({ set: z.array(z.string() as z.ZodType as z.ZodType<FulfillmentOrderId>) });

/** fulfillmentOrdersSetFulfillmentDeadline of the fulfillment orders that hold the lines. */
export const deadlineHandler: EffectHandler<"fulfillmentOrder.deadline"> = {
  kind: "fulfillmentOrder.deadline",

  async act(context, intent) {
    const { fulfillBy } = intent.input;
    const parts = await readParts(context, intent);
    if (parts.length === 0) return { status: "refused", codes: ["not_there"] };
    const set = parts.filter((part) => !isSet(part, fulfillBy)).map(({ id }) => id);
    if (set.length === 0) return { status: "done", outcome: { set } };
    const { fulfillmentOrdersSetFulfillmentDeadline: answer } = await context.admin.request(
      SetDeadlineDocument,
      { ids: set.map((id) => toGid("FulfillmentOrder", id)), by: fulfillBy },
      { share },
    );
    const codes = (answer?.userErrors ?? []).map(({ code }) => code ?? "unknown");
    if (codes.length > 0) return { status: "refused", codes };
    return {
      status: "done",
      outcome: { set },
      take: async (tx) => {
        await putOwnDeadline(tx, set, new Date(fulfillBy));
        return true;
      },
    };
  },

  async lookUp(context, intent) {
    const parts = await readParts(context, intent);
    if (parts.length === 0) return { status: "refused", codes: ["not_there"] };
    if (!parts.every((part) => isSet(part, intent.input.fulfillBy))) return { status: "notDone" };
    return { status: "done", outcome: { set: parts.map(({ id }) => id) } };
  },

  async settled(tx, { intentId, orderId, input }, outcome, now, take) {
    const { set } = done.parse(outcome);
    if (set.length === 0) return;
    if (!((await take?.(tx)) ?? false))
      await markChanged(
        tx,
        set.map((objectId) => ({ kind: "fulfillmentOrder", objectId })),
        now,
      );
    const { decisionId, locationId, fulfillBy } = input;
    const data = { decisionId, locationId, fulfillBy };
    const code = "fulfillment_order.deadline";
    await appendOrderEvents(tx, [{ orderId, code, ref: intentId, occurredAt: now, data }], now);
  },

  refused: (tx, intent, codes, now) =>
    tellRefused(tx, intent, codes, now, [{ kind: "fulfillmentOrder", objectId: intent.input.fulfillmentOrderId }]),
};

const isSet = ({ fulfillBy }: Part, wanted: string): boolean =>
  fulfillBy !== null && Date.parse(fulfillBy) === Date.parse(wanted);
