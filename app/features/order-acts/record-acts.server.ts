import { EFFECTS } from "../../core/effects.ts";
import type { FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Directives } from "../automation/domain/directives.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { intentsOf, readSwitches, recordIntents, withdrawIntents, type IntentOf } from "../intents/public.server.ts";
import { writeLabelWish } from "../carriers/public.server.ts";
import { calendarOf } from "../locations/domain/public.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { careByRules } from "../orders/public.server.ts";
import { actsOf } from "./domain/acts-of.ts";
import { tellByRules } from "./tell-by-rules.server.ts";
import { ACT_KINDS, askedBy, overtaken } from "./domain/asked.ts";
import { labelWishOf } from "./domain/label-wish.ts";

/** What the rules wanted of an order when it was decided, or when something happened to it. */
export interface DecidedActs {
  /** Of the decision; for what happened, what names that once. */
  readonly decisionId: string;
  readonly orderId: OrderId;
  /** Null: nothing was decided of where it ships from, and there are no parts. */
  readonly fulfillmentOrderId: FulfillmentOrderId | null;
  readonly directives: Directives;
  /**
   * From where which lines will ship: the parts of the plan when it is carried out; all of it where it is now when moves are only shown; none when it
   * is held or nobody can ship it, and then neither deadlines nor requests follow (they do when it is decided again).
   */
  readonly parts: readonly {
    readonly locationId: LocationId;
    readonly lines: readonly { readonly lineItemId: LineItemId }[];
  }[];
  /** A person asked for this decision: the order may be older than the switches. */
  readonly clicked: boolean;
}

/** Carried out, on its way, or with a person. */
const ASKED = ["waiting", "sending", "unsure", "done", "asks"] as const;

/**
 * What rules want of orders beside a location: records the effects, and sets priority, assignee and messages. For every decision that is stored, carried
 * out or only shown: which effects are switched on, and whether an order is older than the switch, is looked at here. Call it in the transaction that
 * stores the decisions, after their moves are recorded (a request comes after the move). What does not depend on a switch (priority, assignee, message) nobody
 * outside sees.
 */
export async function recordActs(tx: ShopTx, decided: readonly DecidedActs[], now: Date): Promise<void> {
  if (decided.length === 0) return;
  const orderIds = [...new Set(decided.map(({ orderId }) => orderId))];
  const before = await intentsOf(tx, ACT_KINDS, orderIds, ASKED);
  const old = decided.flatMap(({ fulfillmentOrderId: of }) => (of === null ? [] : overtaken(before, of)));
  const withdrawn = await withdrawIntents(
    tx,
    old.map(({ intentId }) => intentId),
    now,
  );
  await careByRules(tx, decided, now);
  await tellByRules(tx, decided, now);
  // Of what happened beside a decision nothing is wanted of the label: only decisions have these actions.
  for (const { orderId, fulfillmentOrderId, directives } of decided)
    if (fulfillmentOrderId !== null) await writeLabelWish(tx, orderId, labelWishOf(directives.effects));
  const asking = decided.filter(({ directives }) => asksForActs(directives));
  if (asking.length === 0) return;
  const states = await readStates(tx, asking);
  const calendars = new Map((await readLocationSettings(tx)).map((each) => [each.id, calendarOf(each.settings)]));
  const since = await readSwitches(tx);
  const acts: (IntentOf<(typeof ACT_KINDS)[number]> | NewIntent)[] = before.filter(
    ({ intentId }) => !withdrawn.has(intentId),
  );
  for (const each of asking) {
    const { fulfillmentOrderId } = each;
    const state = states.get(keyOf(each));
    if (!state) continue;
    const isTouched = ({ kind }: NewIntent) => {
      const { switch: name } = EFFECTS[kind];
      const on = name === null ? undefined : since[name];
      return on !== undefined && (each.clicked || state.placedAt >= new Date(on));
    };
    const intents = actsOf({
      ...each,
      since: Math.max(state.placedAt.getTime(), state.fulfillAt?.getTime() ?? 0),
      fulfillBy: state.fulfillBy?.getTime() ?? null,
      tags: state.tags,
      parts: each.parts.flatMap(({ locationId, lines }) => {
        const calendar = calendars.get(locationId);
        if (calendar === undefined || fulfillmentOrderId === null) return [];
        return [{ fulfillmentOrderId, locationId, calendar, lineItemIds: lines.map(({ lineItemId }) => lineItemId) }];
      }),
      asked: askedBy(acts.filter(({ orderId }) => orderId === each.orderId)),
    }).filter(isTouched);
    await recordIntents(tx, intents, now);
    acts.push(...intents);
  }
}

const asksForActs = ({ deadline, service, effects }: Directives): boolean =>
  deadline !== null ||
  service !== null ||
  effects.some((effect) => effect.do !== "notify" && effect.do !== "useCarrier" && effect.do !== "avoidCarrier");

const keyOf = ({ orderId, fulfillmentOrderId }: Pick<DecidedActs, "orderId" | "fulfillmentOrderId">): string =>
  `${orderId} ${fulfillmentOrderId ?? ""}`;

interface State {
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId | null;
  readonly placedAt: Date;
  readonly fulfillAt: Date | null;
  readonly fulfillBy: Date | null;
  readonly tags: readonly string[];
}

async function readStates(tx: ShopTx, asking: readonly DecidedActs[]): Promise<Map<string, State>> {
  const rows = await tx.rows<State & Record<string, unknown>>(
    `select o.order_id as "orderId", f.fulfillment_order_id as "fulfillmentOrderId", o.placed_at as "placedAt", f.fulfill_at as "fulfillAt", f.fulfill_by as "fulfillBy",
            coalesce((select array_agg(t.tag) from order_tag t where t.shop_id = o.shop_id and t.order_id = o.order_id), '{}') as tags
       from unnest($2::bigint[], $3::bigint[]) as asked(order_id, fulfillment_order_id)
       join shop_order o on o.shop_id = $1 and o.order_id = asked.order_id
       left join fulfillment_order f on f.shop_id = $1 and f.order_id = o.order_id and f.fulfillment_order_id = asked.fulfillment_order_id
      where asked.fulfillment_order_id is null or f.fulfillment_order_id is not null`,
    [tx.shopId, asking.map(({ orderId }) => orderId), asking.map(({ fulfillmentOrderId }) => fulfillmentOrderId)],
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}
