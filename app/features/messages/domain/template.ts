import { VARIABLES, type Variable } from "./variables.ts";

/** What a merchant writes: a subject of one line and a text of several. */
export interface Template {
  readonly subject: string;
  readonly body: string;
}

const MOST_SUBJECT = 200;
const MOST_BODY = 5_000;

/** What is wrong with a template, and where: line and column begin at 1. Each code has a text for people. */
export interface TemplateError {
  readonly code: "unknown" | "open" | "empty" | "long" | "lines";
  /** What stands there. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

type Part = { readonly text: string } | { readonly variable: Variable };

/** A name in double braces, spaces around it or not; whatever else begins with two braces was not closed. */
const PLACE = /\{\{\s*([^{}\n]*?)\s*\}\}|\{\{/g;

/** Reads a template text, line by line. `allowed`: what it may name. */
export function readTemplate(
  text: string,
  allowed: readonly Variable[],
): { readonly lines: readonly (readonly Part[])[]; readonly errors: readonly TemplateError[] } {
  const errors: TemplateError[] = [];
  const lines = text.split(/\r\n|\r|\n/).map((line, index) => {
    const parts: Part[] = [];
    let from = 0;
    for (const match of line.matchAll(PLACE)) {
      const [whole, name] = match;
      if (match.index > from) parts.push({ text: line.slice(from, match.index) });
      from = match.index + whole.length;
      const variable = VARIABLES.find((each) => each === name);
      if (variable !== undefined && allowed.includes(variable)) parts.push({ variable });
      else
        errors.push({
          code: name === undefined ? "open" : "unknown",
          name: name ?? line.slice(match.index, match.index + 20),
          line: index + 1,
          column: match.index + 1,
        });
    }
    if (from < line.length) parts.push({ text: line.slice(from) });
    return parts;
  });
  return { lines, errors };
}

/** Everything that is wrong with a subject and a text, each by itself. */
export function checkTemplate(
  { subject, body }: Template,
  allowed: readonly Variable[],
): { readonly subject: readonly TemplateError[]; readonly body: readonly TemplateError[] } {
  const check = (text: string, most: number): TemplateError[] => {
    const whole = { name: "", line: 1, column: 1 };
    if (text.trim() === "") return [{ code: "empty", ...whole }];
    if (text.length > most) return [{ code: "long", ...whole, name: String(most) }];
    return [...readTemplate(text, allowed).errors];
  };
  const oneLine = /[\r\n]/.test(subject);
  return {
    subject: oneLine ? [{ code: "lines", name: "", line: 2, column: 1 }] : check(subject, MOST_SUBJECT),
    body: check(body, MOST_BODY),
  };
}
