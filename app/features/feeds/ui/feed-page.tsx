import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { FeedOutcome } from "../feed-actions.server.ts";
import type { Saved } from "../feed-form.server.ts";
import type { feedPage } from "../feed-page.server.ts";
import { ColumnsCard } from "./columns-card.tsx";
import { FeedForm } from "./feed-form.tsx";
import { RunBadge } from "./run-badge.tsx";
import { RunCard } from "./run-card.tsx";

export type FeedData = NonNullable<Awaited<ReturnType<typeof feedPage>>> & { readonly mayChange: boolean };

export type FeedAnswer =
  | FeedOutcome
  | Saved
  | { readonly status: "did"; readonly did: "upload" }
  | { readonly status: "refused"; readonly code: "too_large" | "empty" };

const LIVE_MS = 3_000;

/** A feed: its newest file with what it would change, its settings, its history. */
export function FeedPage(data: FeedData) {
  const { feed, locations, runs, format, mayChange } = data;
  const { t, i18n } = useTranslation("feeds");
  const fetcher = useFetcher<FeedAnswer>();
  useRefresh(LIVE_MS);
  const [run] = runs;
  const answer = fetcher.data;
  return (
    <Page
      title={feed.name}
      subtitle={locations.find(({ id }) => id === feed.locationId)?.name ?? t("list.byColumn")}
      back={{ label: t("title"), to: "/app/inventory/feeds" }}
    >
      {!mayChange && <Notice title={t("refused.forbidden")} />}
      {answer?.status === "refused" && <Notice tone="warning" title={t(`refused.${answer.code}`)} />}
      {run && <RunCard data={data} run={run} fetcher={fetcher} />}
      {run && format && (run.status === "mapping" || feed.columns === null) && (
        <ColumnsCard key={run.runId} data={data} format={format} fetcher={fetcher} />
      )}
      <Card title={t("page.upload")}>
        <Stack gap="loose">
          {!run && <Text tone="subdued">{t("page.none")}</Text>}
          <FileForm
            form={fetcher.Form}
            label={t("page.uploadLabel")}
            button={t("page.uploadButton")}
            accept=".csv,.txt,.tsv,text/csv"
            busy={fetcher.state !== "idle"}
            disabled={!mayChange}
          />
          {feed.url !== "" && (
            <ActionForm form={fetcher.Form} values={{ action: "fetch" }}>
              <Button submit disabled={!mayChange}>
                {t("page.fetch")}
              </Button>
            </ActionForm>
          )}
        </Stack>
      </Card>
      <FeedForm key={feed.changedAt} feed={feed} locations={locations} wrong={[]} mayChange={mayChange} />
      {runs.length > 0 && (
        <Card title={t("page.history")} padded={false}>
          <DataTable
            caption={t("page.history")}
            rows={runs}
            keyOf={({ runId }) => runId}
            columns={[
              { id: "file", title: t("column.file"), cell: ({ fileName }) => fileName },
              { id: "when", title: t("column.when"), cell: ({ startedAt }) => <Time at={startedAt} /> },
              { id: "status", title: t("column.status"), cell: ({ status }) => <RunBadge status={status} /> },
              {
                id: "changes",
                title: t("column.changes"),
                numeric: true,
                cell: ({ summary }) => (summary ? formatNumber(summary.changes, i18n.language) : "–"),
              },
            ]}
          />
        </Card>
      )}
      <Row>
        <ActionForm form={fetcher.Form} values={{ action: "delete" }}>
          <Button submit disabled={!mayChange}>
            {t("page.delete")}
          </Button>
        </ActionForm>
      </Row>
    </Page>
  );
}
