import { once } from "node:events";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { PrintJob } from "./domain/print-job.ts";

/** From the project's folder, which every process of ours runs in: the pages' own code is bundled, and has another place than this file. */
const THREAD = pathToFileURL(resolve("app/features/packing/print-thread.server.ts"));

/** Draws paper in a thread of its own, so that nobody else's page waits for it. Throws what the thread threw. */
export async function askPrinter(job: PrintJob): Promise<Uint8Array> {
  const worker = new Worker(THREAD, { workerData: job, env: {} });
  // `once` fails with the thread; it ends by itself when it has answered.
  const [bytes] = (await once(worker, "message")) as [Uint8Array];
  return bytes;
}
