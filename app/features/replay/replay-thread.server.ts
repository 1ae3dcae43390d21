/**
 * The thread in which a replay runs. It imports pure modules only: it has no database, no network and no configuration, and knows of the world what it is
 * sent.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Decision } from "../routing/domain/decide.ts";
import { startReplay, type Compared } from "./domain/replay.ts";
import { isSameJson } from "./domain/same-json.ts";
import { unpackSnapshot } from "./pack.server.ts";
import type { Answer, Question } from "./thread-messages.ts";

const replay = startReplay(workerData as Compared);
let position = 0;

parentPort?.on("message", (question: Question | "end") => {
  if (question === "end") parentPort?.close();
  else parentPort?.postMessage(answerTo(question));
});

function answerTo(question: Question): Answer {
  if (question === "totals") return { totals: replay.totals() };
  let from = 0;
  const rows = question.decisions.flatMap(({ format, bytes, decided, decidedAt, ...stored }) => {
    const snapshot = unpackSnapshot(format, question.bodies.subarray(from, (from += bytes)));
    if (snapshot === undefined) {
      replay.unreadable();
      return [];
    }
    const replayed = replay.next({
      ...stored,
      snapshot,
      decided: JSON.parse(decided) as Decision,
      decidedAt: decidedAt.getTime(),
      personal: question.personal.get(stored.orderId) ?? null,
    });
    if (replayed === undefined) return [];
    const { orderId, fulfillmentOrderId, change, costMinor, before, after } = replayed;
    return {
      position: (position += 1),
      order_id: orderId,
      fulfillment_order_id: fulfillmentOrderId,
      change,
      cost_minor: costMinor,
      before,
      // Most orders are the same twice.
      after: isSameJson(before, after) ? null : after,
    };
  });
  return { rows: JSON.stringify(rows) };
}
