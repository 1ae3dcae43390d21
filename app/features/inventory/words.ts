import type { TFunction } from "i18next";

type Translate = TFunction<"inventory">;

/** Groups of texts that are keyed by stored codes. */
type Table = "cause" | "document" | "status";

/** A stored code in the reader's words. The database may hold a code this version has no text for: then the code itself. */
export function wordOf(t: Translate, table: Table, code: string): string {
  return t(`${table}.${code}` as "title", { defaultValue: code });
}
