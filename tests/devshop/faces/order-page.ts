/** The HTML of the order status page and the thank-you page: what Shopify shows itself, and slots for the extensions. */
import { fulfillmentsOf, orderTotals } from "../customer-account/order-view.ts";
import { fulfillmentDisplayStatus } from "../state/delivery-events.ts";
import { gid } from "../state/ids.ts";
import { definitionOf, findMetafield, resolveNamespace } from "../state/metafields.ts";
import { displayStatus } from "../state/order-status.ts";
import type { Fulfillment, Order } from "../state/orders.ts";
import { SHIPPING } from "./checkout.ts";
import { handleOf, type FacesContext } from "./context.ts";
import { extensionSlots } from "./extension-slots.ts";
import type { Extension } from "./extensions.ts";
import { escapeHtml, jsonForScript } from "./html.ts";
import { htmlPage } from "./page.ts";
import { storeHeader, type StorePage } from "./storefront-page.ts";
import { dateText, fill, moneyText, textsOf } from "./texts.ts";

/** How Shopify knows the visitor. Extensions run for the first two. */
export const VISITORS = ["signed_in", "pre_authenticated", "unauthenticated"] as const;
export type Visitor = (typeof VISITORS)[number];

export interface OrderPage extends StorePage {
  context: FacesContext;
  order: Order;
  visitor: Visitor;
  extensions: readonly Extension[];
  /** The visitor's token for the Customer Account API; null for one who is not known. */
  accountToken: string | null;
}

const BLOCK = "customer-account.order-status.block.render";
const PARCEL = "customer-account.order-status.fulfillment-details.render-after";
const THANK_YOU = "purchase.thank-you.block.render";

const DAY_SECONDS = 86_400;
/** What checkout says of the storefront's two shipping options: seconds in transit. */
const TRANSIT: Record<string, { lower: number; upper: number } | undefined> = {
  [SHIPPING.standard.code]: { lower: 2 * DAY_SECONDS, upper: 5 * DAY_SECONDS },
  [SHIPPING.express.code]: { lower: DAY_SECONDS, upper: 2 * DAY_SECONDS },
};

export function orderStatusPage(page: OrderPage): string {
  const { shop, locale, order, visitor } = page;
  const texts = textsOf(locale);
  const status = order.cancelledAt === null ? displayStatus(shop, order) : "CANCELLED";
  const date = (value: Date) => dateText(value, shop.ianaTimezone, locale);
  const dates = [fill(texts.order.placedOn, { date: date(order.createdAt) })];
  if (order.cancelledAt !== null) dates.push(fill(texts.order.cancelledOn, { date: date(order.cancelledAt) }));
  const known = visitor !== "unauthenticated";
  return shell(
    page,
    fill(texts.order.title, { order: order.name }),
    `<div><h1>${escapeHtml(fill(texts.order.title, { order: order.name }))} <span class="badge">${texts.fulfillment[status]}</span></h1>
<p class="quiet">${dates.map(escapeHtml).join(" · ")}</p></div>
${known ? extensionSlots(page.extensions, BLOCK, locale) : `<p class="panel">${texts.order.signInFirst}</p>`}
${
  known
    ? fulfillmentsOf(shop, order)
        .map((fulfillment, index) => parcelPanel(page, fulfillment, index))
        .join("")
    : ""
}
${known ? restPanel(page) : ""}
${visitor === "signed_in" ? personPanel(page) : ""}
${known ? moneyPanel(page) : ""}
${visitorSwitch(page)}`,
  );
}

