import { z } from "zod";
import { readId, type IntentId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { answerIntent, readSwitches } from "../intents/public.server.ts";
import type { RunFilter } from "./domain/run-filter.ts";
import { TRIGGERS, type Trigger } from "./domain/triggers.ts";
import { listRuns } from "./runs.server.ts";

const PAGE_SIZE = 25;
const WEEK_MS = 7 * 86_400_000;
/** More questions than these are seen when the first are answered. */
const MOST_ASKED = 50;

/** Everything the page about Shopify Flow shows. */
export async function flowPage(shopId: ShopId, filter: RunFilter, now: Date) {
  return inShop(shopId, async (tx) => ({
    filter,
    triggers: await readTriggers(tx, now),
    asks: await readAsks(tx),
    page: await listRuns(tx, filter, PAGE_SIZE),
    on: Object.keys(await readSwitches(tx)),
  }));
}

/** Which triggers workflows use, and what became of them in the last seven days. */
async function readTriggers(tx: ShopTx, now: Date) {
  const used = await tx.rows<{ trigger: string }>("select trigger from flow_use where shop_id = $1 and in_use", [
    tx.shopId,
  ]);
  const counted = await tx.rows<{ trigger: string; sent: number; refused: number }>(
    `select input->>'trigger' as trigger, count(*) filter (where status = 'done')::int as sent, count(*) filter (where status = 'refused')::int as refused
       from intent where shop_id = $1 and kind = 'flow.trigger' and created_at >= $2 group by 1`,
    [tx.shopId, new Date(now.getTime() - WEEK_MS)],
  );
  return TRIGGERS.map((trigger) => {
    const { sent = 0, refused = 0 } = counted.find((each) => each.trigger === trigger) ?? {};
    return { trigger, inUse: used.some((each) => each.trigger === trigger), sent, refused };
  });
}

/** Triggers of which nobody knows whether Flow received them: people say whether they are sent again. */
async function readAsks(tx: ShopTx) {
  const rows = await tx.rows<{
    intentId: IntentId;
    trigger: Trigger;
    payload: Readonly<Record<string, string | number>>;
    createdAt: Date;
  }>(
    `select intent_id as "intentId", input->>'trigger' as trigger, input->'payload' as payload, created_at as "createdAt"
       from intent where shop_id = $1 and kind = 'flow.trigger' and status = 'asks' order by intent_id limit $2`,
    [tx.shopId, MOST_ASKED],
  );
  return rows.map(({ createdAt, payload, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    orderId: payload["order_id"] === undefined ? null : String(payload["order_id"]),
    about: [payload["sku"], payload["location"]].filter((part) => part !== undefined && part !== "").join(" · "),
  }));
}

/** What the buttons of a question send. */
export const askAnswerSchema = z.object({
  intentId: z.string().refine((text) => readId(text) !== undefined),
  answer: z.enum(["again", "drop"]),
});

/** A person says what happens with a trigger of which nobody knows. */
export async function answerAsk(
  shopId: ShopId,
  intentId: IntentId,
  answer: "again" | "drop",
  now: Date,
): Promise<"answered" | "gone"> {
  return (await answerIntent(shopId, null, intentId, answer, now)) ? "answered" : "gone";
}
