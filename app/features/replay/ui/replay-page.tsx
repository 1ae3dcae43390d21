import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Progress } from "../../../shell/ui/progress.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { ReplayAnswer } from "../act.server.ts";
import type { replayPage } from "../page.server.ts";
import { ChartCard } from "./chart-card.tsx";
import { DoubtsCard } from "./doubts-card.tsx";
import { LocationsCard } from "./locations-card.tsx";
import { OrdersCard } from "./orders-card.tsx";
import { pathOf } from "./replay-card.tsx";
import { RulesCard } from "./rules-card.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { SummaryCard } from "./summary-card.tsx";
import { TotalsCard } from "./totals-card.tsx";

export type ReplayData = NonNullable<Awaited<ReturnType<typeof replayPage>>> & { readonly mayChange: boolean };

/** One replay: how far it is, or what it says. */
export function ReplayPage(data: ReplayData) {
  const { set, replay, number, isStale, totals, page } = data;
  const { t } = useTranslation("replay");
  const next =
    number === null ? (
      <LinkButton to={pathOf(set.setId)}>{t("page.again")}</LinkButton>
    ) : (
      <Row>
        <LinkButton to={`${pathOf(set.setId)}?version=${replay.versionId}`}>{t("page.again")}</LinkButton>
        <LinkButton to={`/app/automations/${set.setId}/versions/${replay.versionId}`}>
          {t("page.version", { number })}
        </LinkButton>
      </Row>
    );
  return (
    <Page
      title={t("page.title")}
      subtitle={
        number === null ? t("page.subtitleGone", { set: set.name }) : t("page.subtitle", { set: set.name, number })
      }
      badges={<StatusBadge status={replay.status} />}
      back={{ label: t("page.list"), to: pathOf(set.setId) }}
      {...(replay.status === "waiting" || replay.status === "running" ? {} : { actions: next })}
    >
      {isStale && (
        <Notice tone="warning" title={number === null ? t("page.gone") : t("page.stale")}>
          <Text block>{t("page.staleText")}</Text>
        </Notice>
      )}
      {(replay.status === "waiting" || replay.status === "running") && <Under {...data} />}
      {replay.status === "cancelled" && <Notice title={t("page.cancelled")} />}
      {replay.failure !== "" && (
        <Notice tone="critical" title={t("page.failed")}>
          <Text block>{t(`failure.${replay.failure}`)}</Text>
        </Notice>
      )}
      {totals !== null && page !== null && (
        <>
          <SummaryCard totals={totals} />
          <DoubtsCard totals={totals} trigger={set.trigger} />
          <TotalsCard totals={totals} />
          <ChartCard totals={totals} />
          <RulesCard totals={totals} />
          <LocationsCard totals={totals} locations={data.locations} />
          <OrdersCard {...data} page={page} currency={totals.currency} />
        </>
      )}
    </Page>
  );
}

/** A replay takes seconds. */
const REFRESH_MS = 1_500;

/** It waits or runs. */
function Under({ replay: { replayId, status, done, total }, mayChange }: ReplayData) {
  const { t, i18n } = useTranslation("replay");
  const fetcher = useFetcher<ReplayAnswer>();
  useRefresh(REFRESH_MS);
  const words = { done: formatNumber(done, i18n.language), total: formatNumber(total, i18n.language) };
  return (
    <Card>
      <Stack gap="loose">
        <Progress
          label={t("page.progress")}
          detail={status === "waiting" ? t("page.waiting") : t("page.progressOf", words)}
          percent={total === 0 ? null : Math.round((done / total) * 100)}
        />
        <Row>
          <ActionForm form={fetcher.Form} values={{ do: "cancel", replay: replayId }}>
            <Button submit busy={fetcher.state !== "idle"} disabled={!mayChange}>
              {t("page.cancel")}
            </Button>
          </ActionForm>
        </Row>
      </Stack>
    </Card>
  );
}
