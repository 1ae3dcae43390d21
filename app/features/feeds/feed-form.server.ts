import { z } from "zod";
import { readId, type FeedId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { checkedUrl, FetchFailed } from "../../platform/public-fetch.server.ts";
import { tell } from "../audit/public.server.ts";

const text = (most: number) => z.string().transform((value) => value.replaceAll("\0", "").trim().slice(0, most));
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** The settings of a feed as its form sends them. Limits end at 90 %: some of the stock always stays without a person's word. */
export const feedFormSchema = z.object({
  name: text(60).refine((value) => value !== ""),
  location: z.string(),
  url: text(2_000),
  everyMinutes: whole(0, 10_080),
  percent: whole(0, 100),
  minus: whole(0, 1_000_000),
  cap: z.union([z.literal("").transform(() => null), whole(0, 1_000_000)]),
  absent: z.enum(["keep", "zero"]),
  knowsMore: z.enum(["yes", "no"]),
  automatic: z.enum(["yes", "no"]),
  mostBad: whole(0, 90),
  mostZeroed: whole(0, 90),
  mostDrop: whole(0, 90),
});

/** `fields`: names of the fields that are wrong. */
export type Saved =
  | { readonly status: "saved"; readonly feedId: FeedId }
  | { readonly status: "invalid"; readonly fields: readonly string[] };

/** At most once in so many minutes a file is fetched by itself. */
const SHORTEST_MINUTES = 15;

/** Stores a feed's settings; a new feed when there is none of this number. Nothing is stored when a field is wrong. */
export async function saveFeed(
  tx: ShopTx,
  feedId: FeedId | null,
  texts: Readonly<Record<string, string>>,
  now: Date,
): Promise<Saved> {
  const parsed = feedFormSchema.safeParse(texts);
  if (!parsed.success) return { status: "invalid", fields: parsed.error.issues.map(({ path }) => String(path[0])) };
  const feed = parsed.data;
  if (feed.url !== "" && !isFetchable(feed.url)) return { status: "invalid", fields: ["url"] };
  const locationId = readId<LocationId>(feed.location) ?? null;
  if (locationId !== null && !(await readLocations(tx)).some(({ id }) => id === locationId))
    return { status: "invalid", fields: ["location"] };
  const everyMinutes = feed.url === "" || feed.everyMinutes === 0 ? 0 : Math.max(SHORTEST_MINUTES, feed.everyMinutes);
  const values = [
    tx.shopId,
    feed.name,
    locationId,
    feed.url,
    everyMinutes,
    everyMinutes === 0 ? null : now,
    feed.percent,
    feed.minus,
    feed.cap,
    feed.absent,
    feed.knowsMore === "yes",
    feed.automatic === "yes",
    feed.mostBad,
    feed.mostZeroed,
    feed.mostDrop,
    now,
  ];
  const columns = [
    ...["name", "location_id", "url", "every_minutes", "next_at", "percent", "minus", "cap", "absent", "knows_more"],
    ...["automatic", "most_bad", "most_zeroed", "most_drop", "changed_at"],
  ];
  const places = columns.map((_, n) => `$${n + 2}`);
  const [row] =
    feedId === null
      ? await tx.rows<{ feed_id: FeedId }>(
          `insert into stock_feed (shop_id, ${columns.join(", ")}) values ($1, ${places.join(", ")}) returning feed_id`,
          values,
        )
      : await tx.rows<{ feed_id: FeedId }>(
          `update stock_feed set ${columns.map((column, n) => `${column} = $${n + 2}`).join(", ")}
            where shop_id = $1 and feed_id = $${columns.length + 2} and deleted_at is null returning feed_id`,
          [...values, feedId],
        );
  if (!row) return { status: "invalid", fields: ["name"] };
  await tell(tx, { code: "feeds.saved", subject: `feed:${row.feed_id}`, data: { new: feedId === null } }, now);
  if (everyMinutes > 0) wakeLane(tx, "long");
  return { status: "saved", feedId: row.feed_id };
}

function isFetchable(url: string): boolean {
  try {
    checkedUrl(url);
    return true;
  } catch (error) {
    if (error instanceof FetchFailed) return false;
    throw error;
  }
}
