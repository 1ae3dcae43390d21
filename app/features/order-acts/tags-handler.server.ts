import { z } from "zod";
import { EFFECTS } from "../../core/effects.ts";
import { toGid, type OrderId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { ChangeOrderTagsDocument, ReadOrderTagsDocument } from "../../platform/admin-api/operations.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { EffectInputs } from "../intents/domain/intent.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents, putOwnTags } from "../orders/public.server.ts";
import { MOST_TAGS, tagsThat } from "./domain/tags.ts";
import { fieldsOf, tellRefused } from "./refused.server.ts";

const { share } = EFFECTS["order.tags"];
const changed = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });

/**
 * tagsAdd and tagsRemove. Only what is missing or there is sent: tags belong to the merchant as well. In the minute after a lost answer, a tag that came
 * and was taken away again cannot be told from one that never came, and is added once more.
 */
export const tagsHandler: EffectHandler<"order.tags"> = {
  kind: "order.tags",

  async act({ admin, now }, { orderId, input }) {
    const before = await tagsOf(admin, orderId);
    if (before === null) return { status: "refused", codes: ["order_gone"] };
    const { add, remove } = lacking(input, before);
    if (before.length - remove.length + add.length > MOST_TAGS) return { status: "refused", codes: ["too_many_tags"] };
    const outcome = { added: add, removed: remove };
    if (add.length + remove.length === 0) return { status: "done", outcome };
    const { tagsAdd, tagsRemove } = await admin.request(
      ChangeOrderTagsDocument,
      { id: toGid("Order", orderId), add, adds: add.length > 0, remove, removes: remove.length > 0 },
      { share },
    );
    const codes = fieldsOf([...(tagsRemove?.userErrors ?? []), ...(tagsAdd?.userErrors ?? [])]);
    if (codes.length > 0) return { status: "refused", codes };
    const node = (tagsAdd ?? tagsRemove)?.node;
    if (!node || !("tags" in node)) return { status: "done", outcome };
    return {
      status: "done",
      outcome,
      take: async (tx) => {
        await putOwnTags(tx, orderId, node.tags, now);
        return true;
      },
    };
  },

  async lookUp({ admin }, { orderId, input }) {
    const there = await tagsOf(admin, orderId);
    if (there === null) return { status: "refused", codes: ["order_gone"] };
    const { add, remove } = lacking(input, there);
    if (add.length + remove.length > 0) return { status: "notDone" };
    return { status: "done", outcome: { added: [...input.add], removed: [...input.remove] } };
  },

  async settled(tx, { intentId, orderId, input: { decisionId } }, outcome, now, take) {
    const { added, removed } = changed.parse(outcome);
    if (added.length + removed.length === 0) return;
    if (!((await take?.(tx)) ?? false)) await markChanged(tx, [{ kind: "order", objectId: orderId }], now);
    const data = { decisionId, added, removed };
    await appendOrderEvents(tx, [{ orderId, code: "order.tagged", ref: intentId, occurredAt: now, data }], now);
  },

  refused: (tx, intent, codes, now) => tellRefused(tx, intent, codes, now),
};

/** What is not as it should be yet. */
const lacking = ({ add, remove }: EffectInputs["order.tags"], onOrder: readonly string[]) => ({
  add: tagsThat("missing", add, onOrder),
  remove: tagsThat("there", remove, onOrder),
});

/** Null when the order is gone. */
async function tagsOf(admin: AdminClient, orderId: OrderId): Promise<readonly string[] | null> {
  const { order } = await admin.request(ReadOrderTagsDocument, { id: toGid("Order", orderId) }, { share });
  return order?.tags ?? null;
}
