/** Shopify's page of the app's plans, where a merchant chooses, changes and leaves one. */
import { activeSubscription, LISTING } from "../state/app-subscriptions.ts";
import { plainPage, type AdminPage } from "./admin-page.ts";
import { escapeHtml } from "./html.ts";
import { fill, moneyText, textsOf } from "./texts.ts";

export function pricingPage(page: AdminPage): string {
  const { shop, locale, url } = page;
  const { plans } = textsOf(locale);
  const current = activeSubscription(shop)?.plan.handle ?? "free";
  const cards = LISTING.map(({ handle, name, monthlyCents, trialDays, meter }) => {
    const said = [
      monthlyCents === 0 ? plans.free : fill(plans.monthly, { amount: moneyText(monthlyCents, "USD", locale) }),
      ...(meter === null ? [] : [fill(plans.extra, { amount: moneyText(meter.unitCents, "USD", locale) })]),
      ...(trialDays === 0 ? [] : [fill(plans.trial, { days: trialDays })]),
    ];
    return `<li><h2>${escapeHtml(name)}</h2>${said.map((text) => `<p>${escapeHtml(text)}</p>`).join("")}
<form method="post" action="${escapeHtml(url.pathname + url.search)}"><input type="hidden" name="plan" value="${handle}">
${handle === current ? `<p><strong>${plans.current}</strong></p>` : `<button class="primary" id="choose-${handle}">${fill(plans.choose, { name })}</button>`}</form></li>`;
  });
  return plainPage(page, plans.title, `<h1>${plans.title}</h1><ul class="shops">${cards.join("")}</ul>`);
}
