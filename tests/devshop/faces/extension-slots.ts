/** Places for extensions on a page, and what the browser needs to know of them. */
import type { Extension } from "./extensions.ts";
import { escapeHtml } from "./html.ts";
import { fill, textsOf, type Locale } from "./texts.ts";

/** One empty place per extension that wants this target; the browser runs the bundle there. `fulfillment`: the global id of the one it belongs to. */
export function extensionSlots(
  extensions: readonly Extension[],
  target: string,
  locale: Locale,
  fulfillment?: string,
): string {
  const texts = textsOf(locale).order;
  return extensions
    .filter((extension) => extension.targets.includes(target))
    .map(({ handle, bundle }) => {
      if (bundle === null) return `<p class="problem">${escapeHtml(fill(texts.notBuilt, { name: handle }))}</p>`;
      const ofParcel = fulfillment === undefined ? "" : ` data-fulfillment="${fulfillment}"`;
      return `<div class="extension" data-extension="${handle}" data-target="${target}"${ofParcel} data-label="${texts.extension}"></div>`;
    })
    .join("");
}
