import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after";
import { render } from "preact";
import type { OrderStatusHost } from "../../shared/host.ts";
import { numericId } from "../../shared/json.ts";
import { ParcelExtras } from "../../shared/parcel-card.tsx";
import { useOrder } from "../../shared/use-order.ts";
import { wordsFor } from "../../shared/words.ts";

declare const shopify: Api;

/** After each fulfillment on the order status page: `customer-account.order-status.fulfillment-details.render-after`. */
export default function fulfillmentStatus(): void {
  render(<FulfillmentStatus host={shopify} fulfillmentId={numericId(shopify.fulfillmentId)} />, document.body);
}

/** Nothing until there is something to add: Shopify's own card above already shows the fulfillment. */
function FulfillmentStatus({ host, fulfillmentId }: { host: OrderStatusHost; fulfillmentId: string | null }) {
  const state = useOrder(host);
  const parcel = state?.order.parcels.find((candidate) => candidate.fulfillmentId === fulfillmentId);
  if (state === null || parcel === undefined) return null;
  return <ParcelExtras parcel={parcel} promise={state.order.promise} words={wordsFor(host, new Date())} />;
}
