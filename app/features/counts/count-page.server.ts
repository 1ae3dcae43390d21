import type { CountId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readCount } from "./counts.server.ts";
import type { LineFilter } from "./domain/count-filter.ts";
import { showsExpected } from "./domain/count.ts";
import { differencesOf, listLines, unknownCodes } from "./lines.server.ts";

/** Everything the page of a count shows; undefined when the shop has none of this number. */
export async function countPage(tx: ShopTx, countId: CountId, filter: LineFilter | null) {
  const count = await readCount(tx, countId);
  if (!count) return undefined;
  const shown = showsExpected(count);
  const reviewed = count.status !== "draft" && count.status !== "counting";
  const wanted: LineFilter = filter ?? {
    look: reviewed ? "differences" : "all",
    search: "",
    after: null,
    before: null,
  };
  return {
    count,
    filter: wanted,
    page: await listLines(tx, count, wanted, { shown }),
    unknown: await unknownCodes(tx, countId),
    differences: reviewed ? await differencesOf(tx, countId) : null,
  };
}
