import { useTranslation } from "react-i18next";
import { SCOPES } from "../../../core/rule-scope.ts";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { useScopeText } from "../../../shell/ui/scope-text.ts";
import { Text } from "../../../shell/ui/text.tsx";
import type { AlertsData } from "./alerts-data.ts";
import { lineText } from "./rule-text.ts";
import { useChange } from "./use-change.ts";

/** The rules, the most specific first, with what each tells now. */
export function RulesCard({ rules, locations, mayChange }: Pick<AlertsData, "rules" | "locations" | "mayChange">) {
  const { t, i18n } = useTranslation("alerts");
  const { Form, busy } = useChange();
  const scopeText = useScopeText(locations);
  const sorted = rules.toSorted((a, b) => SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope));
  return (
    <Card title={t("rules.title")}>
      {rules.length === 0 ? (
        <Empty title={t("rules.emptyTitle")}>{t("rules.emptyText")}</Empty>
      ) : (
        <Stack gap="loose">
          <Text tone="subdued" block>
            {t("rules.text")}
          </Text>
          <DataTable
            caption={t("rules.title")}
            rows={sorted}
            keyOf={({ ruleId }) => ruleId}
            columns={[
              { id: "of", title: t("rules.of"), cell: (rule) => scopeText(rule, rule.title) },
              { id: "line", title: t("rules.line"), cell: (rule) => lineText(t, rule) },
              {
                id: "at",
                title: t("rules.at"),
                cell: ({ pooled }) => t(pooled ? "places.together" : "places.each"),
              },
              {
                id: "open",
                title: t("rules.open"),
                numeric: true,
                cell: ({ open }) => formatNumber(open, i18n.language),
              },
              {
                id: "remove",
                title: t("rules.change"),
                numeric: true,
                cell: (rule) => (
                  <ActionForm form={Form} values={{ do: "remove", rule: rule.ruleId }}>
                    <Button
                      submit
                      plain
                      busy={busy}
                      disabled={!mayChange}
                      spoken={t("rules.removeSpoken", { of: scopeText(rule, rule.title) })}
                    >
                      {t("rules.remove")}
                    </Button>
                  </ActionForm>
                ),
              },
            ]}
          />
        </Stack>
      )}
    </Card>
  );
}
