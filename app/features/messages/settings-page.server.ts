import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { readAccount } from "./account.server.ts";
import { MESSAGE_KINDS } from "./domain/kinds.ts";
import { SHOPPER_LOCALES } from "./domain/settings.ts";
import { SHOPIFY_SENDS } from "./domain/shopify-sends.ts";
import { readSettings } from "./settings.server.ts";
import { ownTemplates } from "./templates.server.ts";

/** Everything the page of messages shows. The password never leaves the server. */
export async function messageSettingsPage(shopId: ShopId, now: Date) {
  return inShop(shopId, async (tx) => {
    const account = await readAccount(tx);
    const settings = await readSettings(tx);
    const own = await ownTemplates(tx);
    const since = await switchedOnSince(tx, "messages");
    return {
      since: since?.toISOString() ?? null,
      account: account && {
        ...account,
        verifiedAt: account.verifiedAt?.toISOString() ?? null,
        awaitsCode: account.codeUntil !== null && account.codeUntil > now,
        codeUntil: undefined,
      },
      quiet: settings.quiet,
      perHour: settings.perHour,
      fallbackLocale: settings.fallbackLocale,
      kinds: MESSAGE_KINDS.map((kind) => ({
        kind,
        ...settings.kinds[kind],
        shopify: SHOPIFY_SENDS[kind],
        ownLocales: SHOPPER_LOCALES.filter((locale) => own.has(`${kind} ${locale}`)),
      })),
    };
  });
}
