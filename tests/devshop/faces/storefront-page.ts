/** The HTML of the storefront: products with their stock, and the form that places an order. */
import { ONLINE_STORE, type Product, type ProductVariant } from "../state/catalog.ts";
import { isShownOn, sellableOn } from "../state/sales-channels.ts";
import type { Shop } from "../state/shop.ts";
import { COUNTRIES, READY_ADDRESSES } from "./addresses.ts";
import { SHIPPING } from "./checkout.ts";
import { handleOf } from "./context.ts";
import { escapeHtml, jsonForScript } from "./html.ts";
import { htmlPage, languageLinks } from "./page.ts";
import { fill, moneyText, textsOf, type Locale } from "./texts.ts";

const PER_PAGE = 24;

interface Offer {
  product: Product;
  variant: ProductVariant;
  name: string;
  /** Units that can be sold online; null when stock is not tracked. */
  stock: number | null;
}

export interface StorePage {
  shop: Shop;
  locale: Locale;
  url: URL;
  /** What is published by then is shown. */
  now: Date;
  /** Why the last attempt was refused, in words. */
  problem?: string;
  /** What was filled in then. */
  form?: URLSearchParams;
}

/** Everything for sale whose title, SKU or vendor holds every word of the search. */
function offers({ shop, now }: StorePage, search: string): Offer[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return [...shop.products.values()]
    .filter((product) => isShownOn(shop, product, ONLINE_STORE, now))
    .flatMap((product) =>
      product.variantIds.flatMap((id) => {
        const variant = shop.variants.get(id);
        if (variant === undefined) return [];
        const name = variant.title === "Default Title" ? product.title : `${product.title} – ${variant.title}`;
        const searched = `${name} ${variant.sku ?? ""} ${product.vendor}`.toLowerCase();
        return words.every((word) => searched.includes(word))
          ? [{ product, variant, name, stock: sellableOn(shop, variant, ONLINE_STORE) }]
          : [];
      }),
    );
}

export function storefrontPage(page: StorePage): string {
  const { shop, locale, url, problem } = page;
  const { store } = textsOf(locale);
  const handle = handleOf(shop);
  const search = url.searchParams.get("q") ?? "";
  const found = offers(page, search);
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const at = Math.min(pages, Math.max(1, Number(url.searchParams.get("page")) || 1));
  const cards = found.slice((at - 1) * PER_PAGE, at * PER_PAGE).map((offer) => card(page, offer));
  const data = {
    addresses: READY_ADDRESSES,
    cart: `devshop-cart-${handle}`,
    quantity: store.quantity,
    ratesUrl: `/storefront/${handle}/rates`,
    noRates: store.noRates,
    locale,
  };
  return htmlPage({
    locale,
    title: shop.name,
    style: "store",
    scripts: ["storefront"],
    body: `${storeHeader(page)}
<main class="shop">
<h1 class="hidden">${escapeHtml(shop.name)}</h1>
<section class="products" aria-label="${store.search}">
  <form class="search" role="search" method="get" action="/storefront/${handle}">
    <input type="hidden" name="locale" value="${locale}">
    <label class="hidden" for="q">${store.search}</label><input id="q" name="q" type="search" value="${escapeHtml(search)}" placeholder="${store.search}">
    <button>${store.find}</button>
  </form>
  ${cards.length === 0 ? `<p>${store.noProducts}</p>` : `<ul class="grid">${cards.join("")}</ul>`}
  ${pages > 1 ? pager(page, at, pages) : ""}
</section>
<form id="checkout" class="checkout" method="post" action="/storefront/${handle}/orders?locale=${locale}" aria-labelledby="checkout-title">
  <h2 id="checkout-title">${store.checkout}</h2>
  ${problem === undefined ? "" : `<p class="problem" role="alert"><strong>${store.refused}</strong> ${escapeHtml(problem)}</p>`}
  <ul id="cart" class="cart"></ul><p id="cart-empty">${store.empty}</p>
  <input type="hidden" name="locale" value="${locale}">
  ${addressFields(page)}
  ${choices(page)}
  <button class="primary">${store.place}</button>
</form>
</main>
<script type="application/json" id="store-data">${jsonForScript(data)}</script>`,
  });
}

/** The bar on top of every page of the store. */
export function storeHeader({ shop, locale, url }: Pick<StorePage, "shop" | "locale" | "url">): string {
  return `<header class="store-bar"><a class="brand" href="/storefront/${handleOf(shop)}?locale=${locale}">${escapeHtml(shop.name)}</a>${languageLinks(url, locale)}</header>`;
}

