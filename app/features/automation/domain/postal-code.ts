import { fold } from "./fold.ts";

/** Codes that begin alike (`28*`), a range of equally long ones (`07000-07999`; a longer code counts by its beginning), or one code. */
export type PostalPattern =
  | { readonly kind: "prefix"; readonly prefix: string }
  | { readonly kind: "range"; readonly from: string; readonly to: string }
  | { readonly kind: "code"; readonly code: string };

/** Capitals, spaces and hyphens do not count, nor do the last four digits of an American ZIP+4. */
export function foldPostalCode(code: string): string {
  const folded = fold(code);
  return (/^(\d{5})-\d{4}$/.exec(folded)?.[1] ?? folded).replace(/[\s-]/g, "");
}

/** Reads a pattern; undefined when it is none: no letters or digits, a star elsewhere than at the end, or a range that ends before it begins. */
export function readPostalPattern(text: string): PostalPattern | undefined {
  const folded = fold(text);
  if (/^[\p{L}\p{N}\s-]+\*$/u.test(folded)) {
    const prefix = foldPostalCode(folded.slice(0, -1));
    return prefix === "" ? undefined : { kind: "prefix", prefix };
  }
  if (!/^[\p{L}\p{N}\s-]+$/u.test(folded)) return undefined;
  const [from = "", to, ...rest] = folded.split("-").map((part) => part.replace(/\s/g, ""));
  // "100-0001" is one Japanese code: only equally long halves are a range.
  if (to !== undefined && rest.length === 0 && from.length === to.length && from !== "") {
    return from <= to ? { kind: "range", from, to } : undefined;
  }
  const code = foldPostalCode(folded);
  return code === "" ? undefined : { kind: "code", code };
}

/** `folded`: a code after `foldPostalCode`. */
export function fitsPostalPattern(pattern: PostalPattern, folded: string): boolean {
  switch (pattern.kind) {
    case "prefix":
      return folded.startsWith(pattern.prefix);
    case "range": {
      const beginning = folded.slice(0, pattern.from.length);
      return beginning.length === pattern.from.length && beginning >= pattern.from && beginning <= pattern.to;
    }
    case "code":
      return folded === pattern.code;
  }
}
