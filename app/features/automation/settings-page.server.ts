import type { RuleSetId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readChoices, type Choice } from "./choices.server.ts";
import { setHead, shownSet } from "./set-page.server.ts";

/** What the settings of a set show: also channels that no order came through lately. Undefined: there is no such set. */
export async function settingsPage(shopId: ShopId, setId: RuleSetId, now: Date) {
  return inShop(shopId, async (tx) => {
    const shown = await shownSet(tx, setId, now);
    if (shown === undefined) return undefined;
    const seen = await readChoices(tx, "channels", "");
    const gone = shown.set.channels.filter((channel) => !seen.some(({ value }) => value === channel));
    const channels: Choice[] = [...seen, ...gone.map((value) => ({ value }))];
    return { set: setHead(shown, now), channels };
  });
}
