import { useTranslation } from "react-i18next";
import type { Refusal } from "../refusal.ts";
import { Text } from "./text.tsx";

/** Why somebody may not, and whom to ask. */
export function Refused({ why, scope, role, managers }: Refusal) {
  const { t } = useTranslation("shell");
  if (why === "shopify" && scope !== null) {
    return (
      <>
        <Text block>{t("refusal.shopify", { permission: t(`refusal.scope.${scope}`) })}</Text>
        <Text block>{t("refusal.askOwner")}</Text>
      </>
    );
  }
  return (
    <>
      <Text block>{t("refusal.role", { role: t(`role.${role}.name`) })}</Text>
      <Text block>
        {managers.length > 0
          ? t("refusal.ask", { managers, formatParams: { managers: { type: "disjunction" } } })
          : t("refusal.askManager")}
      </Text>
    </>
  );
}
