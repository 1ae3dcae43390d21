import type { OrderId, ShopId } from "../../core/ids.ts";
import { dateOf } from "../../core/calendar/day.ts";
import { localDay } from "../../core/local-time.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import type { OrderStatusView } from "../delivery/domain/order-status-view.ts";
import { readOrderStatus } from "../delivery/public.server.ts";
import { emailWordHash, openPersons } from "../orders/public.server.ts";
import type { Addressee } from "./page.ts";
import { readToken } from "./link.server.ts";

/** What the page shows of an order. */
export interface Tracked {
  readonly view: OrderStatusView;
  readonly addressee: Addressee;
  readonly today: string;
  /** All of it was handed over at a counter. */
  readonly collected: boolean;
  readonly timezone: string;
}

interface Row {
  readonly order_id: OrderId;
  /** Null: nothing was promised for it, as for one that somebody shipped before we saw it. */
  readonly key: string | null;
  readonly timezone: string;
  readonly [column: string]: unknown;
}

const FIELDS = `o.order_id, k.key, coalesce(s.timezone, 'UTC') as timezone
       from shop_order o left join order_key k on k.shop_id = o.shop_id and k.order_id = o.order_id
       left join shop_profile s on s.shop_id = o.shop_id`;

/**
 * The order of this name that was placed with this e-mail. One question for both: an order that is not there and one of somebody else take the same way,
 * so neither the answer nor its time says which it was.
 */
export async function findByName(shopId: ShopId, name: string, email: string, now: Date): Promise<Tracked | undefined> {
  const bare = name.replace(/^#/, "");
  const word = emailWordHash(shopId, email);
  const row = await inShop(shopId, async (tx) => {
    const [found] = await tx.rows<Row>(
      `select ${FIELDS} where o.shop_id = $1 and o.name = any($2) and o.deleted_at is null
         and exists (select 1 from order_word w where w.shop_id = o.shop_id and w.word = $3 and w.order_id = o.order_id)
       order by o.order_id desc limit 1`,
      [tx.shopId, [name, bare, `#${bare}`], word],
    );
    return found;
  });
  return row && tracked(shopId, row, { customerId: null, key: null, named: true }, now);
}

/** The order of a signed link. Undefined when it is over, forged, or of an order that is not there. */
export async function findByToken(shopId: ShopId, token: string, now: Date): Promise<Tracked | undefined> {
  const named = readToken(token, now);
  if (named === undefined) return undefined;
  const row = await inShop(shopId, async (tx) => {
    const [found] = await tx.rows<Row>(
      `select ${FIELDS} where o.shop_id = $1 and o.order_id = $2 and o.deleted_at is null`,
      [tx.shopId, named.orderId],
    );
    return found;
  });
  return row?.key != null && named.isGood(row.key)
    ? tracked(shopId, row, { customerId: null, key: row.key }, now)
    : undefined;
}

async function tracked(
  shopId: ShopId,
  { order_id: orderId, timezone }: Row,
  shopper: Parameters<typeof readOrderStatus>[2],
  now: Date,
): Promise<Tracked | undefined> {
  const view = await readOrderStatus(shopId, orderId, shopper, now, "trackingPage");
  if (view === undefined) return undefined;
  const of = await inShop(shopId, async (tx) => ({
    addressee: await addresseeOf(tx, orderId),
    collected: await isCollected(tx, orderId),
  }));
  return { view, ...of, today: dateOf(localDay(timezone, now.getTime())), timezone };
}

/** What the order has to be handed over is all pickups, and each is collected. */
async function isCollected(tx: ShopTx, orderId: OrderId): Promise<boolean> {
  const [row] = await tx.rows<{ collected: boolean | null }>(
    `select bool_and(coalesce(p.state = 'collected', false)) as collected
       from fulfillment_order f left join pickup p on p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id
      where f.shop_id = $1 and f.order_id = $2 and f.status <> 'CANCELLED'`,
    [tx.shopId, orderId],
  );
  return row?.collected === true;
}

/** First name and town: what a page without a login may say, so that people see that it is theirs. */
async function addresseeOf(tx: ShopTx, orderId: OrderId): Promise<Addressee> {
  const person = (await openPersons(tx, [orderId])).get(orderId);
  return { firstName: person?.name?.trim().split(/\s+/)[0] ?? null, city: person?.city ?? null };
}
