import type { TFunction } from "i18next";
import type { AlertRule } from "../domain/rule.ts";

type T = TFunction<"alerts">;

/** What a rule is about: "CAM-1 at Madrid", "everything of Acme". */
export function subjectText(
  t: T,
  { scope, label, locationId }: Pick<AlertRule, "scope" | "label" | "locationId">,
  item: string | null,
  locations: readonly { readonly id: string; readonly name: string }[],
): string {
  const location = locations.find(({ id }) => id === locationId)?.name ?? t("closedLocation");
  return t(`subject.${scope}`, { item: item ?? t("goneItem"), location, label });
}

/** When a rule tells: "5 units or fewer left". */
export function lineText(t: T, { kind, amount }: Pick<AlertRule, "kind" | "amount">): string {
  return t(`line.${kind}`, { count: amount });
}
