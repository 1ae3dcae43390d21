import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { ACTIONS, SWITCH_OF, type Action } from "../domain/actions.ts";
import type { FlowData } from "./flow-data.ts";

/** What workflows may ask, and whether the switch is on that it needs. */
export function ActionsCard({ on }: Pick<FlowData, "on">) {
  const { t } = useTranslation("flow");
  return (
    <Card title={t("actions.title")}>
      <Text tone="subdued" block>
        {t("actions.text")}
      </Text>
      <DataTable<Action>
        caption={t("actions.title")}
        rows={ACTIONS}
        keyOf={(action) => action}
        columns={[
          {
            id: "action",
            title: t("column.action"),
            cell: (action) => (
              <Stack gap="tight">
                <Text strong>{t(`action.${action}.title`)}</Text>
                <Text small tone="subdued">
                  {t(`action.${action}.text`)}
                </Text>
              </Stack>
            ),
          },
          {
            id: "state",
            title: t("column.state"),
            cell: (action) =>
              on.includes(SWITCH_OF[action]) ? (
                <Badge tone="success">{t("ready")}</Badge>
              ) : (
                <Stack gap="tight">
                  <Row>
                    <Badge tone="attention">{t("off")}</Badge>
                  </Row>
                  <Text small>{t(`needs.${SWITCH_OF[action]}`)}</Text>
                </Stack>
              ),
          },
        ]}
      />
    </Card>
  );
}
