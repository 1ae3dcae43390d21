/**
 * The thread in which a replay runs. It imports pure modules only: it has no database, no network and no configuration, and knows of the world what it is
 * sent.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Decision } from "../routing/domain/decide.ts";
import { startReplay, type Compared } from "./domain/replay.ts";
import { unpackSnapshot } from "./pack.server.ts";
import type { Answer, Question } from "./thread-messages.ts";

const replay = startReplay(workerData as Compared);
let position = 0;

parentPort?.on("message", (question: Question) => parentPort?.postMessage(answerTo(question)));

function answerTo(question: Question): Answer {
  if (question === "totals") return { totals: replay.totals() };
  const rows = question.decisions.flatMap(({ format, body, decided, decidedAt, ...stored }) => {
    const snapshot = unpackSnapshot(format, body);
    if (snapshot === undefined) {
      replay.unreadable();
      return [];
    }
    const replayed = replay.next({
      ...stored,
      snapshot,
      decided: JSON.parse(decided) as Decision,
      decidedAt: decidedAt.getTime(),
      postalCode: question.postalCodes.get(stored.orderId) ?? null,
    });
    if (replayed === undefined) return [];
    const { orderId, fulfillmentOrderId, change, costMinor, before, after } = replayed;
    position += 1;
    return {
      position,
      order_id: orderId,
      fulfillment_order_id: fulfillmentOrderId,
      change,
      cost_minor: costMinor,
      before,
      after,
    };
  });
  return { rows: JSON.stringify(rows) };
}
