import { z } from "zod";
import {
  parseId,
  readId,
  type FulfillmentOrderId,
  type IntentId,
  type OrderId,
  type ParcelId,
  type ShopId,
} from "../../core/ids.ts";
import {
  answerAddress,
  answerLabel,
  bothAddresses,
  shipFulfillmentOrder,
  shipWithOwnNumber,
  type LabelAnswer,
  type Writing,
} from "../fulfillment/public.server.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { answerIntent } from "../intents/public.server.ts";
import { decideAgain, releaseHolds } from "../routing/public.server.ts";
import { answerChoice } from "../shopper/public.server.ts";
import { careByPerson, messagesSeen } from "./care.server.ts";
import { LONGEST_ASSIGNEE, PRIORITIES } from "./domain/list-filter.ts";
import type { OrderPerson } from "./domain/person.ts";
import { readPerson } from "./person.server.ts";

const id = z.string().refine((text) => readId(text) !== undefined);

/** What a button of the order page sends. */
export const orderActionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("showCustomer") }),
  z.object({ action: z.literal("showAddresses") }),
  z.object({ action: z.literal("address"), answer: z.enum(["buy", "leave"]) }),
  z.object({ action: z.literal("release") }),
  z.object({ action: z.literal("ship"), fulfillmentOrderId: id }),
  z.object({
    action: z.literal("label"),
    parcelId: id,
    answer: z.enum(["buy", "take", "leave"]),
    carrier: z.string().max(40).default(""),
    service: z.string().max(120).default(""),
  }),
  z.object({
    action: z.literal("ownNumber"),
    fulfillmentOrderId: id,
    number: z.string().max(500),
    courier: z.string().max(60),
    sure: z.enum(["true", "false"]),
  }),
  z.object({ action: z.literal("decide"), fulfillmentOrderId: id }),
  z.object({ action: z.literal("answer"), intentId: id, answer: z.enum(["again", "drop"]) }),
  z.object({ action: z.literal("prioritise"), level: z.enum(["0", ...PRIORITIES]) }),
  z.object({
    action: z.literal("assign"),
    staff: z
      .string()
      .trim()
      .max(LONGEST_ASSIGNEE)
      .refine((text) => !text.includes("\0")),
  }),
  z.object({ action: z.literal("seen") }),
  z.object({ action: z.literal("choice"), choiceId: id, answer: z.enum(["do", "decline"]) }),
]);
export type OrderAction = z.infer<typeof orderActionSchema>;

/** What came of it. `refused` codes have texts under `refused` in the locales. */
export type OrderActionOutcome =
  | { readonly status: "customer"; readonly person: OrderPerson | null }
  /** As the order has it, and as the carrier would write it. */
  | { readonly status: "addresses"; readonly given: Writing | null; readonly suggested: Writing | null }
  | { readonly status: "did"; readonly did: "released" | "shipped" | "again" | "answered" | "changed" }
  | { readonly status: "refused"; readonly code: string };

/** Does what a staff member asked for on the page of an order. `who`: Shopify's number of the staff member. */
export async function doOrderAction(
  shopId: ShopId,
  orderId: OrderId,
  action: OrderAction,
  who: string,
  now: Date,
): Promise<OrderActionOutcome> {
  switch (action.action) {
    case "showCustomer":
      return { status: "customer", person: (await readPerson(shopId, orderId, who, "order_page", now)) ?? null };
    case "showAddresses":
      return { status: "addresses", ...(await inShop(shopId, (tx) => bothAddresses(tx, orderId, who, now))) };
    case "address":
      return (await answerAddress(shopId, orderId, action.answer, who, now))
        ? { status: "did", did: action.answer === "leave" ? "changed" : "shipped" }
        : { status: "refused", code: "gone" };
    case "release":
      return (await releaseHolds(shopId, orderId, now)) > 0
        ? { status: "did", did: "released" }
        : { status: "refused", code: "gone" };
    case "ship": {
      const fulfillmentOrderId = parseId<FulfillmentOrderId>(action.fulfillmentOrderId);
      const result = await shipFulfillmentOrder(shopId, fulfillmentOrderId, { by: who }, now);
      return result.outcome === "planned"
        ? { status: "did", did: "shipped" }
        : { status: "refused", code: result.reason };
    }
    case "label": {
      const { parcelId, answer, carrier, service } = action;
      const said: LabelAnswer = answer === "take" ? { answer, carrier, service } : { answer };
      return (await answerLabel(shopId, orderId, parseId<ParcelId>(parcelId), said, who, now))
        ? { status: "did", did: answer === "leave" ? "changed" : "shipped" }
        : { status: "refused", code: "gone" };
    }
    case "ownNumber": {
      const { fulfillmentOrderId, number, courier, sure } = action;
      const result = await shipWithOwnNumber(
        shopId,
        parseId<FulfillmentOrderId>(fulfillmentOrderId),
        { number, courier, sure: sure === "true" },
        { by: who },
        now,
      );
      return result.outcome === "shipped"
        ? { status: "did", did: "changed" }
        : { status: "refused", code: result.reason };
    }
    case "decide":
      return (await decideAgain(shopId, parseId<FulfillmentOrderId>(action.fulfillmentOrderId), now))
        ? { status: "did", did: "again" }
        : { status: "refused", code: "gone" };
    case "answer":
      return (await answerIntent(shopId, orderId, parseId<IntentId>(action.intentId), action.answer, now))
        ? { status: "did", did: "answered" }
        : { status: "refused", code: "gone" };
    case "prioritise":
      return changed(shopId, (tx) => careByPerson(tx, orderId, { care: "priority", value: action.level }, now));
    case "assign":
      return changed(shopId, (tx) => careByPerson(tx, orderId, { care: "assignee", value: action.staff }, now));
    case "seen":
      return changed(shopId, (tx) => messagesSeen(tx, orderId, now));
    case "choice": {
      const { choiceId, answer } = action;
      const outcome = await inShop(shopId, (tx) => answerChoice(tx, orderId, choiceId, answer, who, now));
      return outcome === "done"
        ? { status: "did", did: "changed" }
        : { status: "refused", code: CHOICE_REFUSED[outcome] };
    }
  }
}

/** Why a click on what the shopper chose did nothing. */
const CHOICE_REFUSED = { gone: "gone", cannot: "cannot_choose" } as const;

async function changed(shopId: ShopId, change: (tx: ShopTx) => Promise<boolean>): Promise<OrderActionOutcome> {
  return (await inShop(shopId, change)) ? { status: "did", did: "changed" } : { status: "refused", code: "gone" };
}
