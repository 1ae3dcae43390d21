import type { FeedId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { guessColumns } from "./domain/feed.ts";
import { readFeed } from "./feeds.server.ts";
import { listErrors, listTargets, newestRuns } from "./runs.server.ts";

/** Shown of each list; files have the rest. */
const SHOWN = 100;
const HISTORY = 20;

/** Everything the page of a feed shows; undefined when the shop has none of this number. */
export async function feedPage(tx: ShopTx, feedId: FeedId) {
  const feed = await readFeed(tx, feedId);
  if (!feed) return undefined;
  const runs = await newestRuns(tx, feedId, HISTORY);
  const [run] = runs;
  return {
    feed: { ...feed, changedAt: feed.changedAt.toISOString() },
    locations: await activeLocations(tx),
    runs: runs.map(({ runId, status, problem, fileName, startedAt, summary }) => ({
      runId,
      status,
      problem,
      fileName,
      startedAt: startedAt.toISOString(),
      summary,
    })),
    format: run?.format ?? null,
    columns: feed.columns ?? guessColumns(run?.format?.headings ?? []),
    targets: run ? await listTargets(tx, run.runId, SHOWN) : [],
    errors: run ? await listErrors(tx, run.runId, SHOWN) : [],
  };
}

/** Where a feed's stock may lie. */
export async function activeLocations(tx: ShopTx) {
  return (await readLocations(tx)).filter(({ active }) => active).map(({ id, name }) => ({ id, name }));
}
