import { z } from "zod";
import { parseId, readId, type FeedId, type FeedRunId, type InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { tell } from "../audit/public.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { readFeed } from "./feeds.server.ts";
import { beginWriting } from "./run-feeds.server.ts";
import { changeRun, newestRuns, readRun } from "./runs.server.ts";
import { beginRun } from "./take-file.server.ts";

const runId = z.string().refine((text) => readId(text) !== undefined);
const heading = z.string().max(100);

/** What a button of a feed's page sends. */
export const feedActionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("fetch") }),
  z.object({ action: z.literal("columns"), code: heading, quantity: heading, location: heading, state: heading }),
  z.object({ action: z.literal("write"), runId }),
  z.object({ action: z.literal("drop"), runId }),
  z.object({ action: z.literal("lookAgain"), runId }),
  z.object({ action: z.literal("delete") }),
]);
export type FeedAction = z.infer<typeof feedActionSchema>;

/** `gone`: the feed or its file is no longer as the page showed it. `columns`: code and quantity are needed, and the location if the feed has none. */
export type FeedOutcome =
  | { readonly status: "did"; readonly did: FeedAction["action"] }
  | { readonly status: "refused"; readonly code: "gone" | "columns" | "url" };

const gone = { status: "refused", code: "gone" } as const;

/** Does what a staff member asked for on the page of a feed. */
export async function doFeedAction(tx: ShopTx, feedId: FeedId, action: FeedAction, now: Date): Promise<FeedOutcome> {
  const outcome = await act(tx, feedId, action, now);
  if (outcome.status === "did") await tell(tx, { code: `feeds.${action.action}`, subject: `feed:${feedId}` }, now);
  return outcome;
}

async function act(tx: ShopTx, feedId: FeedId, action: FeedAction, now: Date): Promise<FeedOutcome> {
  const feed = await readFeed(tx, feedId);
  if (!feed) return gone;
  const did: FeedOutcome = { status: "did", did: action.action };
  switch (action.action) {
    case "fetch":
      if (feed.url === "") return { status: "refused", code: "url" };
      await beginRun(tx, feedId, { fileName: feed.url, file: null }, now);
      return did;
    case "columns": {
      const { code, quantity, location, state } = action;
      if (code === "" || quantity === "" || (feed.locationId === null && location === ""))
        return { status: "refused", code: "columns" };
      const columns = { code, quantity, ...(feed.locationId === null && { location }), ...(state !== "" && { state }) };
      await tx.run("update stock_feed set columns = $3, changed_at = $4 where shop_id = $1 and feed_id = $2", [
        tx.shopId,
        feedId,
        JSON.stringify(columns),
        now,
      ]);
      await readAgain(tx, feedId, now);
      return did;
    }
    case "delete":
      await tx.run("update stock_feed set deleted_at = $3, next_at = null where shop_id = $1 and feed_id = $2", [
        tx.shopId,
        feedId,
        now,
      ]);
      return did;
    case "write":
    case "drop":
    case "lookAgain": {
      const id = parseId<FeedRunId>(action.runId);
      const run = await readRun(tx, id);
      if (run?.feedId !== feedId) return gone;
      if (action.action === "lookAgain") return (await lookAgain(tx, id)) > 0 ? did : gone;
      if (run.status !== "ready" && run.status !== "asks") return gone;
      if (action.action === "drop") await changeRun(tx, id, { status: "dropped" }, now);
      else await beginWriting(tx, run, { clicked: true }, now);
      return did;
    }
  }
}

/** The newest file, unless it was written, is read once more: with other columns it says something else. */
async function readAgain(tx: ShopTx, feedId: FeedId, now: Date): Promise<void> {
  const [run] = await newestRuns(tx, feedId, 1);
  if (!run || run.fileIds.length === 0 || ["writing", "done", "dropped"].includes(run.status)) return;
  await changeRun(tx, run.runId, { status: "reading" }, now);
  wakeLane(tx, "long");
}

async function lookAgain(tx: ShopTx, id: FeedRunId): Promise<number> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from stock_feed_target where shop_id = $1 and run_id = $2 and status = 'planned'",
    [tx.shopId, id],
  );
  await stockChanged(
    tx,
    rows.map((row) => row.item_id),
  );
  return rows.length;
}
