import { fromGid, type OrderId } from "../../core/ids.ts";
import type { MovedFulfillmentOrderFragment } from "../../platform/admin-api/operations.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged, markOwnWrites } from "../../platform/marks.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import { applyOwnWrite, shiftsOfMove } from "../inventory/public.server.ts";
import { mirrorFulfillmentOrders, readRoutable, type RoutableFulfillmentOrder } from "../orders/public.server.ts";
import { noticeFulfillmentOrders, type Before } from "./notice.server.ts";

const FINISHED = new Set(["CLOSED", "CANCELLED", "INCOMPLETE"]);

/** What a move, a hold of some lines or a request taken back answered: the fulfillment orders it names, each once. */
interface SplitAnswer {
  readonly nodes: readonly MovedFulfillmentOrderFragment[];
  /** Taken before the request was sent. */
  readonly read: ReadStamp;
}

/**
 * Takes the answer of our own move into the mirror: both fulfillment orders and the levels of their items, so that shipping goes on at once. They
 * are read again when the echoes have come. False, and nothing done, when the answer does not tell all: it has more lines than it shows, or
 * Shopify joined what arrived with a fulfillment order of the order that was there, which the answer does not name.
 */
export async function takeMove(
  tx: ShopTx,
  { orderId, input }: Intent<"fulfillmentOrder.move">,
  { nodes, read }: SplitAnswer,
  now: Date,
): Promise<boolean> {
  const before = await readRoutable(tx, { orderIds: [orderId] });
  const ids = nodes.map(({ id }) => fromGid("FulfillmentOrder", id));
  const joined = before.some(({ id, locationId, status }) => {
    return !ids.includes(id) && locationId === input.to && !FINISHED.has(status);
  });
  if (joined || nodes.length === 0 || nodes.some(({ lineItems }) => lineItems.pageInfo.hasNextPage)) return false;
  await mirror(tx, before, orderId, { nodes, read }, now);
  const writtenAt = new Date(Math.max(...nodes.map(({ updatedAt }) => Date.parse(updatedAt))));
  const shifts = shiftsOfMove(input.from, input.to, unitsOf(before, input.lines));
  const levels = await applyOwnWrite(tx, shifts, { read, writtenAt });
  const level = ({ itemId, locationId }: (typeof levels.applied)[number]) =>
    ({ kind: "inventoryLevel", objectId: itemId, part: locationId }) as const;
  await markChanged(tx, levels.unsure.map(level), now);
  await markOwnWrites(
    tx,
    [...ids.map((id) => ({ kind: "fulfillmentOrder" as const, objectId: id })), ...levels.applied.map(level)],
    now,
  );
  return true;
}

/**
 * Takes the answer of our own hold of some lines, or of a request taken back, as that of a move: where units are does not change, only which fulfillment order
 * has them.
 */
export async function takeSplit(
  tx: ShopTx,
  orderId: OrderId,
  { nodes, read }: SplitAnswer,
  now: Date,
): Promise<boolean> {
  if (nodes.length === 0 || nodes.some(({ lineItems }) => lineItems.pageInfo.hasNextPage)) return false;
  await mirror(tx, await readRoutable(tx, { orderIds: [orderId] }), orderId, { nodes, read }, now);
  const own = nodes.map(({ id }) => ({ kind: "fulfillmentOrder", objectId: fromGid("FulfillmentOrder", id) }) as const);
  await markOwnWrites(tx, own, now);
  return true;
}

async function mirror(tx: ShopTx, before: Before, orderId: OrderId, { nodes, read }: SplitAnswer, now: Date) {
  await mirrorFulfillmentOrders(
    tx,
    nodes.map((node) => ({ fulfillmentOrder: node, lines: node.lineItems.nodes })),
    read,
  );
  await noticeFulfillmentOrders(tx, before, [orderId], now);
}

function unitsOf(
  before: readonly RoutableFulfillmentOrder[],
  lines: Intent<"fulfillmentOrder.move">["input"]["lines"],
) {
  const itemOf = new Map(before.flatMap((each) => each.lines.map((line) => [line.lineItemId, line.itemId] as const)));
  return lines.flatMap(({ lineItemId, quantity }) => {
    const itemId = itemOf.get(lineItemId);
    return itemId ? [{ itemId, quantity }] : [];
  });
}
