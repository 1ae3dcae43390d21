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
import type { BuffersData } from "./buffers-data.ts";
import { amountText } from "./rule-text.ts";
import { useChange } from "./use-change.ts";

type RulesCardProps = Pick<BuffersData, "rules" | "locations" | "pausedAt" | "mayChange">;

/** The rules, the most specific first, with what each keeps now. */
export function RulesCard({ rules, locations, pausedAt, mayChange }: RulesCardProps) {
  const { t, i18n } = useTranslation("buffers");
  const { Form, busy } = useChange();
  const scopeText = useScopeText(locations);
  const sorted = rules.toSorted((a, b) => SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope));
  const pause = pausedAt === null ? "pause" : "resume";
  return (
    <Card
      title={t("rules.title")}
      {...(rules.length > 0 && {
        action: (
          <ActionForm form={Form} values={{ do: pause }}>
            <Button submit busy={busy} disabled={!mayChange}>
              {t(`rules.${pause}`)}
            </Button>
          </ActionForm>
        ),
      })}
    >
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
              {
                id: "of",
                title: t("rules.of"),
                cell: (rule) => scopeText(rule, rule.title ?? rule.sku),
              },
              { id: "keeps", title: t("rules.keeps"), cell: (rule) => amountText(t, rule) },
              {
                id: "levels",
                title: t("rules.levels"),
                numeric: true,
                cell: ({ levels }) => formatNumber(levels, i18n.language),
              },
              {
                id: "held",
                title: t("column.held"),
                numeric: true,
                cell: ({ held }) => formatNumber(held, i18n.language),
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
                      spoken={t("rules.removeSpoken", { of: scopeText(rule, rule.title ?? rule.sku) })}
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
