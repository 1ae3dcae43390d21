/** The thread in which open orders are planned together: up to ten seconds of arithmetic. It imports pure modules only and knows nothing of the world. */
import { parentPort, workerData } from "node:worker_threads";
import { usualEffort, type BatchPlan, type BatchProblem } from "./domain/batch/problem.ts";
import { reoptimiseBatch } from "./domain/batch/reoptimise.ts";

export interface RebalanceQuestion {
  readonly problem: BatchProblem;
  readonly present: BatchPlan;
  readonly minSavingTicks: number;
}

/** A thousand orders at eight locations take some eight seconds; after ten, what was found counts. */
const MOST_MS = 10_000;

const { problem, present, minSavingTicks } = workerData as RebalanceQuestion;
const began = performance.now();
const spent = () => (performance.now() - began) / MOST_MS;
parentPort?.postMessage(reoptimiseBatch(problem, present, minSavingTicks, usualEffort(problem.orders.length, spent)));
