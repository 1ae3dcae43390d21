import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { Oversell } from "../domain/history.ts";
import { EntryWords, useSigned, type OrderNames } from "./entry-words.tsx";

/** When more was sold than there was: which orders, what happened in between, and how long it lasted. Nothing when it never did. */
export function OversellsCard({
  oversells,
  orders,
}: {
  readonly oversells: readonly Oversell[];
  readonly orders: OrderNames;
}) {
  const { t } = useTranslation("inventory");
  if (oversells.length === 0) return null;
  return (
    <Card title={t("oversell.title")}>
      <Stack gap="loose">
        {oversells.map((oversell) => (
          <OversellBlock key={oversell.from} oversell={oversell} orders={orders} />
        ))}
      </Stack>
    </Card>
  );
}

function OversellBlock({ oversell, orders }: { readonly oversell: Oversell; readonly orders: OrderNames }) {
  const { t, i18n } = useTranslation("inventory");
  const signed = useSigned();
  return (
    <Stack gap="tight">
      <Text strong block>
        <Time at={oversell.from} />
      </Text>
      <Text block tone={oversell.to === null ? "critical" : "normal"}>
        <Lasted ms={oversell.ms} /> {t("oversell.lowest", { units: signed(oversell.lowest) })}
      </Text>
      {oversell.orders.length > 0 && (
        <Row gap="tight">
          <Text>{t("oversell.orders")}</Text>
          {oversell.orders.map((id) => (
            <AppLink key={id} to={`/app/orders/${id}`}>
              {orders[id] ?? id}
            </AppLink>
          ))}
        </Row>
      )}
      <ul className="e-list">
        {oversell.steps.map((step) => (
          <li key={step.seq}>
            <Text small>
              <Time at={step.occurredAt} /> · <EntryWords entry={step} orders={orders} /> ·{" "}
              {signed(step.units.available ?? 0)} → {formatNumber(step.available, i18n.language)}
            </Text>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** How long it lasted, in its greatest fitting unit. */
function Lasted({ ms }: { readonly ms: number | null }) {
  const { t } = useTranslation("inventory");
  if (ms === null) return t("oversell.still");
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return t("oversell.minutes", { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t("oversell.hours", { count: hours }) : t("oversell.days", { count: Math.round(hours / 24) });
}
