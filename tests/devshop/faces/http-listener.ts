/** A bare HTTP server over a list of routes: what a face needs to be tried by itself. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sendJson, type Route } from "./http.ts";

export interface Listener {
  /** `http://localhost:<port>`, without a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/** Listens on a free port. The first route that answers wins; none: 404; a throwing route: 500 with the message. */
export async function listen(routes: readonly Route[]): Promise<Listener> {
  const server = createServer((req, res) => {
    void (async () => {
      const url = new URL(req.url ?? "/", "http://localhost");
      for (const route of routes) if (await route(req, res, url)) return;
      sendJson(res, 404, { error: "not_found" });
    })().catch((thrown: unknown) => {
      sendJson(res, 500, { error: "fault", detail: thrown instanceof Error ? thrown.message : String(thrown) });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
