import type {
  DeliveryStage,
  OrderStatusView,
  ParcelView,
} from "../../app/features/delivery/domain/order-status-view.ts";
import type { AccountOrder } from "./account-order.ts";
import type { KnownPromise } from "./promise-metafield.ts";
import type { ShownOrder, ShownParcel } from "./shown-order.ts";
import { STAGE_LOOKS, isFinal, rollUp } from "./stages.ts";
import { latestAt, mergeTimelines } from "./timeline.ts";

/**
 * One picture out of what Shopify's account data, the order metafield and our backend say. Our backend knows more
 * (places, reasons, dates); Shopify can be newer by minutes and decides whether an order is cancelled. So the backend
 * speaks, except where Shopify has newer evidence. All three missing: an "unknown" order without parcels.
 */
export function mergeOrder(
  account: AccountOrder | null,
  known: KnownPromise | null,
  backend: OrderStatusView | null,
): ShownOrder {
  const promise = backend?.promise ?? known?.promise ?? null;
  const pickup = known?.pickup ?? null;
  if (backend === null) {
    return {
      stage: account?.stage ?? "unknown",
      promise,
      pickup,
      parcels: account?.parcels ?? [],
      moments: account?.moments ?? [],
    };
  }
  const merged = mergeParcels(account?.parcels ?? [], backend.parcels);
  return {
    stage: orderStage(account, backend, merged),
    promise,
    pickup,
    parcels: merged.parcels,
    moments: backend.timeline.length > 0 ? backend.timeline : (account?.moments ?? []),
  };
}

interface MergedParcels {
  parcels: readonly ShownParcel[];
  /** Shopify knew a parcel, or a stage of one, that our backend does not know yet. */
  accountIsNewer: boolean;
}

function orderStage(account: AccountOrder | null, backend: OrderStatusView, merged: MergedParcels): DeliveryStage {
  if (account === null) return backend.stage;
  if (account.stage === "cancelled" || backend.stage === "unknown") return account.stage;
  if (backend.stage === "cancelled" || !merged.accountIsNewer) return backend.stage;
  return rollUp(
    merged.parcels.map((parcel) => parcel.stage),
    account.rest,
  );
}

function mergeParcels(account: readonly ShownParcel[], backend: readonly ParcelView[]): MergedParcels {
  let accountIsNewer = false;
  const waiting = new Map(account.map((parcel) => [parcel.fulfillmentId, parcel]));
  const parcels: ShownParcel[] = backend.map((ours) => {
    const theirs = waiting.get(ours.fulfillmentId);
    if (theirs === undefined) return { ...ours, collected: false };
    waiting.delete(ours.fulfillmentId);
    const stage = newerStage(theirs, ours);
    if (stage !== ours.stage) accountIsNewer = true;
    return {
      fulfillmentId: ours.fulfillmentId,
      number: ours.number ?? theirs.number,
      carrier: ours.carrier ?? theirs.carrier,
      url: ours.url ?? theirs.url,
      stage,
      expectedOn: ours.expectedOn ?? theirs.expectedOn,
      itemCount: ours.itemCount ?? theirs.itemCount,
      timeline: mergeTimelines(theirs.timeline, ours.timeline),
      collected: theirs.collected,
    };
  });
  if (waiting.size > 0) accountIsNewer = true;
  return { parcels: [...parcels, ...waiting.values()], accountIsNewer };
}

/**
 * The stage with the newer evidence. "unknown" never wins. Without times on both sides a final stage wins, then the one
 * that is further along; equal evidence goes to our backend, which reads the carrier's own codes.
 */
function newerStage(account: ShownParcel, backend: ParcelView): DeliveryStage {
  if (account.stage === "unknown") return backend.stage;
  if (backend.stage === "unknown") return account.stage;
  const accountAt = latestAt(account.timeline);
  const backendAt = latestAt(backend.timeline);
  if (accountAt !== null && backendAt !== null) return accountAt > backendAt ? account.stage : backend.stage;
  if (isFinal(account.stage)) return account.stage;
  return STAGE_LOOKS[account.stage].progress > STAGE_LOOKS[backend.stage].progress ? account.stage : backend.stage;
}
