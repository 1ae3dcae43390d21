/**
 * What happens in the corner of one seed, and the webhooks it causes: drawn from the seed alone, before anything of the app runs. Every change of a
 * thing moves its `updated_at`; which topics tell of it is as the dev shop does it (tests/devshop/README.md). Some changes no webhook tells at all.
 */
import { seededRandom } from "../../devshop/state/random.ts";
import { BOUGHT, PLACES, thingsOf, type FulfillmentOrderState, type LevelState, type Things } from "./things.ts";
import { inSeconds, type Timeline } from "./timeline.ts";

export interface Webhook {
  readonly id: string;
  readonly topic: string;
  /** Milliseconds on Shopify's clock. */
  readonly at: number;
  /** `#` before digits: a number beyond 2^53. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Story {
  readonly things: Things;
  readonly webhooks: readonly Webhook[];
}

export const START = Date.parse("2026-11-01T00:00:00Z");
/** Changes happen within so long. */
export const STORY_MS = 10 * 60_000;
const MOST_CHANGES = 6;
/** Of the changes, so many follow the one before within a second, which `updated_at` does not tell apart. */
const BURST = 0.2;

type Act = (at: number, stage: Stage) => void;

interface Stage extends Things {
  readonly random: () => number;
  readonly tell: (topic: string, at: number, body: Webhook["body"]) => void;
  /** A number that was not given before. */
  readonly next: () => string;
}

/** `told`: without the changes that no webhook tells. */
export function storyOf(seed: number, { told = false } = {}): Story {
  const random = seededRandom(seed);
  const things = thingsOf(seed);
  const webhooks: Webhook[] = [];
  let given = 20;
  const stage: Stage = {
    ...things,
    random,
    tell: (topic, at, body) => {
      webhooks.push({ id: `${seed}-${webhooks.length}`, topic, at, body });
    },
    next: () => things.idOf(given++),
  };
  const changes = 1 + Math.floor(random() * MOST_CHANGES);
  let at = START + random() * STORY_MS * 0.3;
  stock(at, stage);
  place((at += 1 + random() * 5_000), stage);
  for (let change = 0; change < changes; change += 1) {
    at += random() < BURST ? 1 + random() * 900 : 1_000 + random() * ((START + STORY_MS - at) / (changes - change));
    const act = ACTS[Math.floor(random() * ACTS.length)];
    if (!(told && act === restock)) act?.(at, stage);
  }
  return { things, webhooks };
}

const raw = (id: string) => `#${id}`;

function orderChanged(at: number, { order, tell }: Stage, topics: readonly string[] = ["orders/updated"]): void {
  for (const topic of topics)
    tell(topic, at, {
      id: raw(order.id),
      admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
      updated_at: inSeconds(at),
    });
}

/** Shopify tells of a level only when `available` changes. */
function levelChanged(at: number, stage: Stage, level: Timeline<LevelState>, changed: Partial<LevelState>): void {
  const before = level.last.available;
  level.change(at, changed);
  if (level.last.available !== before) levelTold(at, stage, level, "update");
}

function levelTold(at: number, { item, tell }: Stage, level: Timeline<LevelState>, topic: string): void {
  tell(`inventory_levels/${topic}`, at, {
    inventory_item_id: raw(item.id),
    location_id: raw(level.id),
    available: level.last.available,
    updated_at: inSeconds(at),
  });
}

function itemTold(at: number, { item, tell }: Stage, topic: string): void {
  tell(`inventory_items/${topic}`, at, {
    id: raw(item.id),
    admin_graphql_api_id: `gid://shopify/InventoryItem/${item.id}`,
    updated_at: inSeconds(at),
  });
}

function stock(at: number, stage: Stage): void {
  const { item, levels, random } = stage;
  item.set(at, { sku: "S-0" });
  itemTold(at, stage, "create");
  for (const level of levels) {
    const units = 5 + Math.floor(random() * 20);
    level.set(at, { available: units, committed: 0, onHand: units, incoming: 0 });
    levelTold(at, stage, level, "connect");
  }
  open(at, stage);
}

function place(at: number, stage: Stage): void {
  const { order, fulfillmentOrders, levels, tell } = stage;
  order.set(at, {
    tags: [],
    financial: "PENDING",
    fulfillment: "UNFULFILLED",
    risk: "ACCEPT",
    cancelledAt: null,
    units: [BOUGHT, BOUGHT],
  });
  orderChanged(at, stage, ["orders/create"]);
  const [first] = fulfillmentOrders;
  const [level] = levels;
  if (!first || !level) return;
  first.set(at, { status: "OPEN", locationId: PLACES[0], holdId: null, remaining: [BOUGHT, BOUGHT] });
  tell("fulfillment_orders/order_routing_complete", at, { fulfillment_order: { id: fulfillmentOrderGid(first.id) } });
  const { available, committed } = level.last;
  levelChanged(at, stage, level, { available: available - 2 * BOUGHT, committed: committed + 2 * BOUGHT });
}

/** One of the fulfillment orders that are there. */
function oneOf({ fulfillmentOrders, random }: Stage): Timeline<FulfillmentOrderState> | undefined {
  const there = fulfillmentOrders.filter(({ exists }) => exists);
  return there[Math.floor(random() * there.length)];
}

const fulfillmentOrderGid = (id: string) => `gid://shopify/FulfillmentOrder/${id}`;
const isOpen = ({ last }: Timeline<FulfillmentOrderState>) => last.status === "OPEN" || last.status === "IN_PROGRESS";

function hold(at: number, stage: Stage): void {
  const held = oneOf(stage);
  if (!held || !isOpen(held)) return;
  const holdId = stage.next();
  held.change(at, { status: "ON_HOLD", holdId });
  holdTold(at, stage, held.id, holdId, "added");
  stage.tell("fulfillment_orders/placed_on_hold", at, { fulfillment_order: { id: fulfillmentOrderGid(held.id) } });
  // Often nobody can look in between.
  if (stage.random() < 0.5) release(at + 0.5, stage);
}

function release(at: number, stage: Stage): void {
  const held = stage.fulfillmentOrders.find((each) => each.exists && each.last.holdId !== null);
  const holdId = held?.last.holdId;
  if (!held || holdId == null) return;
  held.change(at, { status: "OPEN", holdId: null });
  holdTold(at, stage, held.id, holdId, "released");
  stage.tell("fulfillment_orders/hold_released", at, { fulfillment_order: { id: fulfillmentOrderGid(held.id) } });
}

function holdTold(at: number, { tell }: Stage, id: string, holdId: string, name: string): void {
  tell(`fulfillment_holds/${name}`, at, {
    fulfillment_order: { id: fulfillmentOrderGid(id) },
    fulfillment_hold: {
      id: `gid://shopify/FulfillmentHold/${holdId}`,
      reason: "other",
      held_by_requesting_app: false,
    },
  });
}

function split(at: number, stage: Stage): void {
  const [first, second] = stage.fulfillmentOrders;
  if (!first || !second || second.exists || !isOpen(first) || first.last.remaining[1] === 0) return;
  const [one, two] = first.last.remaining;
  first.change(at, { remaining: [one, 0] });
  second.set(at, { status: "OPEN", locationId: PLACES[1], holdId: null, remaining: [0, two] });
  stage.tell("fulfillment_orders/split", at, {
    fulfillment_order: { id: fulfillmentOrderGid(first.id) },
    remaining_fulfillment_order: { id: fulfillmentOrderGid(second.id) },
  });
}

function move(at: number, stage: Stage): void {
  const moved = oneOf(stage);
  if (!moved || !isOpen(moved)) return;
  const from = moved.last.locationId;
  const to = from === PLACES[0] ? PLACES[1] : PLACES[0];
  moved.change(at, { locationId: to });
  const units = moved.last.remaining[0] + moved.last.remaining[1];
  for (const level of stage.levels) {
    const sign = level.id === to ? 1 : -1;
    const { available, committed } = level.last;
    levelChanged(at, stage, level, { available: available - sign * units, committed: committed + sign * units });
  }
  stage.tell("fulfillment_orders/moved", at, {
    original_fulfillment_order: { id: fulfillmentOrderGid(moved.id) },
    moved_fulfillment_order: { id: fulfillmentOrderGid(moved.id) },
    destination_location_id: raw(to),
    source_location: { id: raw(from) },
  });
}

function fulfil(at: number, stage: Stage): void {
  const { order, fulfillments, levels, tell } = stage;
  const fulfilled = oneOf(stage);
  const parcel = fulfillments.find(({ exists }) => !exists);
  if (!fulfilled || !parcel || !isOpen(fulfilled) || order.last.cancelledAt !== null) return;
  const [one, two] = fulfilled.last.remaining;
  if (one === 0) return;
  const left: readonly [number, number] = [one - 1, two];
  fulfilled.change(at, { remaining: left, status: left[0] + left[1] === 0 ? "CLOSED" : "IN_PROGRESS" });
  parcel.set(at, { status: "SUCCESS", display: "FULFILLED", deliveredAt: null, number: null, events: [] });
  order.change(at, { fulfillment: "PARTIALLY_FULFILLED" });
  const level = levels.find(({ id }) => id === fulfilled.last.locationId);
  if (level) levelChanged(at, stage, level, { committed: level.last.committed - 1, onHand: level.last.onHand - 1 });
  tell("fulfillments/create", at, parcelBody(at, stage, parcel.id));
  orderChanged(at, stage);
}

const parcelBody = (at: number, { order }: Stage, id: string) => ({
  id: raw(id),
  admin_graphql_api_id: `gid://shopify/Fulfillment/${id}`,
  order_id: raw(order.id),
  updated_at: inSeconds(at),
});

/** Parcels on their way: what is delivered does not change any more. */
const onTheWay = ({ fulfillments }: Stage) =>
  fulfillments.find((each) => each.exists && each.last.status === "SUCCESS" && each.last.deliveredAt === null);

function track(at: number, stage: Stage): void {
  const parcel = onTheWay(stage);
  if (!parcel) return;
  parcel.change(at, { number: `T-${stage.next()}` });
  stage.tell("fulfillments/update", at, parcelBody(at, stage, parcel.id));
}

function scan(at: number, stage: Stage): void {
  const parcel = onTheWay(stage);
  if (!parcel) return;
  const status = stage.random() < 0.3 ? "DELIVERED" : "IN_TRANSIT";
  const event = { id: stage.next(), status, at: inSeconds(at) } as const;
  parcel.change(at, {
    display: status,
    deliveredAt: status === "DELIVERED" ? inSeconds(at) : null,
    events: [...parcel.last.events, event],
  });
  stage.tell("fulfillment_events/create", at, {
    id: raw(event.id),
    fulfillment_id: raw(parcel.id),
    order_id: raw(stage.order.id),
  });
}

function cancelParcel(at: number, stage: Stage): void {
  const parcel = onTheWay(stage);
  const [first] = stage.fulfillmentOrders;
  if (!parcel || !first) return;
  parcel.change(at, { status: "CANCELLED", display: "CANCELED" });
  const [one, two] = first.last.remaining;
  first.change(at, { remaining: [one + 1, two], status: first.last.status === "CLOSED" ? "OPEN" : first.last.status });
  const level = stage.levels.find(({ id }) => id === first.last.locationId);
  if (level) levelChanged(at, stage, level, { committed: level.last.committed + 1, onHand: level.last.onHand + 1 });
  stage.tell("fulfillments/update", at, parcelBody(at, stage, parcel.id));
  stage.order.change(at, {});
  orderChanged(at, stage);
}

function pay(at: number, stage: Stage): void {
  stage.order.change(at, { financial: "PAID" });
  orderChanged(at, stage, ["orders/paid", "orders/updated"]);
}

function tag(at: number, stage: Stage): void {
  stage.order.change(at, { tags: [`tag-${stage.next()}`] });
  orderChanged(at, stage);
}

function assess(at: number, stage: Stage): void {
  const { order, tell } = stage;
  order.change(at, { risk: order.last.risk === "ACCEPT" ? "INVESTIGATE" : "ACCEPT" });
  tell("orders/risk_assessment_changed", at, {
    order_id: raw(order.id),
    admin_graphql_api_order_id: `gid://shopify/Order/${order.id}`,
    risk_level: order.last.risk === "ACCEPT" ? "low" : "medium",
  });
  orderChanged(at, stage);
}

/** Units that nobody ships from where they were promised any more. */
function freed(at: number, stage: Stage, { last }: Timeline<FulfillmentOrderState>, units: number): void {
  const level = stage.levels.find(({ id }) => id === last.locationId);
  if (!level || units === 0) return;
  const { available, committed } = level.last;
  levelChanged(at, stage, level, { available: available + units, committed: committed - units });
}

function edit(at: number, stage: Stage): void {
  const { order, fulfillmentOrders, lineIds, tell } = stage;
  const [first] = fulfillmentOrders;
  const [one, two] = order.last.units;
  if (!first || !isOpen(first) || first.last.remaining[0] < 1 || one < 1) return;
  order.change(at, { units: [one - 1, two] });
  first.change(at, { remaining: [first.last.remaining[0] - 1, first.last.remaining[1]] });
  freed(at, stage, first, 1);
  tell("orders/edited", at, {
    order_edit: {
      id: raw(stage.next()),
      order_id: raw(order.id),
      line_items: { additions: [], removals: [{ id: raw(lineIds[0]), delta: -1 }] },
    },
  });
  orderChanged(at, stage);
}

function cancelOrder(at: number, stage: Stage): void {
  if (stage.random() < 0.7 || stage.order.last.cancelledAt !== null) return;
  stage.order.change(at, { cancelledAt: inSeconds(at), units: [0, 0] });
  for (const each of stage.fulfillmentOrders)
    if (each.exists && each.last.status !== "CLOSED") {
      freed(at, stage, each, each.last.remaining[0] + each.last.remaining[1]);
      each.change(at, { status: "CANCELLED", holdId: null, remaining: [0, 0] });
    }
  orderChanged(at, stage, ["orders/cancelled", "orders/updated"]);
}

function count(at: number, stage: Stage): void {
  const level = stage.levels[Math.floor(stage.random() * stage.levels.length)];
  if (!level) return;
  const by = Math.floor(stage.random() * 5) - 2;
  levelChanged(at, stage, level, { available: level.last.available + by, onHand: level.last.onHand + by });
}

/** No webhook tells this. */
function restock(at: number, { levels, random }: Stage): void {
  levels[Math.floor(random() * levels.length)]?.change(at, { incoming: Math.floor(random() * 50) });
}

function rename(at: number, stage: Stage): void {
  stage.item.change(at, { sku: `S-${stage.next()}` });
  itemTold(at, stage, "update");
}

function open(at: number, { location, tell }: Stage): void {
  if (!location) return;
  location.set(at, { name: "Place", active: true });
  locationTold(at, location.id, tell, "create");
}

function close(at: number, { location, random, tell }: Stage): void {
  if (!location) return;
  location.change(at, { active: random() < 0.5 });
  locationTold(at, location.id, tell, "update");
}

function locationTold(at: number, id: string, tell: Stage["tell"], name: string): void {
  tell(`locations/${name}`, at, {
    id: raw(id),
    admin_graphql_api_id: `gid://shopify/Location/${id}`,
    updated_at: inSeconds(at),
  });
}

const ACTS: readonly Act[] = [
  ...[hold, release, split, move, fulfil, fulfil, track, scan, scan, cancelParcel, pay, tag, assess, edit, cancelOrder],
  ...[count, count, restock, rename, close],
];
