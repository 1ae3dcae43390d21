/** The app's shopper-side extensions, as `shopify app build` left them: what each declares, its bundle and its texts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";
import { sendJson, type Route } from "./http.ts";

const kinds = z.object({ extensions: z.array(z.object({ type: z.string() })) });
const manifest = z.object({
  api_version: z.string(),
  extensions: z
    .array(
      z.object({
        handle: z.string().regex(/^[a-z0-9-]+$/),
        type: z.literal("ui_extension"),
        targeting: z.array(z.object({ target: z.string(), module: z.string() })),
        metafields: z.array(z.object({ namespace: z.string(), key: z.string() })).default([]),
        capabilities: z.object({ network_access: z.boolean().default(false) }).prefault({}),
      }),
    )
    .length(1),
});

export interface Extension {
  handle: string;
  apiVersion: string;
  targets: readonly string[];
  /** Metafields that Shopify loads with the page, as the manifest names them. */
  metafields: readonly { namespace: string; key: string }[];
  /** May it call other servers than Shopify's? */
  networkAccess: boolean;
  folder: string;
  /** The built bundle; null when it was not built. */
  bundle: string | null;
}

/** Reads all extensions below a folder; one that has no manifest is no extension. Throws on a manifest it cannot read. */
export function readExtensions(folder: string): Extension[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const own = join(folder, name);
      const file = join(own, "shopify.extension.toml");
      if (!existsSync(file)) return [];
      const toml = parse(readFileSync(file, "utf8"));
      // Nothing is seen here of those of Shopify Flow (flow/flow.ts).
      if (kinds.parse(toml).extensions.every(({ type }) => type !== "ui_extension")) return [];
      const read = manifest.parse(toml);
      const [declared] = read.extensions;
      if (declared === undefined) return [];
      const dist = join(own, "dist");
      const bundles = existsSync(dist) ? readdirSync(dist).filter((each) => each.endsWith(".js")) : [];
      return {
        handle: declared.handle,
        apiVersion: read.api_version,
        targets: declared.targeting.map(({ target }) => target),
        metafields: declared.metafields,
        networkAccess: declared.capabilities.network_access,
        folder: own,
        bundle: bundles[0] === undefined ? null : join(dist, bundles[0]),
      };
    });
}

type TextTree = { [key: string]: string | TextTree };
const textTree: z.ZodType<TextTree> = z.lazy(() => z.record(z.string(), z.union([z.string(), textTree])));

/** The extension's texts in a language, with its default language (`*.default.json`) where one is missing. */
function extensionTexts(extension: Extension, locale: string): TextTree {
  const folder = join(extension.folder, "locales");
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const read = (file: string | undefined) =>
    file === undefined ? {} : textTree.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
  const fallback = files.find((file) => file.endsWith(".default.json"));
  const own = files.find((file) => file === `${locale}.json` || file === `${locale}.default.json`);
  return overlaid(read(fallback), read(own));
}

function overlaid(under: TextTree, over: TextTree): TextTree {
  const merged: TextTree = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = typeof value === "object" && typeof below === "object" ? overlaid(below, value) : value;
  }
  return merged;
}

/** `/extensions/:handle/bundle.js` and `/extensions/:handle/texts/:locale.json`. Read anew each time: builds come and go. */
export function extensionRoutes(folder: string): Route {
  return (_req, res, url) => {
    const [, handle, file] =
      /^\/extensions\/([a-z0-9-]+)\/(bundle\.js|texts\/[a-z-]+\.json)$/i.exec(url.pathname) ?? [];
    const extension = readExtensions(folder).find((each) => each.handle === handle);
    if (extension === undefined || file === undefined) return Promise.resolve(false);
    if (file !== "bundle.js")
      sendJson(res, 200, extensionTexts(extension, file.slice("texts/".length, -".json".length)));
    else if (extension.bundle === null) sendJson(res, 404, { error: "not_built" });
    else {
      res.writeHead(200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" });
      res.end(readFileSync(extension.bundle));
    }
    return Promise.resolve(true);
  };
}
