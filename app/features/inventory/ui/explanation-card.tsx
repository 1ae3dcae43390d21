import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { Explanation } from "../domain/history.ts";
import type { ShownLevel } from "../item-page.server.ts";
import { wordOf } from "../words.ts";
import { useSigned } from "./entry-words.tsx";

/** "Why is this 3 and not 5?": from the opening to what is there now, cause by cause, and what nothing explains. */
export function ExplanationCard({
  explanation,
  level,
}: {
  readonly explanation: Explanation;
  readonly level: ShownLevel;
}) {
  const { t, i18n } = useTranslation("inventory");
  const signed = useSigned();
  const { opening, causes, expected, reported, unexplained } = explanation;
  return (
    <Card title={t("item.why", { count: reported })}>
      <Facts
        rows={[
          {
            name: t("item.opening"),
            value: (
              <>
                {formatNumber(opening, i18n.language)}{" "}
                <Text small tone="subdued">
                  <Time at={level.openedAt} show="day" />
                </Text>
              </>
            ),
          },
          ...causes.map(({ cause, units, entries }) => ({
            name: wordOf(t, "cause", cause),
            value: (
              <>
                {signed(units)}{" "}
                <Text small tone="subdued">
                  {t("item.times", { count: entries })}
                </Text>
              </>
            ),
          })),
          { name: t("item.expected"), value: <Text strong>{formatNumber(expected, i18n.language)}</Text> },
          { name: t("item.reported"), value: <Text strong>{formatNumber(reported, i18n.language)}</Text> },
        ]}
      />
      <Text block tone={unexplained === 0 ? "success" : "critical"}>
        {unexplained === 0 ? t("item.explained") : t("item.unexplained", { units: signed(unexplained) })}
      </Text>
      <Text block small tone="subdued">
        {t("item.agreed")} <Time at={level.agreedAt} />
      </Text>
    </Card>
  );
}
