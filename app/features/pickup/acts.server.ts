import {
  parseId,
  type FulfillmentOrderId,
  type FulfillmentOrderLineItemId,
  type LineItemId,
  type LocationId,
} from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { seal } from "../../platform/seal.server.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { recordIntents } from "../intents/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import type { PickupAct, PickupOutcome } from "./act-schema.ts";
import { chosen } from "./chosen.ts";
import { askCode } from "./desk.server.ts";
import { askRefusal, isOpenPickup, type PickupAsked } from "./domain/pickup-state.ts";
import { remind } from "./remind.server.ts";
import { showPickups } from "./show.server.ts";
import { changePickup, lockPickup, pickupLines, type Pickup } from "./store.server.ts";
import { fetchMissing } from "./transfer.server.ts";

const DAY_MS = 86_400_000;
type Refusal = Extract<PickupOutcome, { status: "refused" }>["code"];
const refused = (code: Refusal): PickupOutcome => ({ status: "refused", code });

/**
 * Does what a person (`who`: Shopify's number of the member of staff) asked of a pickup. Each is a click for this very one, so it counts while effects are
 * only observed. The row is locked: of two clerks one is first, and the other is told.
 */
export async function doPickupAct(
  tx: ShopTx,
  id: FulfillmentOrderId,
  act: PickupAct,
  who: string,
  now: Date,
): Promise<PickupOutcome> {
  const pickup = await lockPickup(tx, id);
  if (!pickup) return refused("gone");
  switch (act.act) {
    case "ready":
      return ask(tx, pickup, "ready", who, now, () => Promise.resolve(readyIntent(pickup)));
    case "collect":
      return collect(tx, pickup, act, who, now);
    case "refund":
      return giveBack(tx, pickup, who, now);
    case "remind":
      if (pickup.state !== "ready" && pickup.state !== "no_show") return refused("not_ready");
      await remind(tx, pickup, who, now);
      return { status: "did", did: "remind" };
    case "keep":
      return keep(tx, pickup, act.days, who, now);
    case "transfer":
      return fetchMissing(tx, pickup, act, who, now);
  }
}

const subjectOf = (pickup: Pickup): string => `pickup ${pickup.fulfillmentOrderId} ${pickup.acts + 1}`;

const readyIntent = (pickup: Pickup): NewIntent => ({
  kind: "pickup.ready",
  orderId: pickup.orderId,
  subject: subjectOf(pickup),
  input: { fulfillmentOrderId: pickup.fulfillmentOrderId },
});

/** Records what Shopify is asked to do, once; `who` is written down and told when it is done. */
async function ask(
  tx: ShopTx,
  pickup: Pickup,
  what: Exclude<PickupAsked, "">,
  who: string,
  now: Date,
  intentOf: () => Promise<NewIntent | Refusal>,
): Promise<PickupOutcome> {
  const why = askRefusal(pickup, what);
  if (why) return refused(why);
  const intent = await intentOf();
  if (typeof intent === "string") return refused(intent);
  await recordIntents(tx, [intent], now, { clicked: true });
  await changePickup(tx, pickup.fulfillmentOrderId, {
    asked: what,
    problem: "",
    acts: pickup.acts + 1,
    ...(what === "ready" ? { readyWho: who } : { settledWho: who }),
  });
  return { status: "did", did: what };
}

async function collect(
  tx: ShopTx,
  pickup: Pickup,
  act: Extract<PickupAct, { act: "collect" }>,
  who: string,
  now: Date,
): Promise<PickupOutcome> {
  if (act.checked === "code") {
    const answer = await askCode(tx, act.code, who, now);
    if (answer.status === "refused") return answer;
    if (answer.fulfillmentOrderId !== pickup.fulfillmentOrderId) return refused("wrong_code");
  }
  const lines = chosen(await pickupLines(tx, pickup.fulfillmentOrderId), act.lines);
  if (typeof lines === "string") return refused(lines);
  const outcome = await ask(tx, pickup, "collect", who, now, () =>
    Promise.resolve({
      kind: "pickup.collect",
      orderId: pickup.orderId,
      subject: subjectOf(pickup),
      input: {
        fulfillmentOrderId: pickup.fulfillmentOrderId,
        lines: lines.map(({ lineId, quantity, left }) => ({
          lineId: parseId<FulfillmentOrderLineItemId>(lineId),
          quantity,
          left,
        })),
      },
    }),
  );
  if (outcome.status === "did")
    await changePickup(tx, pickup.fulfillmentOrderId, {
      checked: act.checked,
      ...(act.collector !== "" && { sealed: seal(act.collector, collectorPlace(tx, pickup)) }),
    });
  return outcome;
}

/** Where the sealed name of who collected belongs. */
export const collectorPlace = (tx: ShopTx, { fulfillmentOrderId }: Pick<Pickup, "fulfillmentOrderId">): string =>
  `pickup ${tx.shopId} ${fulfillmentOrderId}`;

/** What is left goes back on the shelf, and its money to the customer. `who`: a person, or "setting". */
export async function giveBack(tx: ShopTx, pickup: Pickup, who: string, now: Date): Promise<PickupOutcome> {
  return ask(tx, pickup, "refund", who, now, async () => {
    const left = (await pickupLines(tx, pickup.fulfillmentOrderId)).filter((line) => line.left > 0);
    if (left.length === 0) return "nothing";
    return {
      kind: "refund.create",
      orderId: pickup.orderId,
      subject: subjectOf(pickup),
      input: {
        fulfillmentOrderId: pickup.fulfillmentOrderId,
        locationId: parseId<LocationId>(pickup.locationId),
        lines: left.map((line) => ({ lineItemId: parseId<LineItemId>(line.orderLineId), quantity: line.left })),
      },
    };
  });
}

async function keep(tx: ShopTx, pickup: Pickup, days: number, who: string, now: Date): Promise<PickupOutcome> {
  if (!isOpenPickup(pickup.state) || pickup.keepUntil === null) return refused("not_ready");
  const keepUntil = new Date(Math.max(pickup.keepUntil.getTime(), now.getTime()) + days * DAY_MS);
  await changePickup(tx, pickup.fulfillmentOrderId, { keepUntil, state: "ready" });
  const data = { until: keepUntil.toISOString(), by: who };
  const ref = `${pickup.fulfillmentOrderId} ${keepUntil.toISOString()}`;
  await appendOrderEvents(tx, [{ orderId: pickup.orderId, code: "pickup.kept", ref, occurredAt: now, data }], now);
  await showPickups(tx, [pickup.fulfillmentOrderId], now);
  return { status: "did", did: "keep" };
}
