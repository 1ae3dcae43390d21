import type { ShopId } from "../../../app/core/ids.ts";
import { mirrorView, type MirrorView } from "../../devshop/state/mirror-view.ts";
import { readMirror, stockGaps } from "../../setup/mirror.ts";
import type { ShopBook } from "./book.ts";
import type { Database, Finding } from "./finding.ts";

/** The mirror equals the shop, and the stock ledger leads there without a gap. */
export async function auditMirror(
  database: Database,
  shopId: string,
  book: Pick<ShopBook, "shop">,
): Promise<Finding[]> {
  const theirs = mirrorView(book.shop);
  const ours = await readMirror(database, shopId as ShopId);
  const gaps = await stockGaps(database, shopId as ShopId);
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
  return [
    ...findings,
    ...gaps.map((gap): Finding => ({ what: "broken stock ledger", detail: `${book.shop.domain} ${gap}` })),
  ];
}

/** Keys in one order, so that equal objects are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
