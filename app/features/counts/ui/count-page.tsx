import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Progress } from "../../../shell/ui/progress.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack, Tiles } from "../../../shell/ui/stack.tsx";
import { Stat } from "../../../shell/ui/stat.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { CountAction, CountOutcome } from "../count-actions.server.ts";
import type { countPage } from "../count-page.server.ts";
import type { Uploaded } from "../upload.server.ts";
import { LinesCard } from "./lines-card.tsx";
import { StatusBadge, useScope } from "./count-words.tsx";
import { UploadResult } from "./upload-result.tsx";

export type CountData = NonNullable<Awaited<ReturnType<typeof countPage>>> & { readonly mayChange: boolean };

const LIVE_MS = 5_000;

/** A count: its list, how far it is, what it found, and what is to be done next. */
export function CountPage(data: CountData) {
  const { count, differences, unknown, mayChange } = data;
  const { t, i18n } = useTranslation("counts");
  const scope = useScope();
  const number = useCount();
  const fetcher = useFetcher<CountOutcome | Uploaded>();
  useRefresh(LIVE_MS);
  const outcome = fetcher.data;
  const counted = count.total - (count.lines.open ?? 0);
  const takes = count.status === "counting" || count.status === "review";
  return (
    <Page
      title={count.name}
      subtitle={[scope(count), count.location].filter(Boolean).join(" · ")}
      back={{ label: t("title"), to: "/app/inventory/counts" }}
      badges={<StatusBadge status={count.status} />}
      actions={
        <SaveFileButton
          url={`/app/inventory/counts/${count.countId}/lines.csv?locale=${i18n.language}`}
          name={`count-${count.countId}.csv`}
        />
      }
    >
      {!mayChange && <Notice title={t("refused.forbidden")} />}
      {outcome?.status === "refused" && <Notice tone="warning" title={t(`refused.${outcome.code}`)} />}
      {outcome?.status === "taken" && <UploadResult uploaded={outcome} />}
      <Card>
        <Stack gap="loose">
          <Text block>{t(`page.steps.${count.status}`)}</Text>
          <Progress
            label={t("column.progress")}
            detail={t("progress", { done: counted, all: count.total })}
            percent={count.total === 0 ? null : Math.round((100 * counted) / count.total)}
            tone={count.status === "done" ? "done" : "running"}
          />
          <NextSteps data={data} fetcher={fetcher} />
        </Stack>
      </Card>
      {differences && (
        <Tiles>
          <Stat label={t("page.lines")} value={number(differences.lines)} />
          <Stat label={t("page.missing")} value={number(differences.missing)} />
          <Stat label={t("page.found")} value={number(differences.found)} />
          {differences.value && <Stat label={t("page.value")} value={formatMoney(differences.value, i18n.language)} />}
        </Tiles>
      )}
      {unknown.length > 0 && (
        <Card title={t("page.unknown")} padded={false}>
          <div className="e-condensed">
            <Text block>{t("page.unknownText")}</Text>
          </div>
          <DataTable
            caption={t("page.unknown")}
            rows={unknown}
            keyOf={({ code }) => code}
            columns={[
              { id: "code", title: t("column.code"), cell: ({ code }) => code },
              { id: "units", title: t("column.units"), numeric: true, cell: ({ units }) => number(units) },
            ]}
          />
        </Card>
      )}
      <LinesCard data={data} fetcher={fetcher} />
      {takes && (
        <Card title={t("page.upload")}>
          <FileForm
            form={fetcher.Form}
            label={t("page.uploadLabel")}
            help={t("page.uploadHelp")}
            button={t("page.uploadButton")}
            accept=".csv,.txt,text/csv"
            busy={fetcher.state !== "idle"}
            disabled={!mayChange}
          />
        </Card>
      )}
      <Card title={t("page.facts")}>
        <Facts
          rows={[
            { name: t("column.assignee"), value: count.assignee || "–" },
            { name: t("page.blind"), value: t(count.blind ? "page.yes" : "page.no") },
            {
              name: t("page.reason"),
              value: t(count.reason === "correction" ? "form.reasonCorrection" : "form.reasonCycle"),
            },
            { name: t("column.created"), value: <Time at={count.createdAt} /> },
          ]}
        />
      </Card>
    </Page>
  );
}

interface NextStepsProps {
  readonly data: CountData;
  readonly fetcher: ReturnType<typeof useFetcher<CountOutcome | Uploaded>>;
}

/** The buttons that lead on from where the count is. */
function NextSteps({ data: { count, mayChange }, fetcher }: NextStepsProps) {
  const { t } = useTranslation("counts");
  const busy = fetcher.state !== "idle";
  const { lines, status } = count;
  const button = (label: string, action: CountAction, primary = false) => (
    <ActionForm key={label} form={fetcher.Form} values={action}>
      <Button submit primary={primary} busy={busy} disabled={!mayChange}>
        {label}
      </Button>
    </ActionForm>
  );
  const become = (to: "counting" | "review" | "writing" | "done" | "cancelled") =>
    ({ action: "become", status: to }) as const;
  const accepted = lines.accepted ?? 0;
  const open = lines.open ?? 0;
  return (
    <Row>
      {status === "draft" && button(t("page.start"), become("counting"), true)}
      {status === "counting" && (
        <LinkButton primary to={`/app/inventory/counts/${count.countId}/count`}>
          {t("page.counter")}
        </LinkButton>
      )}
      {status === "counting" && button(t("page.review"), become("review"))}
      {status === "review" && (
        <>
          {accepted > 0 && button(t("page.write", { count: accepted }), become("writing"), true)}
          {(lines.counted ?? 0) > 0 && button(t("page.acceptAll"), { action: "acceptAll" }, accepted === 0)}
          {open > 0 && button(t("page.zeroRest", { count: open }), { action: "zeroRest" })}
          {button(t("page.again"), become("counting"))}
          {button(t("page.finish"), become("done"))}
        </>
      )}
      {status === "cancelled" && button(t("page.again"), become("counting"))}
      {status === "writing" && button(t("page.lookAgain"), { action: "lookAgain" })}
      {(status === "draft" || status === "counting" || status === "review") &&
        (lines.written ?? 0) === 0 &&
        button(t("page.cancel"), become("cancelled"))}
    </Row>
  );
}
