import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { HomeData } from "../home-page.server.ts";

/** Items that run out this week or have, the soonest first. Nothing when none does. */
export function RunsOut({ stock: { out, soon, first } }: Pick<HomeData, "stock">) {
  const { t } = useTranslation("home");
  if (out + soon === 0) return null;
  const title = [
    ...(soon > 0 ? [t("runsOut.soon", { count: soon })] : []),
    ...(out > 0 ? [t("runsOut.out", { count: out })] : []),
  ].join(" · ");
  return (
    <Card title={title} padded={false} action={<AppLink to="/app/inventory/alerts">{t("runsOut.all")}</AppLink>}>
      <DataTable
        caption={title}
        rows={first}
        keyOf={({ alertId }) => alertId}
        columns={[
          {
            id: "item",
            title: t("runsOut.item"),
            cell: ({ itemId, title: name, variant }) => (
              <AppLink to={`/app/inventory/${itemId}`}>{[name, variant].filter(Boolean).join(" · ")}</AppLink>
            ),
          },
          { id: "location", title: t("runsOut.location"), cell: ({ location }) => location ?? t("runsOut.together") },
          {
            id: "lasts",
            title: t("runsOut.lasts"),
            cell: ({ kind, days }) => {
              if (kind === "out") return <Text tone="critical">{t("runsOut.sold")}</Text>;
              return days === null || days < 1 ? t("runsOut.today") : t("runsOut.days", { count: Math.floor(days) });
            },
          },
        ]}
      />
    </Card>
  );
}