function card({ shop, locale }: StorePage, { variant, name, stock }: Offer): string {
  const { store } = textsOf(locale);
  const sellable = stock === null || stock > 0 || variant.inventoryPolicy === "CONTINUE";
  const label =
    stock === null ? "" : stock > 0 ? fill(store.inStock, { count: stock }) : sellable ? store.onOrder : store.soldOut;
  const label2 = escapeHtml(fill(store.quantity, { name }));
  return `<li class="card" data-variant="${variant.id}" data-name="${escapeHtml(name)}">
<span class="picture" aria-hidden="true">${escapeHtml(name.slice(0, 1).toUpperCase())}</span>
<h2>${escapeHtml(name)}</h2><p class="sku">${escapeHtml(variant.sku ?? "")}</p>
<p><strong>${moneyText(variant.priceMinor, shop.currency, locale)}</strong> <span class="stock${sellable ? "" : " out"}">${label}</span></p>
<input form="checkout" type="number" min="0" step="1" inputmode="numeric" name="quantity.${variant.id}" aria-label="${label2}" placeholder="0"${sellable ? "" : " disabled"}>
</li>`;
}

function pager({ locale, url }: StorePage, at: number, pages: number): string {
  const { store } = textsOf(locale);
  const to = (page: number) => {
    const target = new URL(url);
    target.searchParams.set("page", String(page));
    return escapeHtml(target.pathname + target.search);
  };
  return `<nav class="pager" aria-label="${fill(store.page, { page: at, pages })}">
${at > 1 ? `<a rel="prev" href="${to(at - 1)}">${store.previous}</a>` : ""}
<span>${fill(store.page, { page: at, pages })}</span>
${at < pages ? `<a rel="next" href="${to(at + 1)}">${store.next}</a>` : ""}</nav>`;
}

function addressFields({ locale, form }: StorePage): string {
  const { store } = textsOf(locale);
  const value = (name: string) => escapeHtml(form?.get(name) ?? "");
  const field = (name: string, label: string, autocomplete: string, type = "text", required = true) =>
    `<p><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value(name)}"${required ? " required" : ""}></p>`;
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const chosen = form?.get("countryCode") ?? "ES";
  const countries = COUNTRIES.map(
    (code) => `<option value="${code}"${code === chosen ? " selected" : ""}>${names.of(code) ?? code}</option>`,
  );
  const ready = READY_ADDRESSES.map(
    ({ name, city }, index) => `<option value="${String(index)}">${escapeHtml(`${name}, ${city}`)}</option>`,
  );
  return `<fieldset><legend>${store.address}</legend>
<p><label for="ready">${store.ready}</label><select id="ready"><option value="">${store.own}</option>${ready.join("")}</select></p>
${field("name", store.name, "name")}
${field("address1", store.address1, "address-line1")}
<div class="pair">${field("zip", store.zip, "postal-code", "text", false)}${field("city", store.city, "address-level2")}</div>
<p><label for="countryCode">${store.country}</label><select id="countryCode" name="countryCode" autocomplete="country">${countries.join("")}</select></p>
<div class="pair">${field("email", store.email, "email", "email", false)}${field("phone", store.phone, "tel", "tel", false)}</div>
<input type="hidden" id="latitude" name="latitude" value="${value("latitude")}"><input type="hidden" id="longitude" name="longitude" value="${value("longitude")}">
</fieldset>`;
}

function choices({ shop, locale, form }: StorePage): string {
  const { store } = textsOf(locale);
  const choice = (name: string, value: string, label: string, first: boolean) => {
    const checked = (form?.get(name) ?? (first ? value : "")) === value ? " checked" : "";
    return `<label class="choice"><input type="radio" name="${name}" value="${value}"${checked}> ${label}</label>`;
  };
  const price = (minor: number) => moneyText(minor, shop.currency, locale);
  return `<fieldset><legend>${store.shipping}</legend>
${choice("shipping", "standard", `${store.standard} · ${price(SHIPPING.standard.priceMinor)}`, true)}
${choice("shipping", "express", `${store.express} · ${price(SHIPPING.express.priceMinor)}`, false)}
${shop.carrierServices.size === 0 ? "" : `<div id="rates" aria-live="polite"></div><button type="button" id="ask-rates">${store.askRates}</button>`}</fieldset>
<fieldset><legend>${store.payment}</legend>
${choice("paid", "yes", store.paid, true)}${choice("paid", "no", store.pending, false)}</fieldset>`;
}
