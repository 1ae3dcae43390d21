/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import type { PickupPromise } from "../../app/features/delivery/domain/order-status-view.ts";
import { spokenCode } from "./pickup.ts";
import type { Words } from "./words.ts";

/** Where to collect it, with which code, and when the shop is open. */
export function PickupCard({ pickup, words }: { pickup: PickupPromise; words: Words }) {
  const { code, place, ready, readyBy, keptUntil, hours, note, zone } = pickup;
  const open = hours.filter(({ date }) => date >= words.today);
  return (
    <s-box border="base" borderRadius="base" padding="base">
      <s-stack gap="small-200">
        <s-heading>{words.text("pickup.heading", { place })}</s-heading>
        <s-text>
          {ready ? words.text("pickup.ready") : words.text("pickup.ready_by", { date: words.time(readyBy, zone) })}
        </s-text>
        <s-text type="strong">{words.text("pickup.code", { code: spokenCode(code) })}</s-text>
        <s-qr-code content={code} size="base" accessibilityLabel={words.text("pickup.qr")} />
        <s-text color="subdued">{words.text("pickup.bring")}</s-text>
        {keptUntil !== null && <s-text>{words.text("pickup.kept", { date: words.time(keptUntil, zone) })}</s-text>}
        {note !== "" && <s-text>{note}</s-text>}
        {open.length > 0 && (
          <s-details>
            <s-summary>{words.text("pickup.hours")}</s-summary>
            <s-unordered-list>
              {open.map(({ date, hours: ranges }) => (
                <s-list-item key={date}>
                  {words.text("pickup.day", {
                    day: words.day(date),
                    hours:
                      ranges.length === 0
                        ? words.text("pickup.closed")
                        : ranges.map(({ from, to }) => `${words.clock(from)} – ${words.clock(to)}`).join(", "),
                  })}
                </s-list-item>
              ))}
            </s-unordered-list>
          </s-details>
        )}
      </s-stack>
    </s-box>
  );
}
