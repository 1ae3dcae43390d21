import { once } from "node:events";
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
  const broke = once(worker, "error").then(([cause]: unknown[]) => {
    throw new ThreadBroke(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  });
  broke.catch(() => undefined); // told to whoever asks
  return {
    async ask(question) {
      const answered = once(worker, "message");
      answered.catch(() => undefined); // `once` fails with the thread, as `broke` does
      worker.postMessage(question);
      const [answer] = (await Promise.race([answered, broke])) as [Answer];
      return answer;
    },
    async end() {
      await worker.terminate();
    },
  };
}
