import { Worker } from "node:worker_threads";
import type { Compared } from "./domain/replay.ts";
import type { Answer, Question } from "./thread-messages.ts";

/** A thread that replays (replay-thread.server.ts). */
export interface ReplayThread {
  /** One question at a time. Throws what the thread fell over; from then on always. */
  ask(question: Question): Promise<Answer>;
  end(): Promise<void>;
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
  let fault: unknown;
  const gone = new Promise<void>((resolve) =>
    worker.once("exit", () => {
      resolve();
    }),
  );
  worker.on("message", (answer: Answer) => open?.resolve(answer));
  worker.on("error", (cause) => {
    fault = cause;
    open?.reject(cause);
  });
  return {
    ask(question) {
      open = Promise.withResolvers<Answer>();
      // Whoever asked may be about something else when the thread breaks.
      open.promise.catch(() => undefined);
      if (fault === undefined) worker.postMessage(question, question === "totals" ? [] : [question.bodies.buffer]);
      else open.reject(fault);
      return open.promise;
    },
    // It ends by itself after the page it is at: a thread that was terminated at its work has brought the process down (SIGSEGV, Node 24.21).
    end() {
      worker.postMessage("end");
      return gone;
    },
  };
}
