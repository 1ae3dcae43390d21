/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import type { DeliveryPromise } from "../../app/features/delivery/domain/order-status-view.ts";
import { asDay } from "./days.ts";
import { expectedOrder } from "./expected.ts";
import { Lines, ParcelCard } from "./parcel-card.tsx";
import { PickupCard } from "./pickup-card.tsx";
import { isCollected } from "./shown-order.ts";
import type { ShownOrder } from "./shown-order.ts";
import { STAGE_LOOKS, isFinal } from "./stages.ts";
import type { Words } from "./words.ts";

/** The whole answer to "where is my order": headline, date, reason, parcels, history. */
export function OrderCard({ order, words }: { order: ShownOrder; words: Words }) {
  const expected = expectedOrder(order, words.today, words.dayOf);
  const stageKey = isCollected(order) ? "collected" : `stage.${order.stage}`;
  return (
    <s-stack gap="base">
      <s-stack gap="small-200">
        <s-heading>{words.text(stageKey)}</s-heading>
        {expected !== null && <s-text type="strong">{words.expected(expected)}</s-text>}
        {expected !== null && expected.days.length > 0 && order.promise !== null && !isFinal(order.stage) && (
          <s-text color="subdued">{words.text(`source.${order.promise.source}`)}</s-text>
        )}
        {order.parcels.length > 1 && <s-text>{parcelCount(order, words)}</s-text>}
        {isSplit(order) && <s-text>{words.text("split")}</s-text>}
      </s-stack>
      {order.pickup !== null && !isFinal(order.stage) && <PickupCard pickup={order.pickup} words={words} />}
      <StageDetail order={order} words={words} />
      {order.promise !== null && !isFinal(order.stage) && <MovedDate promise={order.promise} words={words} />}
      {order.parcels.map((parcel, index) => (
        <ParcelCard
          key={parcel.fulfillmentId}
          parcel={parcel}
          title={
            order.parcels.length === 1
              ? words.text("parcel.only")
              : words.text("parcel.title", { index: index + 1, total: order.parcels.length })
          }
          words={words}
        />
      ))}
      <History order={order} words={words} />
    </s-stack>
  );
}

/** Why the date moved, and what it was before. */
function MovedDate({ promise, words }: { promise: DeliveryPromise; words: Words }) {
  const { reason } = promise;
  if (reason === null) return null;
  const previous = asDay(reason.params.previous);
  return (
    <s-banner tone="info" heading={words.text("reason.heading")}>
      <s-stack gap="small-200">
        <s-text>{words.text(`reason.${reason.code}`)}</s-text>
        {previous !== null && promise.to !== null && previous !== promise.to && (
          <s-text>{words.text("reason.moved", { from: words.day(previous), to: words.day(promise.to) })}</s-text>
        )}
        {previous !== null && promise.to === null && (
          <s-text>{words.text("reason.previous", { date: words.day(previous) })}</s-text>
        )}
      </s-stack>
    </s-banner>
  );
}

/**
 * One honest sentence about the stage; a banner when the shopper may have to act or wait longer. A delay with a known
 * reason is left to the reason, which says the same more exactly.
 */
function StageDetail({ order, words }: { order: ShownOrder; words: Words }) {
  if (order.stage === "delayed" && order.promise?.reason != null) return null;
  const detail = words.text(isCollected(order) ? "detail.collected" : `detail.${order.stage}`);
  const tone = STAGE_LOOKS[order.stage].banner;
  return tone === null ? <s-text>{detail}</s-text> : <s-banner tone={tone}>{detail}</s-banner>;
}

/** More than one parcel, or some of it sent and some not: why there is more than one date. */
function isSplit({ parcels, stage }: ShownOrder): boolean {
  return !isFinal(stage) && (parcels.length > 1 || (parcels.length === 1 && stage === "partly_shipped"));
}

function parcelCount(order: ShownOrder, words: Words): string {
  const delivered = order.parcels.filter((parcel) => parcel.stage === "delivered").length;
  return words.text("parcel.progress", { delivered, total: order.parcels.length });
}

function History({ order, words }: { order: ShownOrder; words: Words }) {
  if (order.moments.length === 0) return null;
  const lines = order.moments.map(({ code, at }) =>
    words.text("event.line", { date: words.time(at), event: words.text(`moment.${code}`) }),
  );
  return (
    <s-details>
      <s-summary>{words.text("history")}</s-summary>
      <Lines lines={lines} more={words.text("parcel.earlier")} />
    </s-details>
  );
}
