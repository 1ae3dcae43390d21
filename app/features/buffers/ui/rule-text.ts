import type { TFunction } from "i18next";
import type { BufferRule } from "../domain/rule.ts";

type T = TFunction<"buffers">;

/** What a rule is about: "CAM-1 at Madrid", "everything of Acme". */
export function subjectText(
  t: T,
  { scope, label, locationId }: Pick<BufferRule, "scope" | "label" | "locationId">,
  item: string | null,
  locations: readonly { readonly id: string; readonly name: string }[],
): string {
  const location = locations.find(({ id }) => id === locationId)?.name ?? t("closedLocation");
  return t(`subject.${scope}`, { item: item ?? t("goneItem"), location, label });
}

/** How much a rule keeps: "5 units", "10 %", "sales of 3 days". */
export function amountText(t: T, { kind, amount }: Pick<BufferRule, "kind" | "amount">): string {
  return t(`amount.${kind}`, { count: amount });
}
