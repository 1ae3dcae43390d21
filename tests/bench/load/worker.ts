/** The app's worker in a process of its own, without what the measured path does not reach: only the lanes named run. */
import { config } from "../../../app/config.server.ts";
import { LANE_RUNNERS } from "../../../app/jobs.server.ts";
import { work } from "../../../app/platform/worker.server.ts";

const stop = new AbortController();
process.on("disconnect", () => {
  stop.abort();
});
process.send?.(0);
const wanted = new Set(process.argv.slice(2));
const lanes = Object.fromEntries(Object.entries(LANE_RUNNERS).filter(([name]) => wanted.has(name)));
await work(lanes, config.workerConcurrency, stop.signal);
process.exit(0);
