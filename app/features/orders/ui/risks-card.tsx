import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { OrderData } from "./order-data.ts";

/** What may go wrong with the order, what to do about it and by when. Nothing when nothing does. */
export function RisksCard({ risks, now }: Pick<OrderData, "risks" | "now">) {
  const { t, i18n } = useTranslation("risks");
  const open = risks.filter(({ resolvedAt }) => resolvedAt === null);
  if (open.length === 0) return null;
  return (
    <Card
      title={t("needs.title", { count: open.length })}
      action={<AppLink to="/app/deliveries">{t("needs.all")}</AppLink>}
    >
      <Stack gap="loose">
        {open.map(({ riskId, kind, location, deadline, costMinor, currency, owner }) => (
          <Stack key={riskId} gap="tight">
            <Row apart>
              <Badge tone="warning">{t(`kind.${kind}`)}</Badge>
              <Text small tone="subdued">
                {`${t("column.cost")}: ${formatMoney({ minor: costMinor, currency }, i18n.language)}`}
              </Text>
            </Row>
            <Text>{t(`action.${kind}`)}</Text>
            <Text small tone={deadline <= now ? "critical" : "subdued"}>
              {[location, owner === "" ? t("row.nobody") : owner].filter((part) => part !== null).join(" · ")} ·{" "}
              {t(deadline <= now ? "row.overdue" : "row.until")} <Time at={deadline} />
            </Text>
          </Stack>
        ))}
      </Stack>
    </Card>
  );
}
