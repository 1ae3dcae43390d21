import type { Metafields } from "../facts.ts";

/** One of another type cannot be read as a text. */
export function textIn(metafields: Metafields | null, of: string): string | null {
  const value = metafields?.[of];
  return typeof value === "string" ? value : null;
}

/** Null also when it is not there: there is no number that means none. */
export function numberIn(metafields: Metafields | null, of: string): number | null {
  const value = metafields?.[of];
  return typeof value === "number" ? value : null;
}

export function yesNoIn(metafields: Metafields | null, of: string): boolean | null {
  const value = metafields?.[of];
  return typeof value === "boolean" ? value : null;
}
