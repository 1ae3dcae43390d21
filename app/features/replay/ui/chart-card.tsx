import { useState } from "react";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { PairChart } from "../../../shell/ui/pair-chart.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { DAY_NUMBERS } from "../domain/totals.ts";
import type { StoredTotals } from "../replays.server.ts";
import { useWords } from "./use-words.ts";

/** One of the numbers day by day, as a chart and as a table. */
export function ChartCard({ totals: { days, currency } }: { readonly totals: StoredTotals }) {
  const { t, few, money, date } = useWords(currency);
  const [name, setName] = useState<(typeof DAY_NUMBERS)[number]>("cost");
  const format = name === "cost" ? money : few;
  const points = days.map((day) => ({ label: date(day.date), values: [day.before[name], day.after[name]] as const }));
  const sumOf = (which: 0 | 1) => format(points.reduce((sum, { values }) => sum + values[which], 0));
  const what = t(`chart.${name}`);
  return (
    <Card title={t("chart.title")}>
      <Stack>
        <Row>
          <SelectField
            name="chart"
            label={t("chart.label")}
            value={name}
            choices={DAY_NUMBERS.map((value) => ({ value, label: t(`chart.${value}`) }))}
            onChange={(value) => setName(DAY_NUMBERS.find((each) => each === value) ?? "cost")}
          />
        </Row>
        <PairChart
          title={t("chart.spoken", { count: points.length, what, before: sumOf(0), after: sumOf(1) })}
          names={[t("chart.before"), t("chart.after")]}
          points={points}
          format={format}
        />
        <details className="e-more">
          <summary>{t("chart.table")}</summary>
          <DataTable
            caption={what}
            rows={points}
            keyOf={({ label }) => label}
            columns={[
              { id: "day", title: t("column.day"), cell: ({ label }) => label },
              { id: "before", title: t("chart.before"), numeric: true, cell: ({ values }) => format(values[0]) },
              { id: "after", title: t("chart.after"), numeric: true, cell: ({ values }) => format(values[1]) },
            ]}
          />
        </details>
      </Stack>
    </Card>
  );
}
