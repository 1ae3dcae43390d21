/** Mutations of fulfillment orders. */
import { holdFulfillmentOrder, releaseHolds } from "../../state/hold.ts";
import { moveFulfillmentOrder } from "../../state/move.ts";
import type { HoldReason } from "../../state/orders.ts";
import { prepareForPickup } from "../../state/pickup.ts";
import { cancelRequested, serviceRequest, setDeadline } from "../../state/service-requests.ts";
import { splitFulfillmentOrder, type SplitResult } from "../../state/split.ts";
import { done, refused, type Outcome } from "../../state/outcome.ts";
import { accepting, notModelled, type Fields } from "../context.ts";
import { idOf, lineQuantities, payload, type LineInput } from "./payload.ts";

interface MoveArgs {
  id: string;
  newLocationId: string;
  fulfillmentOrderLineItems?: LineInput[] | null;
}

interface HoldArgs {
  id: string;
  fulfillmentHold: {
    reason: HoldReason;
    reasonNotes?: string | null;
    handle?: string | null;
    externalId?: string | null;
    fulfillmentOrderLineItems?: LineInput[] | null;
  };
}

interface SplitArgs {
  fulfillmentOrderSplits: { fulfillmentOrderId: string; fulfillmentOrderLineItems: LineInput[] }[];
}

interface SubmitArgs {
  id: string;
  message?: string | null;
  notifyCustomer?: boolean | null;
  fulfillmentOrderLineItems?: LineInput[] | null;
}

interface PreparedArgs {
  input: { lineItemsByFulfillmentOrder: { fulfillmentOrderId: string }[] };
}

interface DeadlineArgs {
  fulfillmentOrderIds: string[];
  fulfillmentDeadline: string;
}

export const fulfillmentOrderMutations: Fields<unknown> = {
  fulfillmentOrderMove: accepting<unknown, MoveArgs>(
    ["id", "newLocationId", "fulfillmentOrderLineItems"],
    (_root, args, { world, shop }) =>
      payload(
        moveFulfillmentOrder(world, shop, {
          id: idOf("FulfillmentOrder", args.id),
          newLocationId: idOf("Location", args.newLocationId),
          lines: lineQuantities(args.fulfillmentOrderLineItems),
        }),
        ({ original, moved }) => ({ originalFulfillmentOrder: original, movedFulfillmentOrder: moved }),
      ),
  ),
  fulfillmentOrderSplit: accepting<unknown, SplitArgs>(["fulfillmentOrderSplits"], (_root, args, { world, shop }) => {
    const results: SplitResult[] = [];
    let outcome: Outcome<SplitResult[]> = done(results);
    for (const split of args.fulfillmentOrderSplits) {
      const result = splitFulfillmentOrder(world, shop, {
        id: idOf("FulfillmentOrder", split.fulfillmentOrderId),
        lines: lineQuantities(split.fulfillmentOrderLineItems) ?? [],
      });
      if (result.ok) results.push(result.value);
      else outcome = result;
      if (!result.ok) break;
    }
    return payload(outcome, (splits) => ({
      fulfillmentOrderSplits: splits.map(({ fulfillmentOrder, remaining }) => ({
        fulfillmentOrder,
        remainingFulfillmentOrder: remaining,
        replacementFulfillmentOrder: null,
      })),
    }));
  }),
  fulfillmentOrderHold: accepting<unknown, HoldArgs>(["id", "fulfillmentHold"], (_root, args, { world, shop }) =>
    payload(
      holdFulfillmentOrder(world, shop, {
        id: idOf("FulfillmentOrder", args.id),
        reason: args.fulfillmentHold.reason,
        reasonNotes: args.fulfillmentHold.reasonNotes ?? null,
        handle: args.fulfillmentHold.handle ?? "",
        externalId: args.fulfillmentHold.externalId ?? null,
        lines: lineQuantities(args.fulfillmentHold.fulfillmentOrderLineItems) ?? [],
        heldByApp: world.app.apiKey,
      }),
      ({ hold, fulfillmentOrder, remaining }) => ({
        fulfillmentHold: hold,
        fulfillmentOrder,
        remainingFulfillmentOrder: remaining,
      }),
    ),
  ),
  fulfillmentOrderReleaseHold: accepting<unknown, { id: string; holdIds?: string[] | null }>(
    ["id", "holdIds"],
    (_root, args, { world, shop }) =>
      payload(
        releaseHolds(world, shop, {
          id: idOf("FulfillmentOrder", args.id),
          holdIds: args.holdIds?.map((id) => idOf("FulfillmentHold", id)) ?? null,
          releasedBy: world.app.apiKey,
        }),
        (fulfillmentOrder) => ({ fulfillmentOrder }),
      ),
  ),
  fulfillmentOrderSubmitFulfillmentRequest: accepting<unknown, SubmitArgs>(
    ["id", "message", "notifyCustomer", "fulfillmentOrderLineItems"],
    (_root, args, { world, shop }) => {
      if ((args.fulfillmentOrderLineItems ?? []).length > 0) throw notModelled("requests for a part of the lines");
      const each = shop.fulfillmentOrders.get(idOf("FulfillmentOrder", args.id));
      const outcome =
        each === undefined
          ? refused(["id"], "Fulfillment order does not exist.")
          : serviceRequest(world, shop, each, "submit", args.message ?? "");
      return payload(outcome, (submitted) => ({
        originalFulfillmentOrder: submitted,
        submittedFulfillmentOrder: submitted,
        unsubmittedFulfillmentOrder: null,
      }));
    },
  ),
  fulfillmentOrderCancel: accepting<unknown, { id: string }>(["id"], (_root, args, { world, shop }) => {
    const each = shop.fulfillmentOrders.get(idOf("FulfillmentOrder", args.id));
    const outcome =
      each === undefined ? refused(["id"], "Fulfillment order does not exist.") : cancelRequested(world, shop, each);
    return payload(outcome, ({ cancelled, replacement }) => ({
      fulfillmentOrder: cancelled,
      replacementFulfillmentOrder: replacement,
    }));
  }),
  fulfillmentOrderLineItemsPreparedForPickup: accepting<unknown, PreparedArgs>(
    ["input"],
    (_root, { input }, { world, shop }) =>
      payload(
        prepareForPickup(
          world,
          shop,
          input.lineItemsByFulfillmentOrder.map(({ fulfillmentOrderId }) =>
            idOf("FulfillmentOrder", fulfillmentOrderId),
          ),
        ),
        () => ({}),
      ),
  ),
  fulfillmentOrdersSetFulfillmentDeadline: accepting<unknown, DeadlineArgs>(
    ["fulfillmentOrderIds", "fulfillmentDeadline"],
    (_root, { fulfillmentOrderIds, fulfillmentDeadline }, { world, shop }) =>
      payload(
        setDeadline(
          world,
          shop,
          fulfillmentOrderIds.map((id) => idOf("FulfillmentOrder", id)),
          new Date(fulfillmentDeadline),
        ),
        () => ({ success: true }),
      ),
  ),
};
