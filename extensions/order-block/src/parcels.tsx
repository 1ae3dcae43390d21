/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import type { BlockParcel } from "../../../app/features/order-block/domain/order-block-view.ts";
import { isFinal, STAGE_LOOKS } from "../../shared/stages.ts";
import type { StaffWords } from "./staff-words.ts";

/** Each parcel with where it stands and what happened to it last. */
export function Parcels({ parcels, words }: { parcels: readonly BlockParcel[]; words: StaffWords }) {
  if (parcels.length === 0) return <s-text color="subdued">{words.text("parcel.none")}</s-text>;
  return (
    <s-stack gap="base">
      {parcels.map((parcel, index) => (
        <Parcel
          key={parcel.fulfillmentId ?? `label ${index}`}
          parcel={parcel}
          title={
            parcels.length === 1
              ? words.text("parcel.only")
              : words.text("parcel.title", { index: index + 1, total: parcels.length })
          }
          words={words}
        />
      ))}
    </s-stack>
  );
}

function Parcel({ parcel, title, words }: { parcel: BlockParcel; title: string; words: StaffWords }) {
  const { stage, carrier, number, url, expectedOn, timeline } = parcel;
  const label = [carrier, number].filter((part) => part !== null).join(" ");
  return (
    <s-stack gap="small-300">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-heading>{title}</s-heading>
        <s-badge tone={toneOf(parcel)}>{words.text(`stage.${stage}`)}</s-badge>
      </s-stack>
      {url !== null && label !== "" ? (
        <s-link href={url} target="_blank" accessibilityLabel={words.text("parcel.track_label", { number: label })}>
          {label}
        </s-link>
      ) : (
        label !== "" && <s-text>{label}</s-text>
      )}
      {expectedOn !== null && !isFinal(stage) && (
        <s-text color="subdued">{words.text("parcel.expected", { date: words.day(expectedOn) })}</s-text>
      )}
      {timeline.length === 0 ? (
        <s-text color="subdued">{words.text("parcel.no_scan")}</s-text>
      ) : (
        <s-unordered-list>
          {timeline.map((event, index) => (
            <s-list-item key={index}>
              {words.text(event.place === null ? "event.line" : "event.line_place", {
                date: words.time(event.at),
                event: words.text(`event.${event.stage}`),
                ...(event.place === null ? {} : { place: event.place }),
              })}
            </s-list-item>
          ))}
        </s-unordered-list>
      )}
    </s-stack>
  );
}

function toneOf({ stage }: BlockParcel): "info" | "success" | "warning" | "critical" {
  if (stage === "delivered") return "success";
  return STAGE_LOOKS[stage].banner ?? "info";
}
