import { createServer } from "node:http";
import { config } from "./config.server.ts";
import { LANE_RUNNERS } from "./jobs.server.ts";
import { databaseIsThere } from "./platform/db/health.server.ts";
import { log } from "./platform/log.server.ts";
import { metrics } from "./platform/metrics.server.ts";
import { work } from "./platform/worker.server.ts";

const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    stop.abort();
  });

/** `/health/live`: the process runs. `/health/ready`: it reaches the database. `/metrics`. */
const health = createServer((request, response) => {
  void answer(request.url ?? "").then(({ status, body, type }) =>
    response.writeHead(status, { "content-type": type }).end(body),
  );
});

async function answer(url: string): Promise<{ status: number; body: string; type: string }> {
  if (url === "/metrics") return { status: 200, body: await metrics.metrics(), type: metrics.contentType };
  if (url === "/health/live") return { status: 200, body: "alive", type: "text/plain" };
  if (url === "/health/ready") {
    const there = await databaseIsThere();
    return { status: there ? 200 : 503, body: there ? "ready" : "no database", type: "text/plain" };
  }
  return { status: 404, body: "", type: "text/plain" };
}

health.listen(config.workerPort, () => {
  log.info({ event: "worker.started", port: config.workerPort, concurrency: config.workerConcurrency });
});
await work(LANE_RUNNERS, config.workerConcurrency, stop.signal);
health.close();
log.info({ event: "worker.stopped" });
process.exit(0);
