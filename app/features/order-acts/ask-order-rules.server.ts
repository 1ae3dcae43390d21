import { dayOf } from "../../core/calendar/day.ts";
import type { OrderId } from "../../core/ids.ts";
import { instantAt } from "../../core/local-time.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import type { OrderFacts, PersonalFacts } from "../automation/domain/facts.ts";
import { NOTHING_PERSONAL } from "../automation/domain/public.ts";
import { askReady, countMatches, readRules, type ReadyRules } from "../automation/public.server.ts";
import { promisesInForce } from "../delivery/public.server.ts";
import { appendOrderEvents, personalFactsOf, readOrderFacts, type OrderFactsAlone } from "../orders/public.server.ts";
import { hasChanged, isFresh, MOST_A_DAY } from "./domain/happened.ts";
import { recordActs } from "./record-acts.server.ts";

/** The triggers that reading an order fires. */
type OrderTrigger = "order.placed" | "order.changed";

interface Seen {
  readonly facts: ReadonlyMap<OrderId, OrderFactsAlone>;
  readonly personal: ReadonlyMap<OrderId, PersonalFacts>;
}

/** Orders as they were before a read, as far as a rule asks. */
export interface BeforeChange {
  readonly placed: ReadyRules;
  readonly changed: ReadyRules;
  readonly known: ReadonlySet<OrderId>;
  /** Nothing when no rule asks what changed. */
  readonly seen: Seen;
}

/** Looks at orders before what was read of them is stored. Cheap where no rule waits for it. In the transaction that stores them. */
export async function beforeChange(tx: ShopTx, orderIds: readonly OrderId[], now: Date): Promise<BeforeChange> {
  const placed = await readRules(tx, "order.placed", now);
  const changed = await readRules(tx, "order.changed", now);
  const nothing = { facts: new Map(), personal: new Map() };
  if (placed.sets.length + changed.sets.length === 0) return { placed, changed, known: new Set(), seen: nothing };
  const stored = await tx.rows<{ order_id: OrderId }>(
    "select order_id from shop_order where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, orderIds],
  );
  const known = stored.map(({ order_id: id }) => id);
  return {
    placed,
    changed,
    known: new Set(known),
    seen: changed.sets.length === 0 ? nothing : await see(tx, changed, known),
  };
}

async function see(tx: ShopTx, rules: ReadyRules, orderIds: readonly OrderId[]): Promise<Seen> {
  return {
    facts: await readOrderFacts(tx, orderIds),
    personal: rules.asksForPersonal ? await personalFactsOf(tx, orderIds) : new Map(),
  };
}

/**
 * Asks the rules that wait for an order to be placed or changed, in the transaction that stored it: so each is asked once for it, whatever comes how often from
 * Shopify and whichever worker reads it. What we wrote ourselves is in the mirror before its echo is read, and is no change. `taken`: the orders that were
 * stored. Records what the rules want, and an entry of the ledger for each order of which one matched.
 */
export async function askOrderRules(
  tx: ShopTx,
  before: BeforeChange,
  taken: readonly OrderId[],
  read: ReadStamp,
  now: Date,
): Promise<void> {
  const { placed, changed, known, seen } = before;
  if (placed.sets.length > 0) {
    const fresh = taken.filter((id) => !known.has(id));
    const after = await see(tx, placed, fresh);
    const isNews = (id: OrderId) => isFresh(after.facts.get(id)?.order.placedAt ?? 0, now.getTime());
    await ask(tx, { trigger: "order.placed", rules: placed, after, ids: fresh.filter(isNews) }, read, now);
  }
  if (changed.sets.length > 0) {
    const after = await see(
      tx,
      changed,
      taken.filter((id) => known.has(id)),
    );
    const other = [...after.facts.keys()].filter((id) => hasChanged(asked(seen, id), asked(after, id)));
    const ids = await notTooOften(tx, await notCancelled(tx, other), now);
    await ask(tx, { trigger: "order.changed", rules: changed, after, ids }, read, now);
  }
}

const asked = ({ facts, personal }: Seen, id: OrderId) => ({ facts: facts.get(id), personal: personal.get(id) });

