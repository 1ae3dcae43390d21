import type { TFunction } from "i18next";
import type { BufferRule } from "../domain/rule.ts";

type T = TFunction<"buffers">;

/** How much a rule keeps: "5 units", "10 %", "sales of 3 days". */
export function amountText(t: T, { kind, amount }: Pick<BufferRule, "kind" | "amount">): string {
  return t(`amount.${kind}`, { count: amount });
}
