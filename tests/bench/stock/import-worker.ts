/** Takes one bulk result into the mirror, as the worker does, and tells how long it took and the most memory it had. */
import { parseId, type ShopId } from "../../../app/core/ids.ts";
import { claimLane } from "../../../app/platform/lanes.server.ts";
import { loadBulk, type BulkRun } from "../../../app/features/shops/import-bulk.server.ts";

const [shop = "", url = "", readNo = ""] = process.argv.slice(2);
process.send?.(0);
const lease = await claimLane(parseId<ShopId>(shop), "long");
if (!lease) throw new Error("the lane is not free");
const run: BulkRun = {
  kind: "items",
  status: "loading",
  again: false,
  bulkId: "1",
  url,
  total: 0,
  done: 0,
  readNo,
  failure: null,
  attempts: 1,
  startedAt: new Date("2026-11-01T10:00:00Z"),
  finishedAt: null,
};
const began = performance.now();
await loadBulk(lease, run, new Date("2026-11-01T10:00:00Z"));
process.send?.({ seconds: (performance.now() - began) / 1_000, megabytes: process.resourceUsage().maxRSS / 1_024 });
process.exit(0);
