import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { Sums } from "../domain/totals.ts";
import type { StoredTotals } from "../replays.server.ts";
import { useWords, type Words } from "./use-words.ts";

interface Line {
  readonly key: string;
  readonly name: string;
  readonly strong: boolean;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/** All sums beside each other. */
export function TotalsCard({ totals }: { readonly totals: StoredTotals }) {
  const words = useWords(totals.currency);
  const { t } = words;
  return (
    <Card title={t("totals.title")} padded={false}>
      <DataTable
        caption={t("totals.caption")}
        rows={[...costLines(totals, words), ...otherLines(totals, words)]}
        keyOf={({ key }) => key}
        columns={[
          { id: "name", title: t("column.number"), cell: ({ name, strong }) => <Text strong={strong}>{name}</Text> },
          { id: "before", title: t("column.before"), numeric: true, cell: ({ before }) => before },
          { id: "after", title: t("column.after"), numeric: true, cell: ({ after }) => after },
          {
            id: "difference",
            title: t("column.difference"),
            numeric: true,
            cell: ({ difference, strong }) => <Text strong={strong}>{difference}</Text>,
          },
        ]}
      />
      <div className="e-foot">
        <Text small tone="subdued" block>
          {t("totals.note", { count: totals.comparable })}
        </Text>
      </div>
    </Card>
  );
}

/** The whole first, then its parts, as far as they are anything. */
function costLines({ before, after }: StoredTotals, { t, money, moneyChange }: Words): Line[] {
  const names = [...new Set([...Object.keys(before.cost), ...Object.keys(after.cost)])].sort(
    (a, b) => Number(b === "totalMinor") - Number(a === "totalMinor"),
  );
  return names.flatMap((name) => {
    const [was, is] = [before.cost[name] ?? 0, after.cost[name] ?? 0];
    const isTotal = name === "totalMinor";
    if (was === 0 && is === 0 && !isTotal) return [];
    const what = t(`cost.${name}` as "cost.totalMinor");
    return {
      key: name,
      name: isTotal ? what : t("totals.part", { what }),
      strong: isTotal,
      before: money(was),
      after: money(is),
      difference: moneyChange(is - was),
    };
  });
}

const OTHERS = ["parcels", "held", "unfilled", "late"] as const satisfies readonly (keyof Sums)[];

function otherLines({ before, after }: StoredTotals, { t, few, numberChange }: Words): Line[] {
  return OTHERS.map((name) => {
    const isKnown = name !== "late" || before.lateKnown + after.lateKnown > 0;
    const unknown = t("totals.unknown");
    return {
      key: name,
      name: t(`totals.${name}`),
      strong: false,
      before: isKnown ? few(before[name]) : unknown,
      after: isKnown ? few(after[name]) : unknown,
      difference: isKnown ? numberChange(after[name] - before[name]) : unknown,
    };
  });
}