export function thankYouPage(page: OrderPage): string {
  const { shop, locale, order } = page;
  const texts = textsOf(locale).order;
  const status = `/storefront/${handleOf(shop)}/orders/${order.id}?locale=${locale}`;
  return shell(
    page,
    fill(texts.confirmed, { order: order.name }),
    `<div><p class="quiet">${fill(texts.confirmation, { number: order.confirmationNumber })}</p>
<h1>${escapeHtml(fill(texts.thanks, { name: order.shippingAddress?.firstName ?? "" }))}</h1></div>
<section class="panel"><p>${escapeHtml(fill(texts.confirmed, { order: order.name }))}</p>
<p><a class="button primary" href="${status}">${texts.view}</a></p></section>
${extensionSlots(page.extensions, THANK_YOU, locale)}
${restPanel(page)}${moneyPanel(page)}`,
  );
}

function shell(page: OrderPage, title: string, body: string): string {
  const { shop, locale } = page;
  return htmlPage({
    locale,
    title: `${title} · ${shop.name}`,
    style: "store",
    scripts: ["shopper-host"],
    body: `${storeHeader(page)}
<main class="order">${body}
<p><a href="/storefront/${handleOf(shop)}?locale=${locale}">${textsOf(locale).order.back}</a></p></main>
<script type="application/json" id="host-data">${jsonForScript(hostData(page))}</script>`,
  });
}

/** What the browser's host needs to play Shopify for the bundles. */
function hostData(page: OrderPage): object {
  const { context, shop, locale, order, visitor, accountToken, extensions } = page;
  const handle = handleOf(shop);
  const [shipping] = order.shippingLines;
  return {
    locale,
    country: order.shippingAddress?.countryCode ?? shop.countryCode,
    currency: shop.currency,
    timeZone: shop.ianaTimezone,
    clock: context.world.clock.env(),
    visitor,
    shop: { id: gid("Shop", shop.id), name: shop.name, myshopifyDomain: shop.domain },
    order: {
      id: gid("Order", order.id),
      name: order.name,
      confirmationNumber: order.confirmationNumber,
      processedAt: order.processedAt.toISOString(),
      ...(order.cancelledAt === null ? {} : { cancelledAt: order.cancelledAt.toISOString() }),
    },
    accountToken,
    accountUrl: `/customer-account/${handle}/graphql.json`,
    tokenUrl: `/storefront/${handle}/session-token`,
    deliveryGroups:
      shipping === undefined
        ? []
        : [
            {
              isDeliveryRequired: order.lines.some((line) => line.requiresShipping),
              selectedDeliveryOption: { handle: shipping.code ?? shipping.title },
              deliveryOptions: [
                {
                  handle: shipping.code ?? shipping.title,
                  type: "shipping",
                  title: shipping.title,
                  deliveryEstimate: { timeInTransit: TRANSIT[shipping.code ?? ""] ?? {} },
                },
              ],
            },
          ],
    extensions: extensions.map(({ handle: name, apiVersion, networkAccess, metafields }) => ({
      handle: name,
      apiVersion,
      networkAccess,
      settings: context.extensionSettings[name] ?? {},
      appMetafields: metafields.flatMap((wanted) => appMetafield(page, wanted)),
    })),
  };
}

/** A metafield of the order that an extension asked to have loaded, if its definition lets customer accounts read it. */
function appMetafield(
  { context, shop, order }: OrderPage,
  { namespace, key }: { namespace: string; key: string },
): object[] {
  const found = findMetafield(order.metafields, resolveNamespace(context.world, namespace), key);
  if (found === undefined) return [];
  if ((definitionOf(shop, found)?.access.customerAccount ?? "NONE") === "NONE") return [];
  return [
    {
      target: { type: "order", id: gid("Order", order.id) },
      metafield: { namespace, key, value: found.value, valueType: found.valueType },
    },
  ];
}

