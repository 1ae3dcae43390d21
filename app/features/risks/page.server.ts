import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import type { RiskKind } from "./domain/kinds.ts";
import type { PageKey, RiskFilter } from "./domain/list-filter.ts";
import { listRisks, OPEN } from "./list.server.ts";

/** Everything the page of risks shows. */
export async function risksPage(shopId: ShopId, filter: RiskFilter, key: PageKey | null, now: Date) {
  return inShop(shopId, async (tx) => {
    const [found] = await tx.rows<{ owners: string[]; carriers: string[]; watched: boolean }>(
      `select coalesce(array_agg(distinct owner order by owner) filter (where owner <> ''), '{}') as owners,
              coalesce(array_agg(distinct carrier order by carrier) filter (where carrier <> ''), '{}') as carriers,
              exists (select 1 from risk where shop_id = $1) or exists (select 1 from order_watch where shop_id = $1) as watched
         from risk where shop_id = $1 and resolved_at is null`,
      [tx.shopId],
    );
    return {
      filter,
      page: await listRisks(tx, filter, key, now),
      needs: await needsNow(tx, now),
      locations: (await readLocations(tx)).filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
      owners: found?.owners ?? [],
      carriers: found?.carriers ?? [],
      watched: found?.watched ?? false,
      now: now.toISOString(),
    };
  });
}

/** What needs somebody now: how many risks of each kind are open, how many are past their deadline, and what they cost when nobody acts. */
export interface NeedsNow {
  readonly kinds: readonly { readonly kind: RiskKind; readonly count: number }[];
  readonly overdue: number;
  readonly costMinor: number;
}

/** Of what nobody took. Amounts are of the shop's currency. */
export async function needsNow(tx: ShopTx, now: Date): Promise<NeedsNow> {
  const rows = await tx.rows<{ kind: RiskKind; count: number; overdue: number; cost: number }>(
    `select r.kind, count(*)::int as count, count(*) filter (where r.deadline <= $2)::int as overdue, sum(r.cost_minor)::float8 as cost
       from risk r where r.shop_id = $1 and ${OPEN} group by r.kind order by 2 desc, 1`,
    [tx.shopId, now],
  );
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    kinds: rows.map(({ kind, count }) => ({ kind, count })),
    overdue: sum(({ overdue }) => overdue),
    costMinor: sum(({ cost }) => cost),
  };
}
