import type { TFunction } from "i18next";

type Translate = TFunction<"orders">;

/** Groups of texts that are keyed by stored codes. */
type Table =
  | "stage"
  | "attention"
  | "payment"
  | "risk"
  | "riskKind"
  | "refused"
  | "pickWord"
  | "messageKind"
  | "answer"
  | "by"
  | "choice"
  | "report"
  | "remedy"
  | "order.foStatus"
  | "order.holdReason"
  | "order.parcelStage"
  | "order.effect"
  | "order.intentStatus"
  | "order.ships.outcome"
  | "order.request"
  | "order.promise.source"
  | "order.promise.basis"
  | "order.promise.confidence"
  | "order.promise.surface"
  | "order.promise.reason";

/** A stored code in the reader's words. The database may hold a code this version has no text for: then the code itself. */
export function wordOf(t: Translate, table: Table, code: string): string {
  // Dots are the separator of keys; effect kinds contain one.
  const key = `${table}.${code.replaceAll(".", "_")}`;
  return t(key as "title", { defaultValue: code });
}
