/**
 * Loads the app's modules with a guard taken away: the source of one file is changed while Node reads it. `?without=3` on a module's address goes on
 * to everything of the app it imports, so each guard has a copy of the app of its own and nothing on the disk is touched.
 */
import { registerHooks } from "node:module";

/** A piece of a file, and what stands there when the guard is gone. */
export interface Cut {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const ROOT = new URL("../../../", import.meta.url).href;
/** Prisma's generated client holds a compiler of 2 MB, and no guard. */
const SHARED = `${ROOT}app/platform/db/generated/`;

/** `load(path, 3)` imports a module of the app without the cuts of the fourth guard; `load(path)` as it is. */
export function appWithout(
  cuts: readonly (readonly Cut[])[],
): (path: string, without?: number) => Promise<Record<string, unknown>> {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const without = context.parentURL === undefined ? null : new URL(context.parentURL).searchParams.get("without");
      if (without === null || !found.url.startsWith(`${ROOT}app/`) || found.url.startsWith(SHARED)) return found;
      const url = new URL(found.url);
      url.searchParams.set("without", without);
      return { ...found, url: url.href };
    },
    load(address, context, next) {
      const loaded = next(address, context);
      const url = new URL(address);
      const without = url.searchParams.get("without");
      if (without === null) return loaded;
      const here = (cuts[Number(without)] ?? []).filter(({ file }) => url.pathname.endsWith(`/${file}`));
      const text = typeof loaded.source === "string" ? loaded.source : new TextDecoder().decode(loaded.source);
      const source = here.reduce(cut, text);
      return { ...loaded, source };
    },
  });
  return (path, without) =>
    import(`${ROOT}${path}${without === undefined ? "" : `?without=${String(without)}`}`) as Promise<
      Record<string, unknown>
    >;
}

function cut(source: string, { file, from, to }: Cut): string {
  if (source.split(from).length !== 2)
    throw new Error(`${file} does not hold this once, so the guard cannot be taken away: ${from}`);
  return source.replace(from, () => to);
}
