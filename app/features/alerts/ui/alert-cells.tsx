import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { Alert } from "./alerts-data.ts";

export const nameOf = ({ title, variant }: Alert): string => [title, variant].filter(Boolean).join(" · ");

/** The item, with where it runs out. */
export function ItemCell({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation("alerts");
  return (
    <Stack gap="tight">
      <AppLink to={`/app/inventory/${alert.itemId}`}>{nameOf(alert)}</AppLink>
      <Text small tone="subdued">
        {[alert.sku, alert.location ?? t("together")].filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}

/** How long it lasts, or since when nothing is left. */
export function LastsCell({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation("alerts");
  const { kind, days, sureDays, outSince } = alert;
  if (kind === "out")
    return (
      <Stack gap="tight">
        <Row>
          <Badge tone="critical">{t("kind.out")}</Badge>
        </Row>
        <Text small tone="subdued">
          {outSince === null ? (
            t("row.longAgo")
          ) : (
            <>
              {t("row.since")} <Time at={outSince} />
            </>
          )}
        </Text>
      </Stack>
    );
  if (days === null) return <Text tone="subdued">{t("noForecast")}</Text>;
  return (
    <Stack gap="tight">
      <Text>{days < 1 ? t("row.today") : t("row.days", { count: Math.floor(days) })}</Text>
      <Text small tone="subdued">
        {t("row.sure", { count: Math.floor(sureDays ?? 0) })}
      </Text>
    </Stack>
  );
}

/** What a day without stock costs, and what is sold on a day with it. */
export function LostCell({ alert: { lostMinor, perDay } }: { readonly alert: Alert }) {
  const { t, i18n } = useTranslation("alerts");
  const { currency } = useShop();
  const units = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 2 }).format(perDay ?? 0);
  return (
    <Stack gap="tight">
      <Text>{lostMinor === 0 ? t("row.none") : formatMoney({ minor: lostMinor, currency }, i18n.language)}</Text>
      {perDay !== null && (
        <Text small tone="subdued">
          {t("row.perDay", { units })}
        </Text>
      )}
    </Stack>
  );
}

/** Orders that wait, units on their way, units elsewhere. */
export function HelpCell({ alert: { help, sku } }: { readonly alert: Alert }) {
  const { t } = useTranslation("alerts");
  if (help === null) return null;
  const { waiting, orders, incoming, arrivesAt, elsewhere } = help;
  if (waiting === 0 && incoming === 0 && elsewhere === 0)
    return (
      <Text small tone="subdued">
        {t("help.nothing")}
      </Text>
    );
  return (
    <Stack gap="tight">
      {waiting > 0 && (
        <Row gap="tight">
          <Text small>{t("help.waiting", { count: waiting })}</Text>
          {orders.map(({ orderId, name }) => (
            <AppLink key={orderId} to={`/app/orders/${orderId}`}>
              {name}
            </AppLink>
          ))}
          {waiting > orders.length && <Text small>{t("help.more", { count: waiting - orders.length })}</Text>}
        </Row>
      )}
      {incoming > 0 && (
        <Text small>
          {t("help.incoming", { count: incoming })}
          {arrivesAt !== null && (
            <>
              , {t("help.arrives")} <Time at={arrivesAt} show="day" />
            </>
          )}
        </Text>
      )}
      {elsewhere > 0 && (
        <Row gap="tight">
          <Text small>{t("help.elsewhere", { count: elsewhere })}</Text>
          <AppLink
            to={`/app/inventory/transfers${sku === null ? "" : `?${new URLSearchParams({ q: sku }).toString()}`}`}
          >
            {t("help.transfers")}
          </AppLink>
        </Row>
      )}
    </Stack>
  );
}
