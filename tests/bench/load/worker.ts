/** The app's worker in a process of its own, without what the measured path does not reach: only the refresh lane runs. */
import { config } from "../../../app/config.server.ts";
import { LANE_RUNNERS } from "../../../app/jobs.server.ts";
import { work } from "../../../app/platform/worker.server.ts";

const stop = new AbortController();
process.on("disconnect", () => {
  stop.abort();
});
process.send?.(0);
await work({ ...(LANE_RUNNERS.refresh && { refresh: LANE_RUNNERS.refresh }) }, config.workerConcurrency, stop.signal);
process.exit(0);
