import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { alertsFrom, type ListedAlert } from "./list.server.ts";
import { readFilter } from "./domain/list-filter.ts";

const WEEK_MS = 7 * 86_400_000;
/** Of the items that run out, so many are named. */
const NAMED = 5;

/** What is sold out or will be within a week, of what nobody took. */
export interface ThisWeek {
  /** Items that are sold out somewhere. */
  readonly out: number;
  /** Items that are expected to be. */
  readonly soon: number;
  readonly first: readonly Pick<
    ListedAlert,
    "alertId" | "itemId" | "title" | "variant" | "location" | "kind" | "days"
  >[];
}

/** What runs out this week, for a page that shows more than that. */
export async function runsOutThisWeek(tx: ShopTx, now: Date): Promise<ThisWeek> {
  const end = new Date(now.getTime() + WEEK_MS);
  const [row] = await tx.rows<{ out: number; soon: number }>(
    `select count(distinct item_id) filter (where kind = 'out')::int as out, count(distinct item_id) filter (where kind = 'low')::int as soon
       from stock_alert where shop_id = $1 and closed_at is null and runs_out_at <= $3
        and (snooze = '' or snooze = 'date' and snoozed_until <= $2)`,
    [tx.shopId, now, end],
  );
  const { out, soon } = row ?? { out: 0, soon: 0 };
  // What will be gone can still be helped: it comes before what is.
  const low = await alertsFrom(tx, readFilter(new URLSearchParams({ kind: "low" })), null, NAMED, now);
  const gone = await alertsFrom(tx, readFilter(new URLSearchParams({ kind: "out", sort: "lost" })), null, NAMED, now);
  return {
    out,
    soon,
    first: [...low.filter(({ runsOutAt }) => runsOutAt <= end.toISOString()), ...gone]
      .slice(0, NAMED)
      .map(({ alertId, itemId, title, variant, location, kind, days }) => ({
        ...{ alertId, itemId, title, variant, location, kind, days },
      })),
  };
}
