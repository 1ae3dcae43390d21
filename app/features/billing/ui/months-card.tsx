import { useTranslation } from "react-i18next";
import { formatMonth, formatNumber } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import type { PlanPageData } from "../plan-page.server.ts";
import { cents } from "./cents.ts";

/** The last months, each with its orders as a file: what is charged can be checked one by one. */
export function MonthsCard({ months }: Pick<PlanPageData, "months">) {
  const { t, i18n } = useTranslation("billing");
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <Card title={t("months.title")} padded={false}>
      {months.length === 0 ? (
        <Empty title={t("months.none")}>{t("months.noneText")}</Empty>
      ) : (
        <DataTable
          caption={t("months.title")}
          rows={months}
          keyOf={({ month }) => month}
          columns={[
            { id: "month", title: t("months.month"), cell: ({ month }) => formatMonth(month, i18n.language) },
            { id: "orders", title: t("months.orders"), numeric: true, cell: ({ orders }) => number(orders) },
            { id: "extra", title: t("months.extra"), numeric: true, cell: ({ extra }) => number(extra) },
            {
              id: "cost",
              title: t("months.cost"),
              numeric: true,
              cell: ({ costCents }) => cents(costCents, i18n.language),
            },
            {
              id: "file",
              title: t("months.file"),
              cell: ({ month }) => (
                <Row>
                  <SaveFileButton
                    plain
                    url={`/app/plan/${month}/orders.csv?locale=${i18n.language}`}
                    name={`orders-${month}.csv`}
                    failed={t("months.failed")}
                  >
                    {t("months.save")}
                  </SaveFileButton>
                </Row>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
