import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { Became } from "../domain/became.ts";
import type { loader } from "../routes/applied.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Chosen = Data["orders"][number];

const TONES: Readonly<Record<Became, BadgeTone>> = {
  waits: "neutral",
  underWay: "neutral",
  overtaken: "warning",
  gone: "warning",
  packed: "warning",
  shown: "neutral",
  refused: "warning",
  stay: "success",
  move: "success",
  split: "success",
  inPart: "success",
  hold: "success",
  unroutable: "critical",
};

/** Decisions and moves take seconds. */
const REFRESH_MS = 2_000;

function Refresh() {
  useRefresh(REFRESH_MS);
  return null;
}

/** What has become of the orders that somebody had the rules applied to. */
export function AppliedPage({ set, number, at, orders }: Data) {
  const { t } = useTranslation("retroactive");
  const taken = orders.filter(({ became }) => became !== null).length;
  const moves = orders.some(({ became }) => became === "waits" || became === "underWay");
  return (
    <Page
      title={t("applied.title")}
      subtitle={t("page.subtitle", { set: set.name, number: number ?? 0 })}
      back={{ label: set.name, to: `/app/automations/${set.setId}` }}
    >
      {moves && <Refresh />}
      <Card>
        <Stack>
          <Text strong block>
            {t("applied.count", { count: taken })}
          </Text>
          {taken < orders.length && <Text block>{t("applied.refused", { count: orders.length - taken })}</Text>}
          <Text small tone="subdued" block>
            <Time at={at} />
          </Text>
        </Stack>
      </Card>
      <Card title={t("applied.orders")} padded={false}>
        <DataTable<Chosen>
          caption={t("applied.orders")}
          rows={orders}
          keyOf={({ id }) => id}
          columns={[
            {
              id: "order",
              title: t("column.order"),
              cell: ({ orderId, name, id }) =>
                orderId === null ? id : <AppLink to={`/app/orders/${orderId}`}>{name ?? id}</AppLink>,
            },
            {
              id: "result",
              title: t("column.result"),
              cell: ({ became, told }) => (
                <Stack gap="tight">
                  <span>
                    {became === null ? (
                      <Badge tone="critical">{t("applied.no")}</Badge>
                    ) : (
                      <Badge tone={TONES[became]}>{t(`became.${became}`)}</Badge>
                    )}
                  </span>
                  {told !== "taken" && (
                    <Text small block>
                      {told === "changed" ? t("applied.changed") : t(`bar.${told}`)}
                    </Text>
                  )}
                  {became !== null && (
                    <Text small tone="subdued" block>
                      {t(`becameText.${became}`)}
                    </Text>
                  )}
                </Stack>
              ),
            },
          ]}
        />
      </Card>
    </Page>
  );
}