interface Happened {
  readonly trigger: OrderTrigger;
  readonly rules: ReadyRules;
  readonly after: Seen;
  readonly ids: readonly OrderId[];
}

async function ask(tx: ShopTx, { trigger, rules, after, ids }: Happened, read: ReadStamp, now: Date): Promise<void> {
  const promises = await promisesInForce(tx, ids);
  const said = ids.flatMap((orderId) => {
    const alone = after.facts.get(orderId);
    if (alone === undefined) return [];
    const facts = factsOf(
      alone,
      after.personal.get(orderId) ?? NOTHING_PERSONAL,
      promises.get(orderId)?.to ?? null,
      now,
    );
    return [{ orderId, facts, outcome: askReady(rules, facts), ref: `${trigger} ${orderId} ${read.no}` }];
  });
  const [any] = said;
  if (any === undefined) return;
  await countMatches(
    tx,
    rules,
    said.map(({ outcome }) => outcome),
    any.facts,
  );
  const matched = said.filter(({ outcome }) => outcome.matched.length > 0);
  await appendOrderEvents(
    tx,
    matched.map(({ orderId, outcome, ref }) => ({
      orderId,
      code: CODES[trigger],
      ref,
      occurredAt: now,
      data: { rules: outcome.matched.map(({ ruleId }) => rules.names.get(ruleId) ?? ruleId) },
    })),
    now,
  );
  await recordActs(
    tx,
    matched.map(({ orderId, outcome, ref }) => ({
      decisionId: ref,
      orderId,
      fulfillmentOrderId: null,
      directives: outcome.directives,
      parts: [],
      clicked: false,
    })),
    now,
  );
}

/** In the ledger: rules of this trigger matched. */
const CODES = { "order.placed": "rules.placed", "order.changed": "rules.changed" } as const;

/** What rules may ask of an order as such: nothing of where it may ship from. `promisedTo`: the last day that was promised. */
function factsOf(
  { timeZone, currency, order, customer, destination, lines }: OrderFactsAlone,
  { postalCode, attributes, metafields, lineMetafields }: PersonalFacts,
  promisedTo: string | null,
  now: Date,
): OrderFacts {
  const { country, province } = destination;
  return {
    at: now.getTime(),
    timeZone,
    currency,
    order: {
      ...order,
      attributes: attributes ?? order.attributes,
      metafields,
      promisedAt: promisedTo === null ? null : instantAt(timeZone, dayOf(promisedTo) + 1, 0) - 1,
    },
    customer,
    destination: {
      country,
      province: country === null || province === null ? null : `${country}-${province}`,
      postalCode,
    },
    lines: lines.map((line) => ({
      ...line,
      stock: null,
      stockAssigned: null,
      metafields: lineMetafields?.[line.lineItemId] ?? null,
    })),
    locations: [],
    releasedHolds: [],
  };
}

/** Of a cancelled order nothing is left to do. */
async function notCancelled(tx: ShopTx, ids: readonly OrderId[]): Promise<OrderId[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<{ order_id: OrderId }>(
    "select order_id from shop_order where shop_id = $1 and order_id = any($2::bigint[]) and cancelled_at is null",
    [tx.shopId, ids],
  );
  return rows.map(({ order_id: id }) => id);
}

const DAY_MS = 86_400_000;

/** Another app that answers each of our writes with one of its own would go on for ever: after so many in a day an order is left alone. */
async function notTooOften(tx: ShopTx, ids: readonly OrderId[], now: Date): Promise<OrderId[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<{ order_id: OrderId }>(
    `select order_id from order_event
      where shop_id = $1 and order_id = any($2::bigint[]) and code = $3 and occurred_at > $4
      group by order_id having count(*) >= $5`,
    [tx.shopId, ids, CODES["order.changed"], new Date(now.getTime() - DAY_MS), MOST_A_DAY],
  );
  const often = new Set(rows.map(({ order_id: id }) => id));
  for (const orderId of often) log.warn({ event: "rules.too_often", shopId: tx.shopId, orderId });
  return ids.filter((id) => !often.has(id));
}
