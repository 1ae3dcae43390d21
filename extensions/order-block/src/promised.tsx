/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import type { DeliveryPromise } from "../../../app/features/delivery/domain/order-status-view.ts";
import type { Kept, KeptCode } from "../../../app/features/order-block/domain/order-block-view.ts";
import type { StaffWords } from "./staff-words.ts";

const TONES: Readonly<Record<KeptCode, "info" | "success" | "warning" | "critical">> = {
  onTrack: "info",
  endangered: "warning",
  passed: "critical",
  kept: "success",
  late: "critical",
};

interface PromisedProps {
  readonly promise: DeliveryPromise | null;
  /** Null: not known. */
  readonly kept: Kept | null;
  readonly words: StaffWords;
}

/** The day that was promised, who stands behind it, whether it is kept, and why it moved. */
export function Promised({ promise, kept, words }: PromisedProps) {
  const dated = promise !== null && (promise.from !== null || promise.to !== null);
  return (
    <s-stack gap="small-300">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-text type="strong">{dated ? windowOf(promise, words) : words.text("promise.none")}</s-text>
        {kept !== null && (
          <s-badge tone={TONES[kept.code]}>{words.text(`kept.${kept.code}`, { count: kept.days })}</s-badge>
        )}
      </s-stack>
      {dated && <s-text color="subdued">{words.text(`source.${promise.source}`)}</s-text>}
      {promise?.reason != null && <s-text>{words.text(`reason.${promise.reason.code}`)}</s-text>}
    </s-stack>
  );
}

function windowOf({ from, to }: DeliveryPromise, words: StaffWords): string {
  if (to === null) return words.text("promise.from", { first: words.day(from ?? words.today) });
  if (from === null || from === to) return words.text("promise.on", { first: words.day(to) });
  return words.text("promise.between", { first: words.day(from), second: words.day(to) });
}
