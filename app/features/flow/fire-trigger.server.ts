import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { openIntents, recordIntents, withdrawIntents } from "../intents/public.server.ts";
import { payloadOf, type Trigger, type TriggerFields } from "./domain/triggers.ts";

/** Something that happened. Ids, codes and names of the merchant's own things: never a person. */
export interface FlowFact<Of extends Trigger> {
  /** What it is about: of what was not sent yet, the newest is sent. */
  readonly thing: string;
  /** Names what happened: the same is one trigger, however often it is told. */
  readonly fact: string;
  readonly fields: TriggerFields[Of];
}

/**
 * Has workflows started that begin with this trigger, in the transaction in which it happened: stored before it is sent. Nothing where no workflow of the
 * shop uses it, and then `facts` is not asked.
 */
export async function fireTrigger<Of extends Trigger>(
  tx: ShopTx,
  trigger: Of,
  facts: () => Promise<readonly FlowFact<Of>[]> | readonly FlowFact<Of>[],
  now: Date,
): Promise<void> {
  const used = await tx.rows("select 1 from flow_use where shop_id = $1 and trigger = $2 and in_use", [
    tx.shopId,
    trigger,
  ]);
  if (used.length === 0) return;
  const happened = await facts();
  if (happened.length === 0) return;
  const things = new Set(happened.map(({ thing }) => thing));
  const overtaken = (await openIntents(tx, ["flow.trigger"])).filter(
    ({ status, input }) => status === "waiting" && input.trigger === trigger && things.has(input.thing),
  );
  await withdrawIntents(
    tx,
    overtaken.map(({ intentId }) => intentId),
    now,
  );
  await recordIntents(
    tx,
    happened.map(({ thing, fact, fields }) => ({
      kind: "flow.trigger" as const,
      orderId: null,
      subject: `${trigger} ${thing} ${fact}`,
      input: { trigger, thing, payload: payloadOf(fields) },
    })),
    now,
  );
}
