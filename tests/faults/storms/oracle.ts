/** What the app must hold in the end: each thing as the simulated shop has it, each fact and each event once. */
import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import type { ShopId } from "../../../app/core/ids.ts";
import { TOPICS } from "../../../app/topics.ts";
import { readMirror, stockGaps } from "../../setup/mirror.ts";
import type { MirrorView } from "../../devshop/state/mirror-view.ts";
import type { StormShop } from "./shop.ts";
import { BOUGHT, lineOf, seedOf, PLACES, type Things } from "./things.ts";
import { inSeconds, type Timeline } from "./timeline.ts";
import type { Arrival } from "./weather.ts";

/** Something that is not as it should be. */
export interface Wrong {
  /** NaN when it belongs to no seed. */
  readonly seed: number;
  readonly what: string;
}

export async function wrongIn(
  owner: pg.Pool,
  shopId: ShopId,
  shop: StormShop,
  arrivals: readonly Arrival[],
): Promise<Wrong[]> {
  return [
    ...differences(await readMirror(owner, shopId), viewOf(shop)),
    ...(await eventsWrong(owner, shopId, shop, arrivals)),
    ...(await leftOver(owner, shopId)),
    ...(await stockGaps(owner, shopId)).map((what) => ({ seed: seedOf(/\d{16,}/.exec(what)?.[0] ?? "0"), what })),
  ];
}

type Keyed = Map<string, unknown>;

function differences(mirror: Record<keyof MirrorView, unknown[]>, expected: MirrorView): Wrong[] {
  return (Object.keys(expected) as (keyof MirrorView)[]).flatMap((list) => {
    const has = keyed(mirror[list] as MirrorView[typeof list]);
    const should = keyed(expected[list]);
    return [...new Set([...has.keys(), ...should.keys()])]
      .filter((key) => !isDeepStrictEqual(has.get(key), should.get(key)))
      .map((key) => ({
        seed: seedOf(key.split(" ")[0] ?? "0"),
        what: `${list} ${key}: mirror ${JSON.stringify(has.get(key))}, shop ${JSON.stringify(should.get(key))}`,
      }));
  });
}

function keyed(list: readonly ({ id: string } | { itemId: string; locationId: string })[]): Keyed {
  return new Map(list.map((each) => ["id" in each ? each.id : `${each.itemId} ${each.locationId}`, each]));
}

const there = <State>(timelines: readonly Timeline<State>[]) => timelines.filter(({ exists }) => exists);
const changedAt = (timeline: Timeline<unknown>) => inSeconds(timeline.asOf(Infinity)?.at ?? 0);

function viewOf(shop: StormShop): MirrorView {
  const all = [...shop.things.values()];
  return {
    locations: there(shop.locations).map(({ id, last }) => ({
      id,
      name: last.name,
      isActive: last.active,
      fulfillsOnlineOrders: true,
      shipsInventory: true,
      isFulfillmentService: false,
    })),
    items: all.map(({ item }) => ({ id: item.id, sku: item.last.sku, tracked: true, requiresShipping: true })),
    levels: all.flatMap(levelViews),
    orders: all.map(orderView),
    fulfillmentOrders: all.flatMap(fulfillmentOrderViews),
    fulfillments: all.flatMap(fulfillmentViews),
  };
}

const UNTOUCHED = { reserved: 0, damaged: 0, safety_stock: 0, quality_control: 0 };

function levelViews({ item, levels }: Things): MirrorView["levels"] {
  return levels.map(({ id, last }) => ({
    itemId: item.id,
    locationId: id,
    isActive: true,
    quantities: {
      ...UNTOUCHED,
      available: last.available,
      on_hand: last.onHand,
      committed: last.committed,
      incoming: last.incoming,
    },
  }));
}

function orderView({ seed, order, lineIds }: Things): MirrorView["orders"][number] {
  const { last } = order;
  return {
    id: order.id,
    name: `#${seed}`,
    updatedAt: changedAt(order),
    cancelledAt: last.cancelledAt,
    financialStatus: last.financial,
    fulfillmentStatus: last.fulfillment,
    tags: [...last.tags],
    lines: lineIds.map((id, n) => ({ id, sku: `L-${n}`, quantity: BOUGHT, currentQuantity: last.units[n] ?? 0 })),
  };
}

