import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Exchange } from "./domain/batch/reoptimise.ts";
import type { RebalanceQuestion } from "./rebalance-thread.server.ts";

/** Asks a thread which open orders should change places. Throws what the thread threw. */
export async function askRebalance(question: RebalanceQuestion): Promise<Exchange[]> {
  const worker = new Worker(new URL("./rebalance-thread.server.ts", import.meta.url), {
    workerData: question,
    env: {},
  });
  try {
    // `once` fails with the thread.
    const [exchanges] = (await once(worker, "message")) as [Exchange[]];
    return exchanges;
  } finally {
    await worker.terminate();
  }
}
