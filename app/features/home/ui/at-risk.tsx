import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { HomeData } from "../home-page.server.ts";

/** Deliveries that need somebody now, by what is wrong. Nothing when none does. */
export function AtRisk({ atRisk: { kinds, overdue, costMinor } }: Pick<HomeData, "atRisk">) {
  const { t, i18n } = useTranslation("risks");
  const { currency } = useShop();
  const count = kinds.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return null;
  const title = t("needs.title", { count });
  const cost = formatMoney({ minor: Math.round(costMinor), currency }, i18n.language);
  return (
    <Card title={title} padded={false} action={<AppLink to="/app/deliveries">{t("needs.all")}</AppLink>}>
      <div className="e-inset">
        <Text small tone={overdue > 0 ? "critical" : "subdued"}>
          {`${t("needs.overdue")}: ${formatNumber(overdue, i18n.language)} · ${t("needs.cost")}: ${cost}`}
        </Text>
      </div>
      <DataTable
        caption={title}
        rows={kinds}
        keyOf={({ kind }) => kind}
        columns={[
          {
            id: "kind",
            title: t("column.kind"),
            cell: ({ kind }) => <AppLink to={`/app/deliveries?kind=${kind}`}>{t(`kind.${kind}`)}</AppLink>,
          },
          { id: "act", title: t("column.act"), cell: ({ kind }) => t(`action.${kind}`) },
          {
            id: "count",
            title: t("needs.open"),
            numeric: true,
            cell: (each) => formatNumber(each.count, i18n.language),
          },
        ]}
      />
    </Card>
  );
}
