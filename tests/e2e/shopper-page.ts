/** The order's page as its signed-in shopper sees it, and what they may do on it. */
import { flatTexts, localeTexts } from "../../extensions/shared/testing/locale-texts.ts";
import type { FrameLocator } from "playwright-core";
import type { LiveWorld } from "./live-world.ts";
import type { Walk } from "./walk.ts";

/** A text of the block that the shopper acts in. */
export function helpText(locale: Walk["locale"], path: string): string {
  const text = flatTexts(localeTexts("order-help", locale))[path];
  if (text === undefined) throw new Error(`order-help has no text ${path}`);
  return text;
}

/** Opens the page, signed in; the block with choices and reports. */
export async function orderHelp(
  world: LiveWorld,
  { page, handle, locale }: Walk,
  orderId: string,
): Promise<FrameLocator> {
  await page.goto(`${world.devshop.url}/storefront/${handle}/orders/${orderId}?locale=${locale}&state=signed_in`);
  return page.locator("iframe[title$=': order-help']").first().contentFrame();
}
