import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import type { PlanPageData } from "../plan-page.server.ts";
import { cents } from "./cents.ts";

/** Every plan beside the others, the shop's own marked. */
export function PlansCard({ plans, handle }: Pick<PlanPageData, "handle" | "plans">) {
  const { t, i18n } = useTranslation("billing");
  const money = (amount: number) => cents(amount, i18n.language);
  return (
    <Card title={t("plans.title")} padded={false}>
      <DataTable
        caption={t("plans.title")}
        rows={plans}
        keyOf={(plan) => plan.handle}
        columns={[
          {
            id: "plan",
            title: t("plans.plan"),
            cell: (plan) => (
              <Row>
                {t(`plan.${plan.handle}`)}
                {plan.handle === handle && <Badge tone="success">{t("plans.yours")}</Badge>}
              </Row>
            ),
          },
          {
            id: "price",
            title: t("plans.price"),
            numeric: true,
            cell: ({ monthlyCents }) => (monthlyCents === 0 ? t("plans.free") : money(monthlyCents)),
          },
          {
            id: "included",
            title: t("plans.included"),
            numeric: true,
            cell: ({ included }) => formatNumber(included, i18n.language),
          },
          {
            id: "extra",
            title: t("plans.extra"),
            numeric: true,
            cell: ({ extraCents }) => (extraCents === null ? t("plans.noExtra") : money(extraCents)),
          },
          {
            id: "trial",
            title: t("plans.trial"),
            numeric: true,
            cell: ({ trialDays }) => (trialDays === 0 ? t("plans.noTrial") : t("plans.days", { count: trialDays })),
          },
        ]}
      />
    </Card>
  );
}
