import { Worker } from "node:worker_threads";
import type { Compared } from "./domain/replay.ts";
import type { Answer, Question } from "./thread-messages.ts";

/** A thread that replays (replay-thread.server.ts). */
export interface ReplayThread {
  /** One question at a time. Throws ThreadBroke. */
  ask(question: Question): Promise<Answer>;
  end(): Promise<void>;
}

/** What runs in the thread failed, or wanted too much memory. */
export class ThreadBroke extends Error {
  override readonly name = "ThreadBroke";
}

/** Measured: 300,000 orders of one shop need 200 MB. */
const MOST_MEGABYTES = 1_024;

export function openThread(compared: Compared): ReplayThread {
  const worker = new Worker(new URL("./replay-thread.server.ts", import.meta.url), {
    workerData: compared,
    // Nothing of the environment: no address of a database, no key.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  let open: PromiseWithResolvers<Answer> | undefined;
  let broke: ThreadBroke | undefined;
  worker.on("message", (answer: Answer) => open?.resolve(answer));
  worker.on("error", (cause) => {
    broke = new ThreadBroke(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    open?.reject(broke);
  });
  return {
    ask(question) {
      open = Promise.withResolvers<Answer>();
      // Whoever asked may be about something else when the thread breaks.
      open.promise.catch(() => undefined);
      if (broke === undefined) worker.postMessage(question, question === "totals" ? [] : [question.bodies.buffer]);
      else open.reject(broke);
      return open.promise;
    },
    async end() {
      await worker.terminate();
    },
  };
}