function fulfillmentOrderViews({ order, lineIds, fulfillmentOrders }: Things): MirrorView["fulfillmentOrders"] {
  return there(fulfillmentOrders).map(({ id, last }) => ({
    id,
    orderId: order.id,
    status: last.status,
    requestStatus: "UNSUBMITTED",
    locationId: last.locationId,
    holds: last.holdId === null ? [] : [{ id: last.holdId, reason: "OTHER", handle: null }],
    lines: lineIds.map((lineItemId, n) => ({
      id: lineOf(id, n),
      lineItemId,
      totalQuantity: BOUGHT,
      remainingQuantity: last.remaining[n] ?? 0,
    })),
  }));
}

function fulfillmentViews({ order, lineIds, fulfillments }: Things): MirrorView["fulfillments"] {
  return there(fulfillments).map(({ id, last }) => ({
    id,
    orderId: order.id,
    status: last.status,
    displayStatus: last.display,
    locationId: PLACES[0],
    deliveredAt: last.deliveredAt,
    estimatedDeliveryAt: null,
    tracking: last.number === null ? [] : [{ company: "Correos", number: last.number }],
    lines: [{ id: lineOf(id, 0), lineItemId: lineIds[0], quantity: 1 }],
    events: last.events.map((event) => ({ id: event.id, status: event.status, happenedAt: event.at })),
  }));
}

const FACTS = new Set(TOPICS.filter(({ fact }) => fact).map(({ topic }) => topic));

/** Each fact that arrived is one event, and each thing of the ledger that a read shows is there once. */
async function eventsWrong(
  owner: pg.Pool,
  shopId: ShopId,
  shop: StormShop,
  arrivals: readonly Arrival[],
): Promise<Wrong[]> {
  const told = arrivals.flatMap(({ webhook }) => (FACTS.has(webhook.topic) ? webhook.id : []));
  const facts = Map.groupBy(new Set(told), (id) => Number(id.split("-")[0]));
  const wanted = new Set(
    [...shop.things.values()].flatMap((of) => [
      `${of.order.id} order.placed`,
      ...(of.order.last.cancelledAt === null ? [] : [`${of.order.id} order.cancelled`]),
      ...there(of.fulfillments).flatMap(({ id, last }) => [
        `${of.order.id} fulfillment.created ${id}`,
        ...(last.status === "CANCELLED" ? [`${of.order.id} fulfillment.cancelled ${id}`] : []),
      ]),
      ...(facts.get(of.seed) ?? []).map((id) => `${of.order.id} fact ${id}`),
    ]),
  );
  const { rows } = await owner.query<{ event: string }>(
    `select order_id || case when code in ('order.placed', 'order.cancelled') then ' ' || code
                             when code like 'fulfillment.%' then ' ' || code || ' ' || ref else ' fact ' || ref end as event
       from order_event where shop_id = $1 and code in ('order.placed', 'order.cancelled', 'fulfillment.created', 'fulfillment.cancelled',
            'order.edited', 'order.risk_assessed', 'fulfillment_order.held', 'fulfillment_order.released', 'fulfillment_order.moved')`,
    [shopId],
  );
  const times = Map.groupBy(rows, ({ event }) => event);
  return [...new Set([...wanted, ...times.keys()])].flatMap((event) => {
    const should = wanted.has(event) ? 1 : 0;
    const is = times.get(event)?.length ?? 0;
    return is === should
      ? []
      : [{ seed: seedOf(event.split(" ")[0] ?? "0"), what: `event ${event} is there ${is} times, not ${should}` }];
  });
}

/** Nothing may wait for ever. */
async function leftOver(owner: pg.Pool, shopId: ShopId): Promise<Wrong[]> {
  const { rows } = await owner.query<{ id: string; what: string }>(
    `select object_id as id, format('mark %s %s %s is left, tries %s, not before %s', kind, object_id, part, tries, not_before) as what from mark where shop_id = $1
     union all
     select coalesce(order_id, object_ids[1]), format('fact %s %s is left', code, webhook_id) from fact where shop_id = $1`,
    [shopId],
  );
  return rows.map(({ id, what }) => ({ seed: seedOf(id), what }));
}
