/** The HTML of the admin: the page around the app, and the few pages beside it. */
import { displayStatus } from "../state/order-status.ts";
import type { Shop } from "../state/shop.ts";
import { handleOf, type ScopesDetail } from "./context.ts";
import { escapeHtml, jsonForScript } from "./html.ts";
import { htmlPage, languageLinks } from "./page.ts";
import { dateText, textsOf, type Locale } from "./texts.ts";

export interface AdminPage {
  shop: Shop;
  locale: Locale;
  /** The address of this page. */
  url: URL;
}

const SHOWN_ORDERS = 20;

function topBar({ shop, locale, url }: AdminPage): string {
  const { admin } = textsOf(locale);
  return `<header class="top-bar">
  <button id="menu" class="menu" aria-expanded="false" aria-controls="side" aria-label="${admin.menu}"><span></span></button>
  <a class="brand" href="/store/${handleOf(shop)}?locale=${locale}">${escapeHtml(shop.name)}</a>
  ${languageLinks(url, locale)}
</header>`;
}

function sideBar({ shop, locale }: AdminPage): string {
  const { admin } = textsOf(locale);
  const handle = handleOf(shop);
  return `<nav id="side" class="side" aria-label="${admin.menu}">
  <p class="label">${admin.apps}</p>
  <a id="app-home" class="app" href="/store/${handle}/apps/entrega?locale=${locale}"><span class="app-icon" aria-hidden="true">E</span>Entrega</a>
  <ul id="app-nav"></ul>
  <p class="label" aria-hidden="true"></p>
  <a href="/storefront/${handle}?locale=${locale}">${admin.storefront}</a>
  <a href="/?locale=${locale}">${admin.allShops}</a>
</nav>`;
}

/** The page with the app in its frame. `app` is the frame's address, token included. */
export function appPage(page: AdminPage & { app: URL; clientId: string }): string {
  const { shop, locale, app, clientId } = page;
  const { admin } = textsOf(locale);
  const data = {
    base: `/store/${handleOf(shop)}`,
    app: app.origin,
    clientId,
    locale,
    texts: { save: admin.save, discard: admin.discard },
  };
  const barcodes = [...shop.variants.values()]
    .flatMap((variant) =>
      variant.barcode === null ? [] : [`<option value="${escapeHtml(variant.barcode)}"></option>`],
    )
    .slice(0, 100);
  return htmlPage({
    locale,
    title: `Entrega · ${shop.name}`,
    style: "admin",
    scripts: ["admin"],
    body: `${topBar(page)}
<div id="save-bar" class="save-bar" role="region" aria-label="${admin.unsaved}" hidden><span>${admin.unsaved}</span><div id="save-actions"></div></div>
${sideBar(page)}
<main>
  <div id="title-bar" class="title-bar"><span class="app-icon" aria-hidden="true">E</span><h1><span class="app-name">Entrega</span><span id="title"></span></h1><div id="title-actions"></div></div>
  <div id="loading" class="loading" role="progressbar" aria-label="${admin.loading}" hidden></div>
  <iframe id="app" name="app-iframe" title="${admin.frame}" data-src="${escapeHtml(app.href)}" allow="camera; clipboard-write"></iframe>
</main>
<div id="toasts" class="toasts" role="status" aria-live="polite"></div>
<dialog id="leave" aria-labelledby="leave-title"><form method="dialog">
  <h2 id="leave-title">${admin.leaveTitle}</h2><p>${admin.leaveBody}</p>
  <footer><button value="">${admin.stay}</button><button value="leave" class="critical">${admin.leave}</button></footer>
</form></dialog>
<dialog id="scan" aria-labelledby="scan-title"><form method="dialog">
  <h2 id="scan-title">${admin.scanTitle}</h2>
  <p><label for="barcode">${admin.barcode}</label><input id="barcode" list="barcodes" autocomplete="off" autofocus></p>
  <datalist id="barcodes">${barcodes.join("")}</datalist>
  <footer><button value="scanned" class="primary">${admin.scanned}</button><button value="">${admin.cancel}</button></footer>
</form></dialog>
<dialog id="grant" aria-labelledby="grant-title"><form method="dialog">
  <h2 id="grant-title">${admin.grantTitle}</h2><ul id="grant-scopes"></ul>
  <footer><button value="">${admin.decline}</button><button value="granted" class="primary">${admin.grant}</button></footer>
</form></dialog>
<script type="application/json" id="devshop-data">${jsonForScript(data)}</script>`,
  });
}

