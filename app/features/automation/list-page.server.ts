import { dateOf } from "../../core/calendar/day.ts";
import type { RuleSetId, ShopId } from "../../core/ids.ts";
import { localDay } from "../../core/local-time.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readChoices } from "./choices.server.ts";
import { fits, type SetFilter, type SetState } from "./list-filter.ts";
import { readSets, type StoredSet } from "./sets.server.ts";

/** A set as the list shows it. Moments are ISO 8601. */
export interface ListedSet extends Omit<StoredSet, "pausedAt" | "createdAt"> {
  readonly pausedAt: string | null;
  readonly states: readonly SetState[];
  /** Number of the version and since when; null: none is live. A paused set's is the one that would be. */
  readonly live: { readonly number: number; readonly since: string } | null;
  readonly scheduled: { readonly number: number; readonly from: string } | null;
  /** Number of the version that is not approved yet. */
  readonly draft: number | null;
  readonly matched30: number;
  readonly matched90: number;
  /** Orders of the last 30 days of which a rule could not be told. */
  readonly unknown30: number;
  /** Its place among the sets of its trigger. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Everything the list of rule sets shows. `timeZone`: the shop's, whose days count. */
export async function listPage(shopId: ShopId, filter: SetFilter, timeZone: string, now: Date) {
  return inShop(shopId, async (tx) => {
    const sets = await listedSets(tx, timeZone, now);
    return {
      filter,
      any: sets.length > 0,
      sets: sets.filter((set) => fits(set, filter)),
      channels: await readChoices(tx, "channels", ""),
    };
  });
}

interface Row {
  readonly set_id: RuleSetId;
  readonly live_number: number | null;
  readonly live_from: Date | null;
  readonly next_number: number | null;
  readonly next_from: Date | null;
  readonly draft: number | null;
  readonly matched30: number;
  readonly matched90: number;
  readonly unknown30: number;
  readonly [column: string]: unknown;
}

async function listedSets(tx: ShopTx, timeZone: string, now: Date): Promise<ListedSet[]> {
  const sets = await readSets(tx);
  const today = localDay(timeZone, now.getTime());
  const rows = await tx.rows<Row>(
    `select s.set_id, live.number as live_number, live.live_from, next.number as next_number, next.live_from as next_from, draft.number as draft,
            coalesce(m.matched30, 0) as matched30, coalesce(m.matched90, 0) as matched90, coalesce(m.unknown30, 0) as unknown30
       from rule_set s
       left join lateral (select number, live_from from rule_version v where v.shop_id = $1 and v.set_id = s.set_id and v.live_from <= $2
                           order by live_from desc, number desc limit 1) live on true
       left join lateral (select number, live_from from rule_version v where v.shop_id = $1 and v.set_id = s.set_id and v.live_from > $2
                           order by live_from, number desc limit 1) next on true
       left join lateral (select number from rule_version v where v.shop_id = $1 and v.set_id = s.set_id and v.approved_at is null limit 1) draft on true
       left join lateral (select sum(matched) filter (where day > $3::date)::int as matched30, sum(matched)::int as matched90,
                                 sum(unknown) filter (where day > $3::date)::int as unknown30
                            from rule_match c where c.shop_id = $1 and c.set_id = s.set_id and c.day > $4::date) m on true
      where s.shop_id = $1`,
    [tx.shopId, now, dateOf(today - 30), dateOf(today - 90)],
  );
  const told = new Map(rows.map((row) => [row.set_id, row]));
  return sets.flatMap((set, index) => {
    const row = told.get(set.setId);
    const isNeighbour = (by: number) => sets[index + by]?.trigger === set.trigger;
    return row === undefined ? [] : [listed(set, row, { first: !isNeighbour(-1), last: !isNeighbour(1) })];
  });
}

function listed(set: StoredSet, row: Row, place: Pick<ListedSet, "first" | "last">): ListedSet {
  const { createdAt: _createdAt, pausedAt, ...shown } = set;
  const live = version(row.live_number, row.live_from);
  const next = version(row.next_number, row.next_from);
  const states: SetState[] = [
    ...(pausedAt !== null ? (["paused"] as const) : live !== null ? (["live"] as const) : []),
    ...(next === null ? [] : (["scheduled"] as const)),
    ...(row.draft === null ? [] : (["draft"] as const)),
  ];
  return {
    ...shown,
    ...place,
    pausedAt: pausedAt?.toISOString() ?? null,
    states: states.length === 0 ? ["idle"] : states,
    live: live && { number: live.number, since: live.at },
    scheduled: next && { number: next.number, from: next.at },
    draft: row.draft,
    matched30: row.matched30,
    matched90: row.matched90,
    unknown30: row.unknown30,
  };
}

const version = (number: number | null, at: Date | null) =>
  number === null || at === null ? null : { number, at: at.toISOString() };
