import type { TFunction } from "i18next";
import type orders from "./locales/en.json";

type Table = "stage" | "attention" | "payment" | "risk";
type Key = { [T in Table]: `${T}.${keyof (typeof orders)[T] & string}` }[Table];

/** A stored code in the reader's words. The database may hold a code this version has no text for: then the code itself. */
export function wordOf(t: TFunction<"orders">, table: Table, code: string): string {
  return t(`${table}.${code}` as Key, { defaultValue: code });
}
