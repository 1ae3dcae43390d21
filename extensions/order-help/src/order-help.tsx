import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { render } from "preact";
import { loadedPromise } from "../../shared/host.ts";
import type { OrderStatusHost } from "../../shared/host.ts";
import { readPromiseMetafield } from "../../shared/promise-metafield.ts";
import { useShopper } from "../../shared/use-shopper.ts";
import type { Shopper } from "../../shared/use-shopper.ts";
import { wordsFor } from "../../shared/words.ts";
import type { Words } from "../../shared/words.ts";
import { Choices } from "./choices.tsx";
import { Reports } from "./reports.tsx";

declare const shopify: Api;

/** Block on the order status page: `customer-account.order-status.block.render`. */
export default function orderHelp(): void {
  render(<OrderHelp host={shopify} />, document.body);
}

/**
 * What the shopper may do about their order. Only who is signed in may: Shopify then says whose order it is, and a link that was passed on does not.
 * Nothing where there is nothing to do; the status itself is another block, which needs nobody.
 */
function OrderHelp({ host }: { host: OrderStatusHost }) {
  const known = readPromiseMetafield(loadedPromise(host.appMetafields?.value ?? []));
  const api = known?.access?.api ?? null;
  const shopper = useShopper(host, api);
  const words = wordsFor(host, new Date());
  const signedOut = host.authenticationState.value === "pre_authenticated";
  if (api === null || (signedOut ? host.order.value?.cancelledAt : !hasAny(shopper))) return null;
  const heading = host.settings.value.heading;
  return (
    <s-section heading={typeof heading === "string" && heading !== "" ? heading : words.text("heading")}>
      {signedOut ? (
        <s-stack gap="small-200">
          <s-text>{words.text("sign_in_to_act")}</s-text>
          <s-button onClick={() => void host.requireLogin()}>{words.text("sign_in_short")}</s-button>
        </s-stack>
      ) : (
        <Acts shopper={shopper} words={words} />
      )}
    </s-section>
  );
}

function hasAny({ view }: Shopper): boolean {
  return (
    view !== null &&
    (view.chosen !== null || view.offered.length > 0 || view.reports.length > 0 || view.reportable.length > 0)
  );
}

function Acts({ shopper, words }: { shopper: Shopper; words: Words }) {
  const { view, told } = shopper;
  if (view === null) return null;
  return (
    <s-stack gap="base">
      {told === "gone" && <s-banner tone="warning">{words.text("gone")}</s-banner>}
      <Choices shopper={shopper} view={view} words={words} />
      <Reports shopper={shopper} view={view} words={words} />
    </s-stack>
  );
}
