import { existsSync, readFileSync } from "node:fs";

/** The tests that a paper names as `file › sentence`: how many there are, and those that do not exist under that name. */
export function namedTests(paper: string): { readonly found: number; readonly missing: readonly string[] } {
  const named = [...paper.matchAll(/`([^`]*\.test\.tsx?) › ([^`]+)`/g)];
  const missing = named.filter(([, file = "", sentence = ""]) => !isThere(file, sentence)).map(([name]) => name);
  return { found: named.length, missing };
}

function isThere(file: string, sentence: string): boolean {
  if (!existsSync(file)) return false;
  const text = readFileSync(file, "utf8");
  return ['"', "`", "'"].some((quote) => text.includes(`${quote}${sentence}${quote}`));
}
