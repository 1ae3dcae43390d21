/** An order's page in the admin: what Shopify shows itself, and the blocks of the app. */
import { gid } from "../state/ids.ts";
import { displayStatus } from "../state/order-status.ts";
import type { Order } from "../state/orders.ts";
import { plainPage, type AdminPage } from "./admin-page.ts";
import { handleOf, type FacesContext } from "./context.ts";
import { extensionSlots } from "./extension-slots.ts";
import type { Extension } from "./extensions.ts";
import { escapeHtml, jsonForScript } from "./html.ts";
import { dateText, fill, textsOf } from "./texts.ts";

const BLOCK = "admin.order-details.block.render";

export interface AdminOrderPage extends AdminPage {
  context: FacesContext;
  order: Order;
  extensions: readonly Extension[];
}

export function adminOrderPage(page: AdminOrderPage): string {
  const { shop, locale, order, extensions } = page;
  const texts = textsOf(locale);
  const title = fill(texts.order.title, { order: order.name });
  const status = order.cancelledAt === null ? displayStatus(shop, order) : "CANCELLED";
  const placed = fill(texts.order.placedOn, { date: dateText(order.createdAt, shop.ianaTimezone, locale, true) });
  const lines = order.lines.map(
    ({ title: name, variantTitle, quantity }) =>
      `<li>${String(quantity)} × ${escapeHtml([name, variantTitle].filter(Boolean).join(" – "))}</li>`,
  );
  // The app's blocks are there only while the app is.
  const blocks = shop.installation === null ? "" : extensionSlots(extensions, BLOCK, locale);
  return plainPage(
    page,
    `${title} · ${shop.name}`,
    `<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(placed)} · ${texts.fulfillment[status]}</p>
<h2>${texts.order.items}</h2><ul>${lines.join("")}</ul>
${blocks}
<p><a href="/storefront/${handleOf(shop)}/orders/${order.id}?locale=${locale}">${texts.order.view}</a></p>
<script type="application/json" id="host-data">${jsonForScript(hostData(page))}</script>`,
    ["admin-host"],
  );
}

/** What the browser's host needs to play Shopify for the bundles. */
function hostData({ context, shop, locale, order, extensions }: AdminOrderPage): object {
  return {
    locale,
    currency: shop.currency,
    clock: context.world.clock.env(),
    base: `/store/${handleOf(shop)}`,
    app: context.world.app.url,
    selected: [{ id: gid("Order", order.id) }],
    extensions: extensions.map(({ handle, apiVersion, networkAccess }) => ({
      ...{ handle, apiVersion, networkAccess },
      settings: context.extensionSettings[handle] ?? {},
      appMetafields: [],
    })),
  };
}
