import type { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { RowErrors } from "../../../shell/ui/row-errors.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack, Tiles } from "../../../shell/ui/stack.tsx";
import { Stat } from "../../../shell/ui/stat.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { FeedAction } from "../feed-actions.server.ts";
import type { FeedSummary } from "../domain/judge.ts";
import type { FeedAnswer, FeedData } from "./feed-page.tsx";
import { RunBadge } from "./run-badge.tsx";

interface RunCardProps {
  readonly data: FeedData;
  readonly run: FeedData["runs"][number];
  readonly fetcher: ReturnType<typeof useFetcher<FeedAnswer>>;
}

/** The page's loader gives so many of each. */
const MOST_SHOWN = 100;

const NUMBERS = [
  "rows",
  "matched",
  "changes",
  "zeroed",
  "units",
  "unitsAfter",
  "unmatched",
  "doubled",
  "invalid",
  "skipped",
] as const;

/** The newest file: what it says, what it would change, and what is wrong with it. */
export function RunCard({ data: { targets, errors, mayChange }, run, fetcher }: RunCardProps) {
  const { t, i18n } = useTranslation("feeds");
  const { runId, status, problem, summary } = run;
  const button = (label: string, action: FeedAction, primary = false) => (
    <ActionForm form={fetcher.Form} values={action}>
      <Button submit primary={primary} busy={fetcher.state !== "idle"} disabled={!mayChange}>
        {label}
      </Button>
    </ActionForm>
  );
  const save = (what: "changes" | "errors", label: string) => (
    <SaveFileButton
      plain
      url={`/app/inventory/feeds/runs/${runId}/lines.csv?what=${what}&locale=${i18n.language}`}
      name={`feed-${runId}-${what}.csv`}
    >
      {label}
    </SaveFileButton>
  );
  return (
    <>
      <Card title={t("page.run")} action={<RunBadge status={status} />}>
        <Stack gap="loose">
          <Text tone="subdued">{run.fileName}</Text>
          {problem !== "" && (
            <Notice
              tone={status === "asks" ? "warning" : status === "ready" ? "info" : "critical"}
              title={t(`problem.${problem}` as "problem.empty")}
            />
          )}
          {summary && <Numbers summary={summary} />}
          <Row>
            {status === "ready" &&
              button(t("page.write", { count: summary?.changes ?? 0 }), { action: "write", runId }, true)}
            {status === "asks" && button(t("page.confirm"), { action: "write", runId })}
            {(status === "ready" || status === "asks") && button(t("page.drop"), { action: "drop", runId })}
            {status === "writing" && button(t("page.lookAgain"), { action: "lookAgain", runId })}
          </Row>
        </Stack>
      </Card>
      {targets.length > 0 && (
        <Card title={t("page.changesTitle")} padded={false} action={save("changes", t("page.exportChanges"))}>
          <DataTable
            caption={t("page.changesTitle")}
            rows={targets}
            keyOf={({ itemId, locationId }) => `${itemId}-${locationId}`}
            columns={[
              {
                id: "item",
                title: t("column.item"),
                cell: ({ title, sku, problem: why }) => (
                  <Stack gap="tight">
                    <Text>{title}</Text>
                    <Text small tone="subdued">
                      {sku ?? ""}
                    </Text>
                    {why !== "" && (
                      <Text small tone="critical">
                        {why}
                      </Text>
                    )}
                  </Stack>
                ),
              },
              { id: "location", title: t("column.location"), cell: ({ location }) => location },
              {
                id: "from",
                title: t("column.from"),
                numeric: true,
                cell: ({ from }) => formatNumber(from, i18n.language),
              },
              {
                id: "to",
                title: t("column.to"),
                numeric: true,
                cell: ({ to }) => <Text strong>{formatNumber(to, i18n.language)}</Text>,
              },
              {
                id: "status",
                title: t("column.status"),
                cell: ({ status: is }) => (
                  <Badge tone={is === "written" ? "success" : is === "failed" ? "critical" : "neutral"}>
                    {t(`target.${is}`)}
                  </Badge>
                ),
              },
            ]}
          />
          {targets.length === MOST_SHOWN && (
            <div className="e-condensed">
              <Text tone="subdued">{t("page.moreChanges")}</Text>
            </div>
          )}
        </Card>
      )}
      <RowErrors
        title={t("page.errorsTitle")}
        errors={errors.map(({ line, field, code, text }) => ({
          line,
          column: field,
          what: t(`row.${code}`, { text }),
        }))}
        most={MOST_SHOWN}
        action={save("errors", t("page.exportErrors"))}
      />
    </>
  );
}

/** Numbers that are none are left out, but for those that matter always. */
function Numbers({ summary }: { readonly summary: FeedSummary }) {
  const { t, i18n } = useTranslation("feeds");
  const shown = NUMBERS.filter((name, place) => place < 6 || summary[name] > 0);
  return (
    <Tiles>
      {shown.map((name) => (
        <Stat
          key={name}
          label={t(`page.${name}`)}
          value={formatNumber(summary[name], i18n.language)}
          {...(name === "zeroed" && summary.zeroed > 0 ? { tone: "critical" as const } : {})}
        />
      ))}
    </Tiles>
  );
}
