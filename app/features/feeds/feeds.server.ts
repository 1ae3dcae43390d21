import { readId, type FeedId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { FeedColumns, FeedLimits, FeedRules } from "./domain/feed.ts";

/** A feed as it is stored. */
export interface Feed extends FeedRules, FeedLimits {
  readonly feedId: FeedId;
  readonly name: string;
  readonly locationId: LocationId | null;
  readonly url: string;
  readonly everyMinutes: number;
  readonly columns: FeedColumns | null;
  readonly absent: "keep" | "zero";
  readonly knowsMore: boolean;
  readonly automatic: boolean;
  readonly changedAt: Date;
}

const FEED = `feed_id as "feedId", name, location_id as "locationId", url, every_minutes as "everyMinutes", columns, percent, minus, cap, absent,
  knows_more as "knowsMore", automatic, most_bad as "mostBad", most_zeroed as "mostZeroed", most_drop as "mostDrop", changed_at as "changedAt"`;

/** One feed; undefined when the shop has none of this number, or deleted it. */
export async function readFeed(tx: ShopTx, feedId: FeedId): Promise<Feed | undefined> {
  const [feed] = await tx.rows<Feed & Record<string, unknown>>(
    `select ${FEED} from stock_feed where shop_id = $1 and feed_id = $2 and deleted_at is null`,
    [tx.shopId, feedId],
  );
  return feed;
}

const PAGE = 50;

/** The feed a page begins behind: by name, and by number where names are equal. */
export interface FeedPlace {
  readonly name: string;
  readonly feedId: FeedId;
}

/** Reads a place as `writeFeedPlace` writes it; null for anything else. */
export function readFeedPlace(text: string | null): FeedPlace | null {
  const [, id, name = ""] = /^(\d{1,19})_([^\0]*)$/s.exec(text ?? "") ?? [];
  const feedId = readId<FeedId>(id ?? null);
  return feedId === undefined ? null : { name, feedId };
}

const writeFeedPlace = ({ name, feedId }: FeedPlace): string => `${feedId}_${name}`;

/** A page of the shop's feeds by name, each with its newest file; `after` is where the next page begins, null on the last. */
export async function listFeeds(tx: ShopTx, place: FeedPlace | null, limit = PAGE) {
  const rows = await tx.rows<{
    feedId: FeedId;
    name: string;
    location: string | null;
    url: string;
    everyMinutes: number;
    automatic: boolean;
    status: string | null;
    started_at: Date | null;
  }>(
    `select f.feed_id as "feedId", f.name, p.name as location, f.url, f.every_minutes as "everyMinutes", f.automatic, r.status, r.started_at
       from stock_feed f left join location p on p.shop_id = $1 and p.location_id = f.location_id
       left join lateral (select status, started_at from stock_feed_run r where r.shop_id = $1 and r.feed_id = f.feed_id order by run_id desc limit 1) r on true
      where f.shop_id = $1 and f.deleted_at is null and ($2::text is null or (f.name, f.feed_id) > ($2, $3::bigint))
      order by f.name, f.feed_id limit $4`,
    [tx.shopId, place?.name ?? null, place?.feedId ?? "0", limit + 1],
  );
  const feeds = rows.slice(0, limit).map(({ started_at, ...row }) => ({
    ...row,
    startedAt: started_at?.toISOString() ?? null,
  }));
  const last = feeds.at(-1);
  return { feeds, first: place === null, after: rows.length > limit && last ? writeFeedPlace(last) : null };
}
