import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { formatMoney, parseMoney } from "../../../core/money.ts";
import type { PlanPageData } from "../plan-page.server.ts";

/** What the shop has subscribed to, and the way to Shopify, where it is chosen, changed and left. */
export function PlanCard({ subscription, free, handle, readAt, chooseUrl }: PlanPageData) {
  const { t, i18n } = useTranslation("billing");
  const { status, name, price, currency, interval, trialEndsAt, periodEndsAt, test } = subscription;
  const amount = price === "" ? "" : formatMoney(parseMoney(price, currency), i18n.language);
  return (
    <Card
      title={t("yours.title")}
      action={
        status === "frozen" ? (
          <Badge tone="critical">{t("yours.frozen")}</Badge>
        ) : trialEndsAt !== null ? (
          <Badge tone="info">{t("yours.trial")}</Badge>
        ) : undefined
      }
    >
      <Stack gap="loose">
        <Facts
          rows={[
            { name: t("yours.plan"), value: name === "" || free ? t("plan.free") : name },
            {
              name: t("yours.price"),
              value:
                free || amount === ""
                  ? t("yours.nothing")
                  : t(interval === "ANNUAL" ? "yours.yearly" : "yours.monthly", { amount }),
            },
            ...(trialEndsAt === null
              ? []
              : [{ name: t("yours.trialEnds"), value: <Time at={trialEndsAt} show="day" /> }]),
            ...(periodEndsAt === null || free
              ? []
              : [{ name: t("yours.nextBill"), value: <Time at={periodEndsAt} show="day" /> }]),
            ...(readAt === null ? [] : [{ name: t("yours.read"), value: <Time at={readAt} /> }]),
          ]}
        />
        {handle === null && <Text block>{t("yours.unknown")}</Text>}
        {test && <Text block>{t("yours.test")}</Text>}
        <Text tone="subdued" block>
          {t("yours.text")}
        </Text>
        {chooseUrl === null ? (
          <Text tone="subdued" block>
            {t("yours.noWay")}
          </Text>
        ) : (
          <Row>
            <LinkButton to={chooseUrl} outside="top" primary>
              {t(free ? "yours.choose" : "yours.change")}
            </LinkButton>
          </Row>
        )}
      </Stack>
    </Card>
  );
}
