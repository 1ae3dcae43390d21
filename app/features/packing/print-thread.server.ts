/** The thread that draws paper. It has no database, no network and no configuration: it draws what it is sent, and ends. */
import { parentPort, workerData } from "node:worker_threads";
import type { PrintJob } from "./domain/print-job.ts";
import { drawPdf } from "./draw-pdf.server.ts";

const bytes = await drawPdf(workerData as PrintJob);
parentPort?.postMessage(bytes);
