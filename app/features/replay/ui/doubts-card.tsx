import { formatDay } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { StoredTotals } from "../replays.server.ts";
import { useWords } from "./use-words.ts";

interface DoubtsCardProps {
  readonly totals: StoredTotals;
  readonly trigger: string;
}

const KINDS = ["notReproduced", "notReproducedShown", "unasked", "unreadable", "otherCurrency"] as const;

/** What a reader should know before trusting the rest. */
export function DoubtsCard({ totals: { doubts, coverage, currency }, trigger }: DoubtsCardProps) {
  const { t, locale, number } = useWords(currency);
  const { timezone } = useShop();
  const { missing, missingUntil, orders } = coverage;
  const sentences = [
    ...(missingUntil === null
      ? []
      : [
          t("doubt.missing", {
            count: missing,
            orders: number(orders),
            date: formatDay(missingUntil, timezone, locale),
          }),
        ]),
    ...KINDS.filter((kind) => doubts[kind] > 0).map((kind) => t(`doubt.${kind}`, { count: doubts[kind] })),
    ...(trigger === "order.routing" ? [] : [t("doubt.acting")]),
    t("doubt.always"),
  ];
  return (
    <Card title={t("doubt.title")}>
      <ul className="e-list">
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Text>{sentence}</Text>
          </li>
        ))}
      </ul>
    </Card>
  );
}
