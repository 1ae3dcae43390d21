import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { REPORT_STATES, tidyReportFilter, writeReportFilter } from "../domain/report-filter.ts";
import { REPORT_KINDS } from "../domain/shopper-view.ts";
import type { loader } from "../routes/reports.tsx";

const PATH = "/app/deliveries/reports";
const LIVE_MS = 15_000;

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Listed = Data["rows"][number];

/** What shoppers report about parcels, and what came of it. */
export function ReportsPage({ filter, rows, before, after, saved }: Data) {
  const { t, i18n } = useTranslation("shopper");
  useRefresh(LIVE_MS);
  const state = writeReportFilter(filter);
  const list = useSavedList({ saved, path: PATH, state, tidy: tidyReportFilter, tab: "state" });
  const link = ({ reportId, orderName }: Listed) => <AppLink to={`${PATH}/${reportId}`}>{orderName}</AppLink>;
  const badge = (row: Listed) => (
    <Badge tone={row.state === "open" ? "warning" : "neutral"}>{t(`state.${row.state}`)}</Badge>
  );
  const value = ({ valueMinor, currency }: Listed) => formatMoney({ minor: valueMinor, currency }, i18n.language);
  return (
    <Page
      section="deliveries"
      title={t("title")}
      subtitle={t("subtitle")}
      actions={
        <Row>
          <LinkButton to={`${PATH}/settings`}>{t("settings.open")}</LinkButton>
          <SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="reports.csv" />
        </Row>
      }
    >
      <Card padded={false}>
        <ListView<Listed>
          noun={{ singular: t("noun"), plural: t("title") }}
          rows={rows}
          keyOf={({ reportId }) => reportId}
          columns={[
            { id: "order", title: t("column.order"), cell: link },
            { id: "kind", title: t("column.kind"), wraps: true, cell: ({ kind }) => t(`kind.${kind}`) },
            { id: "state", title: t("column.state"), cell: badge },
            { id: "reported", title: t("column.reported"), cell: ({ reportedAt }) => <Time at={reportedAt} /> },
            { id: "value", title: t("column.value"), numeric: true, cell: value },
            { id: "suggestion", title: t("column.suggestion"), cell: (row) => t(`remedy.${row.suggestion}`) },
          ]}
          condensed={(row) => (
            <Stack gap="tight">
              <Row apart>
                {link(row)}
                {badge(row)}
              </Row>
              <Text small tone="subdued" block>
                {t(`kind.${row.kind}`)} · {value(row)} · <Time at={row.reportedAt} show="day" />
              </Text>
            </Stack>
          )}
          saved={list.saved}
          views={{
            key: "state",
            label: t("column.state"),
            value: filter.state ?? "",
            choices: [
              { value: "", label: t("all") },
              ...REPORT_STATES.map((each) => ({ value: each, label: t(`state.${each}`) })),
            ],
          }}
          filters={[
            {
              key: "kind",
              label: t("column.kind"),
              value: filter.kind ?? "",
              choices: REPORT_KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) })),
            },
          ]}
          sorts={[
            { value: "reported desc", label: t("column.reported"), directionLabel: t("sort.newest") },
            { value: "reported asc", label: t("column.reported"), directionLabel: t("sort.oldest") },
            { value: "value desc", label: t("column.value"), directionLabel: t("sort.most") },
            { value: "value asc", label: t("column.value"), directionLabel: t("sort.least") },
          ]}
          sort={filter.sort}
          search={{ value: filter.search, label: t("search") }}
          busy={list.busy}
          empty={
            Object.keys(state).length === 0
              ? { title: t("empty.title"), text: t("empty.text") }
              : { title: t("none.title"), text: t("none.text") }
          }
          previous={list.turn("before", before)}
          next={list.turn("after", after)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}
