import type { ShopId } from "../../../app/core/ids.ts";
import { mirrorView, type MirrorView } from "../../devshop/state/mirror-view.ts";
import { readMirror } from "../../setup/mirror.ts";
import type { ShopBook } from "./book.ts";
import type { Database, Finding } from "./finding.ts";

/** The mirror equals the shop, and the stock ledger leads there without a gap. */
export async function auditMirror(database: Database, shopId: string, book: ShopBook): Promise<Finding[]> {
  const theirs = mirrorView(book.shop);
  const ours = await readMirror(database, shopId as ShopId);
  const findings = (Object.keys(theirs) as (keyof MirrorView)[]).flatMap((kind) => {
    const [inShop, inMirror] = [theirs[kind].map(canonical), ours[kind].map(canonical)];
    const [shopSet, mirrorSet] = [new Set(inShop), new Set(inMirror)];
    const missing = inShop.filter((each) => !mirrorSet.has(each));
    const wrong = inMirror.filter((each) => !shopSet.has(each));
    return Array.from({ length: Math.max(missing.length, wrong.length) }, (_, at): Finding => {
      const detail = `${book.shop.domain} ${kind}: the shop has ${missing[at] ?? "nothing"}, the mirror ${wrong[at] ?? "nothing"}`;
      return { what: "mirror differs", detail };
    });
  });
  return [...findings, ...(await brokenChains(database, shopId, book))];
}

/** Each entry begins where the one before it ended, and the last one ends at the quantity of the level. */
async function brokenChains(database: Database, shopId: string, { shop }: ShopBook): Promise<Finding[]> {
  const { rows } = await database.query<{ detail: string }>(
    `with chain as (
       select item_id, location_id, state, seq, before, after, cause,
              lag(after) over level as previous, lead(seq) over level is null as last
         from stock_entry where shop_id = $1 window level as (partition by item_id, location_id, state order by seq))
     select format('%s at %s, %s: entry %s (%s) goes %s to %s after %s; the level shows %s', c.item_id, c.location_id, c.state, c.seq, c.cause,
                   c.before, c.after, c.previous, to_jsonb(l)->>c.state) as detail
       from chain c join inventory_level l on l.shop_id = $1 and l.item_id = c.item_id and l.location_id = c.location_id
      where c.before <> c.previous or (c.last and c.after <> (to_jsonb(l)->>c.state)::int)`,
    [shopId],
  );
  return rows.map(({ detail }) => ({ what: "broken stock ledger", detail: `${shop.domain} ${detail}` }));
}

/** Keys in one order, so that equal objects are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
