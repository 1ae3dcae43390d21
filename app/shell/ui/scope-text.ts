import { useTranslation } from "react-i18next";
import type { ScopedRule } from "../../core/rule-scope.ts";
import type { Named } from "./scope-fields.tsx";

/** What a rule about stock is about: "CAM-1 at Madrid", "everything of Acme". `item` is how its item is called; null: it is gone. */
export function useScopeText(locations: readonly Named[]) {
  const { t } = useTranslation("shell");
  return ({ scope, label, locationId }: Omit<ScopedRule, "ruleId" | "itemId">, item: string | null): string => {
    const location = locations.find(({ id }) => id === locationId)?.name ?? t("scope.closedLocation");
    return t(`scope.subject.${scope}`, { item: item ?? t("scope.goneItem"), location, label });
  };
}
