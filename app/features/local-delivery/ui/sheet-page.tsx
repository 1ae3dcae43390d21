import { useTranslation } from "react-i18next";
import { formatDate } from "../../../platform/i18n/format.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { addressOf, ShownStop } from "../page.server.ts";

interface SheetRow {
  readonly stop: ShownStop;
  readonly address: Awaited<ReturnType<typeof addressOf>>;
}

/** A driver's route on paper: each stop with its address, and room to sign. */
export function SheetPage({
  location,
  day,
  driver,
  rows,
}: {
  readonly location: string;
  readonly day: string;
  readonly driver: string;
  readonly rows: readonly SheetRow[];
}) {
  const { t, i18n } = useTranslation("local-delivery");
  return (
    <Page
      title={t("sheet.title", { driver })}
      subtitle={`${location} · ${formatDate(day, i18n.language)}`}
      back={{ label: t("title"), to: "/app/fulfillment/local" }}
      actions={<Button onClick={() => window.print()}>{t("sheet.print")}</Button>}
    >
      <Card padded={false}>
        <DataTable<SheetRow>
          caption={t("sheet.title", { driver })}
          rows={rows}
          keyOf={({ stop }) => stop.id}
          columns={[
            {
              id: "order",
              title: t("column.order"),
              cell: ({ stop }) => `${stop.position === null ? "" : `${stop.position}. `}${stop.order}`,
            },
            {
              id: "address",
              title: t("sheet.address"),
              cell: ({ address }) => (
                <Stack gap="tight">
                  <Text strong>{address?.name ?? ""}</Text>
                  <Text>{address?.lines.join(", ") ?? t("drive.noAddress")}</Text>
                  <Text small>{address?.phone ?? ""}</Text>
                </Stack>
              ),
            },
            { id: "units", title: t("column.units"), numeric: true, cell: ({ stop }) => String(stop.units) },
            { id: "sign", title: t("sheet.signature"), cell: () => <span className="e-sign-here" /> },
          ]}
        />
      </Card>
    </Page>
  );
}
