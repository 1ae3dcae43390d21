/**
 * A process of its own that answers webhooks; tells its port to the parent, and on each message the processor time it has used (microseconds). `app`: the app's web edge. `file <path>`: the same server, reader and
 * check of the signature, but the delivery goes to a file (the baseline).
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { verified } from "../../app/features/intake/webhooks.server.ts";
import { createApp } from "../../app/web.server.ts";
import { openFileStore } from "./file-store.ts";

const [kind, path] = process.argv.slice(2);
const app = kind === "file" && path !== undefined ? await fileEdge(path) : createApp();
const server: Server = app.listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port);
});

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});

async function fileEdge(file: string): Promise<express.Express> {
  const store = await openFileStore(file);
  const edge = express().disable("x-powered-by").set("trust proxy", true);
  edge.post("/webhooks", express.raw({ type: () => true, limit: "5mb" }), (request, response, next) => {
    const checked = verified(request);
    if (!checked.ok) {
      response.status(checked.answer.status).end();
      return;
    }
    store([Buffer.from(`${JSON.stringify(checked.headers)}\n`), checked.body, Buffer.from("\n")])
      .then(() => response.status(200).type("text/plain").send(""))
      .catch(next);
  });
  return edge;
}
