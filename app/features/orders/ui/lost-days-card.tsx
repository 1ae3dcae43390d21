import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { OrderData } from "./order-data.ts";

/** Who lost the days by which parts of the order came too late, with the moment that shows it. Nothing when nothing did. */
export function LostDaysCard({ arrivals }: Pick<OrderData, "arrivals">) {
  const { t } = useTranslation("delivery");
  const late = arrivals.filter(({ blame }) => blame !== null && blame.length > 0);
  if (late.length === 0) return null;
  return (
    <Card title={t("blame.one")} action={<AppLink to="/app/deliveries/on-time">{t("onTime.tabOnTime")}</AppLink>}>
      <Stack gap="loose">
        {late.map(({ part, lateBought, lateLast, blame }) => (
          <Stack key={part} gap="tight">
            <Text strong block>
              {t("late.days", { count: lateBought ?? lateLast ?? 0 })}
            </Text>
            <Facts
              rows={(blame ?? []).map(({ segment, days, evidence }) => ({
                name: t(`segment.${segment}`),
                value: (
                  <>
                    {t("late.short", { count: days })}
                    {evidence !== null && (
                      <Text small tone="subdued" block>
                        {t("blame.until")} <Time at={evidence.at} />
                      </Text>
                    )}
                  </>
                ),
              }))}
            />
          </Stack>
        ))}
      </Stack>
    </Card>
  );
}
