import { Card } from "../../../shell/ui/card.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { CHANGES } from "../domain/change.ts";
import type { StoredTotals } from "../replays.server.ts";
import { useWords, type Words } from "./use-words.ts";

/** What would be different, in words. */
export function SummaryCard({ totals }: { readonly totals: StoredTotals }) {
  const { orders, changes } = totals;
  const words = useWords(totals.currency);
  const { t, number } = words;
  const kinds = CHANGES.filter((change) => change !== "same").filter((change) => changes[change] > 0);
  const changed = orders - changes.same;
  return (
    <Card title={t("summary.title")}>
      <Stack>
        {kinds.length === 0 ? (
          <Text strong block>
            {t("summary.none", { count: orders })}
          </Text>
        ) : (
          <>
            <Text strong block>
              {t("summary.some", { count: Math.max(1, changed), orders: number(orders) })}
            </Text>
            <ul className="e-list">
              {kinds.map((change) => (
                <li key={change}>
                  <Text>{t(`summary.change.${change}`, { count: changes[change] })}</Text>
                </li>
              ))}
            </ul>
          </>
        )}
        <Text block>{costSentence(totals, words)}</Text>
        <Text block>{lateSentence(totals, words)}</Text>
      </Stack>
    </Card>
  );
}

function costSentence({ before, after }: StoredTotals, { t, money, share }: Words): string {
  const [was, is] = [before.cost["totalMinor"] ?? 0, after.cost["totalMinor"] ?? 0];
  if (was === is) return t("summary.costSame");
  const amount = money(Math.abs(is - was));
  const part = share(was === 0 ? 0 : Math.abs(is - was) / was);
  return is < was ? t("summary.costDown", { amount, share: part }) : t("summary.costUp", { amount, share: part });
}

/** Expected numbers below a tenth are none. */
const NONE = 0.05;

function lateSentence({ before, after }: StoredTotals, { t, few, number }: Words): string {
  const known = Math.min(before.lateKnown, after.lateKnown);
  if (known === 0) return t("summary.lateUnknown");
  const less = before.late - after.late;
  if (Math.abs(less) < NONE) return t("summary.lateSame", { known: number(known) });
  const values = { amount: few(Math.abs(less)), known: number(known) };
  return less > 0 ? t("summary.lateFewer", values) : t("summary.lateMore", values);
}
