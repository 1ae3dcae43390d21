import { useTranslation } from "react-i18next";
import { formatMonth, formatNumber } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Progress } from "../../../shell/ui/progress.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { PlanPageData } from "../plan-page.server.ts";
import { cents } from "./cents.ts";

/** How many orders of how many, what the next one costs, and where the month ends at this pace. */
export function MonthCard({ month, monthEnds, outlook, told, extraCents }: PlanPageData) {
  const { t, i18n } = useTranslation("billing");
  const { tally, included, percent, level, nextCents, forecast } = outlook;
  const money = (amount: number) => cents(amount, i18n.language);
  const number = (value: number) => formatNumber(value, i18n.language);
  const detail =
    included === null
      ? t("month.orders", { count: tally.orders, orders: number(tally.orders) })
      : t("month.ofIncluded", { orders: number(tally.orders), included: number(included) });
  const ahead =
    forecast === null
      ? t("month.tooEarly")
      : forecast.costCents > 0
        ? t("month.aheadCosts", { orders: number(forecast.orders), cost: money(forecast.costCents) })
        : t("month.ahead", { orders: number(forecast.orders) });
  return (
    <Card title={formatMonth(month, i18n.language)}>
      <Stack gap="loose">
        <Progress
          label={t("month.counted")}
          detail={detail}
          percent={percent}
          tone={level === "reached" ? "failed" : "running"}
        />
        <Facts
          rows={[
            { name: t("month.next"), value: nextOf(nextCents, level, extraCents) },
            { name: t("month.pace"), value: ahead },
            { name: t("month.anew"), value: <Time at={monthEnds} show="day" /> },
            ...(tally.extra > 0
              ? [
                  {
                    name: t("month.extra"),
                    value: t("month.extraCost", {
                      count: tally.extra,
                      orders: number(tally.extra),
                      cost: money(tally.costCents),
                    }),
                  },
                  { name: t("month.told"), value: toldText() },
                ]
              : []),
          ]}
        />
      </Stack>
    </Card>
  );

  function nextOf(next: number, reached: typeof level, extra: number | null): string {
    if (next > 0) return money(next);
    return reached === "reached" && extra === null ? t("month.nextFree") : t("month.nextIncluded");
  }

  function toldText(): string {
    return [
      t("month.sent", { count: told.sent, orders: number(told.sent) }),
      ...(told.waiting > 0 ? [t("month.waiting", { count: told.waiting, orders: number(told.waiting) })] : []),
      ...(told.refused > 0 ? [t("month.refused", { count: told.refused, orders: number(told.refused) })] : []),
    ].join(" · ");
  }
}
