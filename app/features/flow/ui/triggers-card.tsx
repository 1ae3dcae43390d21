import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { FlowData } from "./flow-data.ts";

type Told = FlowData["triggers"][number];

/** What starts workflows: which the merchant uses, and how many were sent lately. */
export function TriggersCard({ triggers }: Pick<FlowData, "triggers">) {
  const { t } = useTranslation("flow");
  return (
    <Card title={t("triggers.title")}>
      <Text tone="subdued" block>
        {t("triggers.text")}
      </Text>
      <DataTable<Told>
        caption={t("triggers.title")}
        rows={triggers}
        keyOf={({ trigger }) => trigger}
        columns={[
          {
            id: "trigger",
            title: t("column.trigger"),
            cell: ({ trigger }) => (
              <Stack gap="tight">
                <Text strong>{t(`trigger.${trigger}.title`)}</Text>
                <Text small tone="subdued">
                  {t(`trigger.${trigger}.text`)}
                </Text>
              </Stack>
            ),
          },
          {
            id: "use",
            title: t("column.use"),
            cell: ({ inUse }) => (inUse ? <Badge tone="success">{t("used")}</Badge> : <Badge>{t("notUsed")}</Badge>),
          },
          {
            id: "sent",
            title: t("column.sent"),
            numeric: true,
            cell: ({ sent, refused }) => (
              <Stack gap="tight">
                <Text>{String(sent)}</Text>
                {refused > 0 && <Text tone="critical">{t("refusedCount", { count: refused })}</Text>}
              </Stack>
            ),
          },
        ]}
      />
    </Card>
  );
}
