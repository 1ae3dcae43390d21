import type { TFunction } from "i18next";
import type { AlertRule } from "../domain/rule.ts";

type T = TFunction<"alerts">;

/** When a rule tells: "5 units or fewer left". */
export function lineText(t: T, { kind, amount }: Pick<AlertRule, "kind" | "amount">): string {
  return t(`line.${kind}`, { count: amount });
}
