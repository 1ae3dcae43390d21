import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { BuffersData } from "./buffers-data.ts";

/** Units of ours that somebody took out of safety stock. Nothing when nobody did. */
export function CorrectionsCard({ corrections }: Pick<BuffersData, "corrections">) {
  const { t, i18n } = useTranslation("buffers");
  if (corrections.length === 0) return null;
  return (
    <Card title={t("corrections.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("corrections.text")}
        </Text>
        <DataTable
          caption={t("corrections.title")}
          rows={corrections}
          keyOf={({ correctionId }) => correctionId}
          columns={[
            { id: "item", title: t("column.item"), cell: ({ title, sku }) => [title, sku].filter(Boolean).join(" · ") },
            { id: "location", title: t("column.location"), cell: ({ location }) => location },
            { id: "why", title: t("corrections.why"), cell: ({ code }) => t(`corrections.code.${code}`) },
            {
              id: "units",
              title: t("corrections.units"),
              numeric: true,
              cell: ({ units }) => formatNumber(units, i18n.language),
            },
            { id: "at", title: t("corrections.at"), cell: ({ at }) => <Time at={at} /> },
          ]}
        />
      </Stack>
    </Card>
  );
}
