import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const OURS = "{app,extensions}/**/*.{css,ts,tsx,jsx,js,html,liquid}";
/** Made from ours by tools: what is built, and Shopify's types. */
const MADE = ["**/node_modules/**", "**/dist/**", "**/generated/**", "**/*.test.{ts,tsx}", "**/*.d.ts"];

const MOVES_IN_STYLES =
  /(?:^|[;{\s"'])(?:transition|animation|scroll-behavior)(?:-[a-z-]+)?\s*:(?!\s*(?:none|auto)\b)|@keyframes/m;
const MOVES_IN_CODE =
  /\.animate\(|requestAnimationFrame\(|behavior:\s*["']smooth|\b(?:transition|animation|scrollBehavior)\s*:\s*["'`]|<(?:animate\w*|marquee|blink)\b|autoPlay/;
const ASKED = /@media[^{]*\(prefers-reduced-motion:\s*no-preference\)[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** What moves in this text although nobody asked whether the reader wants it; null: nothing. */
function moving(path: string, text: string): string | null {
  if (/\.(?:css|html|liquid)$/.test(path)) return MOVES_IN_STYLES.exec(text.replaceAll(ASKED, ""))?.[0].trim() ?? null;
  return text.includes("prefers-reduced-motion") ? null : (MOVES_IN_CODE.exec(text)?.[0] ?? null);
}

describe("whoever wants less motion gets it", () => {
  test("nothing of ours moves by itself today (Polaris asks for its own parts); what will has to ask first", () => {
    const files = globSync(OURS, { cwd: root, exclude: MADE });
    expect(files.filter((path) => path.endsWith(".css")).length).toBeGreaterThan(0);
    expect(files.filter((path) => path.startsWith("extensions/")).length).toBeGreaterThan(20);
    const found = files.flatMap((path) => {
      const what = moving(path, readFileSync(join(root, path), "utf8"));
      return what === null ? [] : [`${path}: ${what}`];
    });
    expect(found).toEqual([]);
  });

  test.each([
    ["a.css", ".e-x { transition: opacity 1s; }"],
    ["a.css", ".e-x{animation-name:turn}"],
    ["a.css", "@keyframes turn { to { rotate: 1turn; } }"],
    ["a.css", "html { scroll-behavior: smooth; }"],
    ["a.css", "@media (prefers-reduced-motion: reduce) { .e-x { color: red; } } .e-x { transition: all 1s; }"],
    ["a.tsx", 'thing.scrollIntoView({ behavior: "smooth" })'],
    ["a.tsx", 'style={{ transition: "opacity 1s" }}'],
    ["a.ts", "thing.animate([{}], 300)"],
  ])("%s: %s is found", (path, text) => {
    expect(moving(path, text)).not.toBeNull();
  });

  test.each([
    ["a.css", "@media (prefers-reduced-motion: no-preference) { .e-x { transition: opacity 1s; } }"],
    ["a.css", ".e-x { transition: none; animation: none; }"],
    ["a.ts", 'if (!matchMedia("(prefers-reduced-motion: reduce)").matches) thing.animate([{}], 300)'],
    ["a.tsx", "const [busy, startTransition] = useTransition();"],
  ])("%s: %s is fine", (path, text) => {
    expect(moving(path, text)).toBeNull();
  });
});