/** What a merchant sees before the app is installed: what it asks for, and one button. */
export function installPage(page: AdminPage & { scopes: ScopesDetail; back: string }): string {
  const { shop, locale, scopes, back } = page;
  const { admin } = textsOf(locale);
  return plainPage(
    page,
    admin.installTitle,
    `<h1>${admin.installTitle}</h1>
<p>${admin.installBody}</p>
<ul class="scopes">${scopes.required.map((scope) => `<li>${escapeHtml(scope)}</li>`).join("")}</ul>
<form method="post" action="/store/${handleOf(shop)}/install"><input type="hidden" name="back" value="${escapeHtml(back)}">
<button class="primary">${admin.install}</button></form>`,
  );
}

/** The shop's own front page: the way to the app, to the store, to the latest orders. */
export function shopPage(page: AdminPage): string {
  const { shop, locale } = page;
  const { admin, fulfillment } = textsOf(locale);
  const handle = handleOf(shop);
  const latest = [...shop.orders.values()].slice(-SHOWN_ORDERS).reverse();
  const rows = latest.map((order) => {
    const status = order.cancelledAt === null ? displayStatus(shop, order) : "CANCELLED";
    return `<tr><td><a href="/store/${handle}/orders/${order.id}?locale=${locale}">${escapeHtml(order.name)}</a></td>
<td>${dateText(order.createdAt, shop.ianaTimezone, locale, true)}</td><td>${fulfillment[status]}</td></tr>`;
  });
  const uninstall =
    shop.installation === null
      ? ""
      : `<form method="post" action="/store/${handle}/uninstall"><button>${admin.uninstall}</button></form>`;
  return plainPage(
    page,
    shop.name,
    `<h1>${escapeHtml(shop.name)}</h1>
<p class="actions"><a class="button primary" href="/store/${handle}/apps/entrega?locale=${locale}">${admin.openApp}</a>
<a class="button" href="/storefront/${handle}?locale=${locale}">${admin.storefront}</a></p>
<h2>${admin.orders}</h2>
${
  rows.length === 0
    ? `<p>${admin.noOrders}</p>`
    : `<table><thead><tr><th scope="col">${admin.order}</th><th scope="col">${admin.placed}</th><th scope="col">${admin.status}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`
}
${uninstall}`,
  );
}

/** A page of Shopify's admin that nobody built here. */
export function missingPage(page: AdminPage): string {
  const { admin } = textsOf(page.locale);
  return plainPage(page, page.shop.name, `<h1>${escapeHtml(page.shop.name)}</h1><p>${admin.notHere}</p>`);
}

/** The list of shops. */
export function shopsPage(shops: readonly Shop[], locale: Locale, url: URL): string {
  const { admin } = textsOf(locale);
  const items = shops.map((shop) => {
    const handle = handleOf(shop);
    return `<li><a href="/store/${handle}?locale=${locale}">${escapeHtml(shop.name)}</a> <span>${escapeHtml(shop.domain)}</span></li>`;
  });
  return htmlPage({
    locale,
    title: admin.shops,
    style: "admin",
    body: `<header class="top-bar"><span class="brand">Dev shop</span>${languageLinks(url, locale)}</header>
<main class="plain"><h1>${admin.shops}</h1>${items.length === 0 ? `<p>${admin.noShops}</p>` : `<ul class="shops">${items.join("")}</ul>`}</main>`,
  });
}

/** A page of the admin without the app. `scripts`: more files of `browser/`. */
export function plainPage(page: AdminPage, title: string, body: string, scripts: readonly string[] = []): string {
  return htmlPage({
    locale: page.locale,
    title,
    style: "admin",
    scripts: ["menu", ...scripts],
    body: `${topBar(page)}\n${sideBar(page)}\n<main class="plain">${body}</main>`,
  });
}
