import { useTranslation } from "react-i18next";
import { formatDay, formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Progress } from "../../../shell/ui/progress.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { HomeData } from "../home-page.server.ts";

/** What somebody should know of the plan, before it costs anything. Nothing while all is well. */
export function PlanCard({ plan }: Pick<HomeData, "plan">) {
  const { t, i18n } = useTranslation("home");
  const { timezone } = useShop();
  if (plan === null) return null;
  const { notice, orders, included, percent, trialEnds } = plan;
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <Card
      title={t(`plan.${notice}.title`, {
        percent,
        when: trialEnds === null ? "" : formatDay(trialEnds, timezone, i18n.language),
      })}
      action={<AppLink to="/app/plan">{t("plan.see")}</AppLink>}
    >
      <Stack>
        {included !== null && notice !== "frozen" && notice !== "trialEnds" && (
          <Progress
            label={t("plan.counted")}
            detail={t("plan.ofIncluded", { orders: number(orders), included: number(included) })}
            percent={percent}
            tone={notice === "near" ? "running" : "failed"}
          />
        )}
        <Text block>{t(`plan.${notice}.text`)}</Text>
      </Stack>
    </Card>
  );
}
