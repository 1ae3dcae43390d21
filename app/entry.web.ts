import type { ServerBuild } from "@remix-run/node";
import { log } from "./platform/log.server.ts";
import { serve } from "./web.server.ts";

// Built by `npm run build`; a path TypeScript does not follow, because it may not be there yet.
const path = new URL("../build/server/index.js", import.meta.url).href;
const build = (await import(path)) as ServerBuild;
const { close } = await serve(build);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void close().then(() => {
      log.info({ event: "web.stopped" });
      process.exit(0);
    });
  });
}
