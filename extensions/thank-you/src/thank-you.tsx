import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/purchase.thank-you.block.render";
import { render } from "preact";
import { generalPromise } from "./general-promise.ts";

declare const shopify: Api;

/** Block on the thank-you page: `purchase.thank-you.block.render`. */
export default function thankYou(): void {
  render(<ThankYou />, document.body);
}

function ThankYou() {
  const settings = shopify.settings.value;
  const lines = generalPromise(settings, shopify.deliveryGroups.value);
  const own = filledText(settings.promise);
  if (lines.length === 0 && own === null) return null;
  return (
    <s-section heading={filledText(settings.heading) ?? shopify.i18n.translate("heading")}>
      <s-stack gap="small-200">
        {own !== null && <s-text>{own}</s-text>}
        {lines.map(({ key, values }) => (
          <s-text key={key}>{shopify.i18n.translate(key, values)}</s-text>
        ))}
      </s-stack>
    </s-section>
  );
}

function filledText(value: string | number | boolean | undefined): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
