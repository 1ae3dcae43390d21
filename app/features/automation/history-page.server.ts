import type { RuleSetId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readChanges } from "./changes.server.ts";
import { setHead, shownSet } from "./set-page.server.ts";

const PAGE = 50;

/** What was done to a set and by whom, newest first. `before`: only what is older than that entry. Undefined: there is no such set. */
export async function historyPage(shopId: ShopId, setId: RuleSetId, before: string | null, now: Date) {
  return inShop(shopId, async (tx) => {
    const shown = await shownSet(tx, setId, now);
    if (shown === undefined) return undefined;
    const changes = await readChanges(tx, setId, { before, count: PAGE + 1 });
    const listed = changes.slice(0, PAGE);
    return {
      set: setHead(shown, now),
      changes: listed.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
      before,
      /** The last entry, when there are older ones. */
      older: changes.length > PAGE ? (listed.at(-1)?.seq ?? null) : null,
    };
  });
}
