import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { render } from "preact";
import { asInstant } from "../../shared/days.ts";
import type { OrderStatusHost } from "../../shared/host.ts";
import type { LoadState } from "../../shared/load-order.ts";
import { OrderCard } from "../../shared/order-card.tsx";
import { useOrder } from "../../shared/use-order.ts";
import { wordsFor } from "../../shared/words.ts";
import type { Words } from "../../shared/words.ts";

declare const shopify: Api;

/** Block on the order status page: `customer-account.order-status.block.render`. */
export default function orderStatus(): void {
  render(<OrderStatus host={shopify} />, document.body);
}

function OrderStatus({ host }: { host: OrderStatusHost }) {
  const state = useOrder(host);
  const words = wordsFor(host, new Date());
  if (state?.needsDelivery === false) return null;
  const heading = host.settings.value.heading;
  return (
    <s-section heading={typeof heading === "string" && heading !== "" ? heading : words.text("heading")}>
      <Body host={host} state={state} words={words} />
    </s-section>
  );
}

function Body({ host, state, words }: { host: OrderStatusHost; state: LoadState | null; words: Words }) {
  const order = host.order.value;
  if (order === undefined) return <s-text>{words.text("not_ready")}</s-text>;
  if (state === null) return <s-skeleton-paragraph content={words.text("loading")} />;
  if (state.answered) return <OrderCard order={state.order} words={words} />;
  const stage = asInstant(order.cancelledAt) === null ? "unknown" : "cancelled";
  return (
    <s-stack gap="base">
      <OrderCard order={{ ...state.order, stage }} words={words} />
      {host.authenticationState.value === "pre_authenticated" && (
        <s-button onClick={() => void host.requireLogin()}>{words.text("sign_in")}</s-button>
      )}
    </s-stack>
  );
}
