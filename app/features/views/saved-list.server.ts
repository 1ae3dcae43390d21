import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { shownAs } from "./domain/shown-as.ts";
import { SAVED, type ListName, type SavedOfList } from "./domain/view.ts";
import { readViews } from "./views.server.ts";

/**
 * What a list shows a member of staff (`who`: Shopify's number) who asks for its page: `address`, which the list's own reader reads, and what its page hands to `useSavedList`.
 * `tidy`: the filters of an address in the list's own spelling, nothing when there are none.
 */
export async function savedList(
  tx: ShopTx,
  list: ListName,
  who: string,
  request: Request,
  tidy: (given: URLSearchParams) => Readonly<Record<string, string>>,
): Promise<{ readonly address: URLSearchParams; readonly saved: SavedOfList }> {
  const views = await readViews(tx, list, who);
  const address = shownAs(views, new URL(request.url).searchParams, tidy);
  return { address, saved: { list, views, view: address.get(SAVED) } };
}
