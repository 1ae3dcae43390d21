import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { StoredTotals } from "../replays.server.ts";
import { useWords } from "./use-words.ts";

/** How often each rule matched with the live rules and with those that were tried. */
export function RulesCard({ totals: { rules, currency } }: { readonly totals: StoredTotals }) {
  const { t, number, numberChange } = useWords(currency);
  if (rules.length === 0)
    return (
      <Card title={t("rules.title")}>
        <Text block>{t("rules.none")}</Text>
      </Card>
    );
  return (
    <Card title={t("rules.title")} padded={false}>
      <DataTable
        caption={t("rules.title")}
        rows={rules}
        keyOf={({ setId, ruleId }) => `${setId} ${ruleId}`}
        columns={[
          { id: "rule", title: t("column.rule"), cell: ({ name }) => name },
          { id: "before", title: t("column.before"), numeric: true, cell: ({ before }) => number(before) },
          { id: "after", title: t("column.after"), numeric: true, cell: ({ after }) => number(after) },
          {
            id: "difference",
            title: t("column.difference"),
            numeric: true,
            cell: ({ before, after }) => numberChange(after - before),
          },
        ]}
      />
    </Card>
  );
}
