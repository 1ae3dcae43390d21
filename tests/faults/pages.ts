/** The whole web process beside a test world: the Remix build that `npm start` serves, and the table of its routes. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import type { RouteConfigEntry } from "@remix-run/route-config";
import routes from "../../app/routes.ts";

/** A URL of table 1. */
export interface PageRoute {
  /** Its file without the ending: how Remix names it in `_data`. */
  readonly id: string;
  /** Like `/app/orders/:orderId`. */
  readonly path: string;
  readonly hasLoader: boolean;
  readonly hasAction: boolean;
}

export interface Pages {
  readonly url: string;
  /** Every route of app/routes.ts. */
  readonly routes: readonly PageRoute[];
  /** "GET /metrics": what is answered before Remix. */
  readonly doors: readonly string[];
  close(): Promise<void>;
}

/** Library code answers 410 to anything that does not look like a browser. */
export const BROWSER =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

/** Opens the pages; call after the world, whose addresses the app reads when it is first imported. Throws when the build is not of these routes. */
export async function openPages(): Promise<Pages> {
  const { createApp } = await import("../../app/web.server.ts");
  const build = (await import(
    /* @vite-ignore */ new URL("../../build/server/index.js", import.meta.url).href
  )) as ServerBuild;
  const table = flat(routes, "");
  const built = Object.keys(build.routes).filter((id) => id !== "root");
  const stale = [...new Set([...table.keys()]).symmetricDifference(new Set(built))];
  if (stale.length > 0) throw new Error(`npm run build: the build is of other routes (${stale.join(", ")})`);
  const app = createApp(build);
  const server = createServer(app).listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    routes: [...table].map(([id, path]) => {
      const { loader, action } = build.routes[id]?.module ?? {};
      return { id, path, hasLoader: loader !== undefined, hasAction: action !== undefined };
    }),
    doors: doorsOf(app),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function flat(entries: readonly RouteConfigEntry[], base: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { file, path, children } of entries) {
    const full = path === undefined ? base : `${base}/${path}`;
    found.set(file.replace(/\.tsx?$/, ""), full === "" ? "/" : full);
    for (const [id, below] of flat(children ?? [], full)) found.set(id, below);
  }
  return found;
}

interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
}

function doorsOf(app: { readonly _router?: { readonly stack: readonly Layer[] } }): string[] {
  const layers = (app._router?.stack ?? []).flatMap(({ route }) => (route ? [route] : []));
  return layers.flatMap(({ path, methods }) => {
    const all = Object.keys(methods).length > 10;
    return [path]
      .flat()
      .flatMap((one) => (all ? [`* ${one}`] : Object.keys(methods).map((method) => `${method.toUpperCase()} ${one}`)));
  });
}
