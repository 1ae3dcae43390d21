/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import type { ComponentChildren } from "preact";
import type { DeliveryPromise } from "../../app/features/delivery/domain/order-status-view.ts";
import { expectedParcel } from "./expected.ts";
import type { ShownParcel } from "./shown-order.ts";
import { silenceOf } from "./silence.ts";
import { STAGE_LOOKS } from "./stages.ts";
import type { Words } from "./words.ts";

/** Events shown at once; the older ones wait behind "Earlier updates". */
const EVENTS_SHOWN = 3;

/** One parcel: where it stands, its tracking number, what happened. */
export function ParcelCard({ parcel, title, words }: { parcel: ShownParcel; title: string; words: Words }) {
  return (
    <s-box border="base" borderRadius="base" padding="base">
      <s-stack gap="small-200">
        <s-stack direction="inline" gap="small-200" alignItems="center">
          <s-heading>{title}</s-heading>
          <s-badge icon={STAGE_LOOKS[parcel.stage].icon} tone={badgeTone(parcel)}>
            {words.text(parcel.collected ? "collected" : `stage.${parcel.stage}`)}
          </s-badge>
        </s-stack>
        {parcel.itemCount !== null && (
          <s-text color="subdued">{words.text("parcel.items", { count: parcel.itemCount })}</s-text>
        )}
        <Tracking parcel={parcel} words={words} />
        <Silence parcel={parcel} words={words} />
        <ParcelTimeline parcel={parcel} words={words} />
      </s-stack>
    </s-box>
  );
}

/** What our page adds to one parcel that Shopify's own card already introduces: date, silence, history. */
export function ParcelExtras(props: { parcel: ShownParcel; promise: DeliveryPromise | null; words: Words }) {
  const { parcel, promise, words } = props;
  const expected = expectedParcel(parcel, promise, words.today, words.dayOf);
  return (
    <s-stack gap="small-200">
      {expected !== null && <s-text type="strong">{words.expected(expected)}</s-text>}
      <Silence parcel={parcel} words={words} />
      <ParcelTimeline parcel={parcel} words={words} />
    </s-stack>
  );
}

function badgeTone(parcel: ShownParcel): "neutral" | "critical" {
  return STAGE_LOOKS[parcel.stage].banner === null ? "neutral" : "critical";
}

function Tracking({ parcel, words }: { parcel: ShownParcel; words: Words }) {
  const { carrier, number, url } = parcel;
  if (carrier === null && number === null && url === null) return null;
  const label = [carrier, number].filter((part) => part !== null).join(" ");
  return (
    <s-stack direction="inline" gap="small-200">
      {label !== "" && <s-text>{label}</s-text>}
      {url !== null && (
        <s-link href={url} target="_blank" accessibilityLabel={words.text("parcel.track_label", { number: label })}>
          {words.text("parcel.track")}
        </s-link>
      )}
    </s-stack>
  );
}

function Silence({ parcel, words }: { parcel: ShownParcel; words: Words }) {
  const silence = silenceOf(parcel, words.now);
  if (silence === null) return null;
  return (
    <s-text color="subdued">
      {silence.kind === "quiet"
        ? words.text("parcel.quiet", { date: words.time(silence.since) })
        : words.text("parcel.not_scanned")}
    </s-text>
  );
}

function ParcelTimeline({ parcel, words }: { parcel: ShownParcel; words: Words }) {
  const lines = parcel.timeline.map((event) =>
    words.text(event.place === null ? "event.line" : "event.line_place", {
      date: words.time(event.at),
      event: words.text(`event.${event.stage}`),
      ...(event.place === null ? {} : { place: event.place }),
    }),
  );
  return <Lines lines={lines} more={words.text("parcel.earlier")} />;
}

/** A list whose first entries are visible and the rest one click away. */
export function Lines({ lines, more }: { lines: readonly string[]; more: string }) {
  if (lines.length === 0) return null;
  const older = lines.slice(EVENTS_SHOWN);
  return (
    <>
      <List>{lines.slice(0, EVENTS_SHOWN)}</List>
      {older.length > 0 && (
        <s-details>
          <s-summary>{more}</s-summary>
          <List>{older}</List>
        </s-details>
      )}
    </>
  );
}

function List({ children }: { children: readonly ComponentChildren[] }) {
  return (
    <s-unordered-list>
      {children.map((line, index) => (
        <s-list-item key={index}>{line}</s-list-item>
      ))}
    </s-unordered-list>
  );
}
