/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { useState } from "preact/hooks";
import type { LookedPlace, ReportKind, ShopperView } from "../../../app/features/shopper/domain/shopper-view.ts";
import { isChecked, typedIn } from "../../shared/field-event.ts";
import { LOOKED_PLACES } from "../../shared/shopper-view.ts";
import type { Shopper } from "../../shared/use-shopper.ts";
import type { Words } from "../../shared/words.ts";
import { Buttons } from "./choices.tsx";

interface ReportsProps {
  readonly shopper: Shopper;
  readonly view: ShopperView;
  readonly words: Words;
}

/** What was reported and what came of it; and the way to report a problem with a parcel. */
export function Reports({ shopper, view, words }: ReportsProps) {
  const [kind, setKind] = useState<ReportKind | null>(null);
  const { reports, reportable } = view;
  const open = reportable.find((each) => each.kind === kind);
  return (
    <>
      {reports.map(({ kind: what, state, at }) => (
        <s-banner key={at} tone="info">
          <s-stack gap="small-200">
            <s-text type="strong">
              {words.text("report.line", { date: words.time(at), event: words.text(`report.${what}`) })}
            </s-text>
            <s-text>{words.text(`report.state.${state}`)}</s-text>
          </s-stack>
        </s-banner>
      ))}
      {reportable.length > 0 && (
        <s-details>
          <s-summary>{words.text("report.heading")}</s-summary>
          {open === undefined ? (
            <s-stack direction="inline" gap="small-200">
              {reportable.map((each) => (
                <s-button key={each.kind} disabled={shopper.busy} onClick={() => setKind(each.kind)}>
                  {words.text(`report.${each.kind}`)}
                </s-button>
              ))}
            </s-stack>
          ) : (
            <Report key={open.kind} {...open} shopper={shopper} words={words} onBack={() => setKind(null)} />
          )}
        </s-details>
      )}
    </>
  );
}

interface ReportProps {
  readonly kind: ReportKind;
  readonly parcels: ShopperView["reportable"][number]["parcels"];
  readonly shopper: Shopper;
  readonly words: Words;
  readonly onBack: () => void;
}

/** Which parcel, and where they have looked: most parcels that are said to be there are with a neighbour. */
function Report({ kind, parcels, shopper, words, onBack }: ReportProps) {
  const [fulfillmentId, setParcel] = useState(parcels[0]?.fulfillmentId ?? "");
  const [looked, setLooked] = useState<readonly LookedPlace[]>([]);
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{words.text(`report.${kind}`)}</s-text>
      <s-text>{words.text(kind === "not_received" ? "report.look" : "report.keep")}</s-text>
      {parcels.length > 1 && (
        <s-select
          label={words.text("report.parcel")}
          value={fulfillmentId}
          onChange={(event) => setParcel(typedIn(event))}
        >
          {parcels.map(({ fulfillmentId: id, name }, index) => (
            <s-option key={id} value={id}>
              {`${words.text("report.parcel_n", { index: index + 1, total: parcels.length })} ${name}`}
            </s-option>
          ))}
        </s-select>
      )}
      {kind === "not_received" &&
        LOOKED_PLACES.map((place) => (
          <s-checkbox
            key={place}
            label={words.text(`looked.${place}`)}
            checked={looked.includes(place)}
            onChange={(event) => {
              const on = isChecked(event);
              setLooked((before) => (on ? [...before, place] : before.filter((each) => each !== place)));
            }}
          />
        ))}
      <Buttons
        asked={{ act: "report", kind, fulfillmentId, looked }}
        shopper={shopper}
        words={words}
        confirm={words.text("report.send")}
        onBack={onBack}
      />
    </s-stack>
  );
}
