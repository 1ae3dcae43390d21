/** Serves what the pages load: style sheets, and the browser's scripts, which are TypeScript with the types taken out. */
import { readFileSync } from "node:fs";
import type { Route } from "./http.ts";

/**
 * Loaded without type=module, because App Bridge must be there before anything else runs: its parts, in order, become one
 * script. They import only from one another.
 */
const CLASSIC: Readonly<Record<string, readonly string[]>> = {
  "app-bridge": ["bridge-wire", "bridge-elements", "app-bridge"],
};

type Compile = (source: string) => string;
let compiler: Promise<Compile> | undefined;

/** The compiler takes half a second to load: only when the first page is looked at. */
async function loadCompiler(): Promise<Compile> {
  const { default: typescript } = await import("typescript");
  const { ModuleKind, ScriptTarget } = typescript;
  const compilerOptions = { target: ScriptTarget.ES2022, module: ModuleKind.ESNext, verbatimModuleSyntax: true };
  return (source) => typescript.transpileModule(source, { compilerOptions }).outputText;
}

async function script(name: string): Promise<string> {
  const parts = CLASSIC[name];
  if (parts === undefined) return (await compiled(name)).replaceAll(/(from "\.\/[\w-]+)\.ts"/g, `$1.js"`);
  const sources = await Promise.all(parts.map(compiled));
  const together = sources
    .join("\n")
    .replaceAll(/^import .*$/gm, "")
    .replaceAll(/^export (?:\{\};)?/gm, "");
  return `(() => {\n"use strict";\n${together}})();\n`;
}

async function compiled(name: string): Promise<string> {
  const source = readFileSync(new URL(`./browser/${name}.ts`, import.meta.url), "utf8");
  return (await (compiler ??= loadCompiler()))(source);
}

/** `/app-bridge.js`, `/_faces/<name>.js` and `/_faces/<name>.css`. */
export function assetRoutes(): Route {
  const scripts = new Map<string, Promise<string>>();
  return async (_req, res, url) => {
    const [, file, ending] =
      /^\/_faces\/([a-z-]+)\.(js|css)$/.exec(url.pathname) ?? /^\/(app-bridge)\.(js)$/.exec(url.pathname) ?? [];
    if (file === undefined || ending === undefined) return false;
    let text: string;
    try {
      if (ending === "css") text = readFileSync(new URL(`./styles/${file}.css`, import.meta.url), "utf8");
      else {
        let ready = scripts.get(file);
        if (ready === undefined) scripts.set(file, (ready = script(file)));
        text = await ready;
      }
    } catch (thrown) {
      if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return false;
      throw thrown;
    }
    res.writeHead(200, {
      "content-type": ending === "css" ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
    });
    res.end(text);
    return true;
  };
}
