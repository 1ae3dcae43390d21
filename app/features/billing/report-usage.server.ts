import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import { recordIntents, type EffectHandler } from "../intents/public.server.ts";
import { tellUsage, type Told } from "./app-events.server.ts";

/** Orders of one intent: told of in about a second. */
const MOST = 100;
const SIDE_BY_SIDE = 10;

/** Records the intents that tell Shopify of orders that cost something. Called with each reconcile, so that a busy hour is a few intents and not a thousand. */
export async function reportUsage(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    for (let taken = MOST; taken === MOST;) {
      const toldIn = randomUUID();
      taken = await tx.run(
        `update counted_order set state = 'asked', told_in = $2
          where shop_id = $1 and state = 'waiting'
            and order_id in (select order_id from counted_order where shop_id = $1 and state = 'waiting' order by order_id limit ${MOST})`,
        [shopId, toldIn],
      );
      if (taken > 0)
        await recordIntents(tx, [{ kind: "usage.report", orderId: null, subject: toldIn, input: { toldIn } }], now);
    }
  });
}

interface Asked {
  readonly order_id: OrderId;
  readonly counted_at: Date;
  readonly shopify_id: string;
  readonly [column: string]: unknown;
}

const outcome = z.object({ refused: z.array(z.string()) });

/** Tells Shopify of the orders of a report, each by a key of its own that follows from the order: however often it is told, in whatever report, it is one. */
export const usageReport: EffectHandler<"usage.report"> = {
  kind: "usage.report",

  async act({ shopId }, { input: { toldIn } }) {
    const asked = await inShop(shopId, (tx) => ordersOf(tx, toldIn));
    const refused: string[] = [];
    for (let from = 0; from < asked.length; from += SIDE_BY_SIDE) {
      const part = asked.slice(from, from + SIDE_BY_SIDE);
      const answers = await Promise.all(part.map(tell));
      for (const [index, answer] of answers.entries()) {
        const order = part[index];
        if (order === undefined || answer.status === "sent") continue;
        refused.push(order.order_id);
        log.error({ event: "billing.usage_refused", shopId, orderId: order.order_id, code: answer.code });
      }
    }
    return { status: "done", outcome: { refused } satisfies z.input<typeof outcome> };
  },

  // The same key again is the same event: telling again is looking.
  async lookUp() {
    return { status: "notDone" };
  },

  async settled(tx, { input }, said) {
    await settle(tx, input.toldIn, outcome.parse(said).refused);
  },

  async refused(tx, { input: { toldIn } }) {
    const all = await ordersOf(tx, toldIn);
    await settle(
      tx,
      toldIn,
      all.map(({ order_id }) => order_id),
    );
  },
};

const tell = ({ order_id, counted_at, shopify_id }: Asked): Promise<Told> =>
  tellUsage({ shop: shopify_id, key: usageKey(shopify_id, order_id), at: counted_at });

/** Which order an event is, for Shopify to take it once and for nobody to read anything from. */
const usageKey = (shop: string, orderId: OrderId): string =>
  `order-${createHash("sha256").update(`${shop}/${orderId}`).digest("base64url")}`;

function ordersOf(tx: ShopTx, toldIn: string): Promise<Asked[]> {
  return tx.rows<Asked>(
    `select c.order_id, c.counted_at, p.shopify_id from counted_order c join shop_profile p on p.shop_id = c.shop_id
      where c.shop_id = $1 and c.state = 'asked' and c.told_in = $2 order by c.order_id`,
    [tx.shopId, toldIn],
  );
}

async function settle(tx: ShopTx, toldIn: string, refused: readonly string[]): Promise<void> {
  await tx.run(
    `update counted_order set state = case when order_id = any($3::bigint[]) then 'refused' else 'sent' end
      where shop_id = $1 and state = 'asked' and told_in = $2`,
    [tx.shopId, toldIn, refused],
  );
}
