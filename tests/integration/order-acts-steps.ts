/** What the tests of acts share: rules that want something of an order, recorded as routing records it with a decision. */
import type { FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../app/core/ids.ts";
import type { Directives } from "../../app/features/automation/domain/directives.ts";
import type { NewIntent } from "../../app/features/intents/domain/intent.ts";
import type { FulfillmentOrder, Order } from "../devshop/state/orders.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";
import { onlyPart, rows } from "./steps.ts";

const NOTHING: Directives = {
  locations: [],
  split: { forbiddenBy: null, extraParcel: null, minParcelValue: null },
  ship: null,
  holds: [],
  deadline: null,
  priority: null,
  service: null,
  assignee: null,
  effects: [],
};

/** Rules by their effects. */
export const tag = (text: string) => ({ do: "addTag", tag: text, by: "r1" }) as const;
export const untag = (text: string) => ({ do: "removeTag", tag: text, by: "r1" }) as const;
export const note = (text: string) => ({ do: "addNote", text, by: "r1" }) as const;

let decisions = 0;

/** An order is decided: its rules want this, and it ships from where its only fulfillment order is, or from `to`. Effects are carried out. */
export async function decide(
  world: TestWorld,
  installed: InstalledShop,
  placed: Order,
  wants: Partial<Directives>,
  change: {
    readonly clicked?: boolean;
    readonly to?: string;
    readonly moves?: readonly NewIntent[];
    readonly settles?: boolean;
  } = {},
): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { recordIntents } = await import("../../app/features/intents/public.server.ts");
  const { recordActs } = await import("../../app/features/order-acts/public.server.ts");
  const part: FulfillmentOrder = onlyPart(installed, placed);
  await inShop(installed.shopId, async (tx) => {
    const now = world.clock.now();
    if (change.moves) await recordIntents(tx, change.moves, now, { clicked: true });
    await recordActs(
      tx,
      [
        {
          decisionId: String(++decisions),
          orderId: placed.id as OrderId,
          fulfillmentOrderId: part.id as FulfillmentOrderId,
          directives: { ...NOTHING, ...wants },
          parts: [
            {
              locationId: (change.to ?? part.assignedLocationId) as LocationId,
              lines: part.lines.map(({ lineItemId }) => ({ lineItemId: lineItemId as LineItemId })),
            },
          ],
          clicked: change.clicked ?? false,
        },
      ],
      now,
    );
  });
  if (change.settles ?? true) await world.settle(installed);
}

/** The entries of an order's ledger with this code: what they say. */
export async function told(
  world: TestWorld,
  { shopId }: InstalledShop,
  { id }: Order,
  code: string,
): Promise<Record<string, unknown>[]> {
  const events = await rows<{ data: Record<string, unknown> }>(
    world,
    "select data from order_event where shop_id = $1 and order_id = $2 and code = $3 order by seq",
    [shopId, id, code],
  );
  return events.map(({ data }) => data);
}
