import { createServer } from "node:http";
import { config } from "./config.server.ts";
import { answerOperations, sayStopping } from "./features/operations/public.server.ts";
import { LANE_RUNNERS } from "./jobs.server.ts";
import { log } from "./platform/log.server.ts";
import { sinceTurn, work } from "./platform/worker.server.ts";

const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    sayStopping();
    stop.abort();
  });

/** What whoever runs it may ask (features/operations), on a port of its own. */
const health = createServer((request, response) => {
  const { authorization, accept } = request.headers;
  const [path = ""] = (request.url ?? "").split("?", 1);
  answerOperations({ path, authorization, accept, sinceTurnMs: sinceTurn() })
    .then((answer) => {
      response.writeHead(answer?.status ?? 404, { "content-type": answer?.type ?? "text/plain", ...answer?.headers });
      response.end(answer?.body);
    })
    .catch((error: unknown) => {
      log.error({ event: "worker.question_failed", message: error instanceof Error ? error.message : String(error) });
      response.writeHead(500).end();
    });
});

health.listen(config.workerPort, () => {
  log.info({ event: "worker.started", port: config.workerPort, concurrency: config.workerConcurrency });
});
await work(LANE_RUNNERS, config.workerConcurrency, stop.signal);
health.close();
log.info({ event: "worker.stopped" });
process.exit(0);