/** Shopify's own card of one parcel: status, estimate, tracking, contents; then what extensions add to it. */
function parcelPanel(page: OrderPage, fulfillment: Fulfillment, index: number): string {
  const { shop, locale, order } = page;
  const texts = textsOf(locale);
  const status = texts.shipment[fulfillmentDisplayStatus(fulfillment)];
  const estimate = fulfillment.estimatedDeliveryAt;
  const expected =
    estimate === null || fulfillment.deliveredAt !== null
      ? ""
      : `<p>${escapeHtml(fill(texts.order.expected, { date: dateText(estimate, shop.ianaTimezone, locale) }))}</p>`;
  const tracking = fulfillment.tracking.map(({ company, number, url }) => {
    const shown = escapeHtml([company, number].filter(Boolean).join(" "));
    return `<p>${texts.order.tracking}: ${url === null ? shown : `<a href="${escapeHtml(url)}" rel="noopener" target="_blank">${shown}</a>`}</p>`;
  });
  const items = fulfillment.lines.map(({ lineItemId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineItemId);
    return lineItem(line?.title ?? "", line?.variantTitle ?? null, quantity);
  });
  const heading = fill(texts.order.parcel, { number: index + 1 });
  return `<section class="panel" aria-label="${heading}"><h2>${heading} <span class="badge">${status}</span></h2>
${expected}${tracking.join("")}<ul class="lines">${items.join("")}</ul>${extensionSlots(page.extensions, PARCEL, locale, gid("Fulfillment", fulfillment.id))}</section>`;
}

function restPanel({ locale, order }: OrderPage): string {
  const texts = textsOf(locale).order;
  const rest = order.lines.filter((line) => line.unfulfilledQuantity > 0);
  if (rest.length === 0) return "";
  const items = rest.map((line) => lineItem(line.title, line.variantTitle, line.unfulfilledQuantity));
  return `<section class="panel" aria-label="${texts.notShipped}"><h2>${texts.notShipped}</h2><ul class="lines">${items.join("")}</ul></section>`;
}

function lineItem(title: string, variant: string | null, quantity: number): string {
  const of = variant === null ? "" : ` <span class="quiet">${escapeHtml(variant)}</span>`;
  return `<li>${String(quantity)} × ${escapeHtml(title)}${of}</li>`;
}

function personPanel({ locale, order }: OrderPage): string {
  const texts = textsOf(locale).order;
  const address = order.shippingAddress;
  const lines = [
    [address?.firstName, address?.lastName].filter(Boolean).join(" "),
    address?.address1,
    address?.address2,
    [address?.zip, address?.city].filter(Boolean).join(" "),
    address && new Intl.DisplayNames(locale, { type: "region" }).of(address.countryCode),
  ].filter((line): line is string => typeof line === "string" && line !== "");
  const contact = [order.email, order.phone].filter((line): line is string => line !== null);
  return `<section class="panel" aria-label="${texts.shippingTo}"><h2>${texts.shippingTo}</h2>
<address>${lines.map(escapeHtml).join("<br>")}</address>
<h2>${texts.contact}</h2><p>${contact.map(escapeHtml).join("<br>")}</p></section>`;
}

function moneyPanel({ shop, locale, order }: OrderPage): string {
  const texts = textsOf(locale).order;
  const { subtotal, shipping, total } = orderTotals(order);
  const row = (label: string, minor: number) =>
    `<p class="row"><span>${label}</span><span>${moneyText(minor, shop.currency, locale)}</span></p>`;
  return `<section class="panel" aria-label="${texts.total}">${row(texts.subtotal, subtotal)}${row(texts.shippingCost, shipping)}
<p class="row"><strong>${texts.total}</strong><strong>${moneyText(total, shop.currency, locale)}</strong></p></section>`;
}

/** In the dev shop one click makes the visitor another one; in a real shop that takes a login or the order's link. */
function visitorSwitch({ locale, url, visitor }: OrderPage): string {
  const texts = textsOf(locale).order;
  const links = VISITORS.map((each) => {
    const target = new URL(url);
    target.searchParams.set("state", each);
    const current = each === visitor ? ` aria-current="true"` : "";
    return `<a href="${escapeHtml(target.pathname + target.search)}"${current}>${texts[each]}</a>`;
  });
  return `<nav class="visitor quiet" aria-label="${texts.state}"><span>${texts.state}:</span>${links.join("")}</nav>`;
}
