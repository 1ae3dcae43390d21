import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { RowErrors } from "../../../shell/ui/row-errors.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack, Tiles } from "../../../shell/ui/stack.tsx";
import { Stat } from "../../../shell/ui/stat.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { EditAction, EditOutcome } from "../edit-actions.server.ts";
import type { editPage } from "../edit-page.server.ts";
import { EditBadge, useStaff } from "./edit-words.tsx";
import { LinesCard } from "./lines-card.tsx";

export type EditData = NonNullable<Awaited<ReturnType<typeof editPage>>> & { readonly mayChange: boolean };

const LIVE_MS = 2_000;
/** The loader gives so many. */
const MOST_SHOWN = 100;
const NUMBERS = ["changes", "zeroed", "units", "unitsAfter", "invalid", "unmatched", "doubled", "skipped"] as const;

/** An edit: what it changes, what came of each row, and what is wrong with a file's lines. */
export function EditPage(data: EditData) {
  const { edit, counts, errors, mayChange } = data;
  const { t, i18n } = useTranslation("stock-edits");
  const { t: inventory } = useTranslation("inventory");
  const staff = useStaff();
  const fetcher = useFetcher<EditOutcome>();
  useRefresh(LIVE_MS);
  const answer = fetcher.data;
  const { status, problem, summary } = edit;
  const planned = counts.planned ?? 0;
  const button = (label: string, action: EditAction["action"], primary = false) => (
    <ActionForm form={fetcher.Form} values={{ action }}>
      <Button submit primary={primary} busy={fetcher.state !== "idle"} disabled={!mayChange}>
        {label}
      </Button>
    </ActionForm>
  );
  return (
    <Page
      title={t("number", { number: edit.editId })}
      subtitle={[t(`source.${edit.source}`), edit.fileName, inventory(`reason.${edit.reason}`), staff(edit)]
        .filter(Boolean)
        .join(" · ")}
      badges={<EditBadge status={status} />}
      back={{ label: t("title"), to: "/app/inventory/edits" }}
      actions={
        <SaveFileButton
          url={`/app/inventory/edits/${edit.editId}/lines.csv?locale=${i18n.language}`}
          name={`edit-${edit.editId}.csv`}
        />
      }
    >
      {!mayChange && <Notice title={t("refused.forbidden")} />}
      {answer?.status === "refused" && <Notice tone="warning" title={t(`refused.${answer.code}`)} />}
      {problem !== "" && (status === "asks" || status === "refused") && (
        <Notice
          tone={status === "asks" ? "warning" : "critical"}
          title={t(`problem.${problem}` as "problem.zeroes_all")}
        />
      )}
      {(counts.asks ?? 0) > 0 && status === "writing" && (
        <Notice tone="warning" title={t("page.asks", { count: counts.asks ?? 0 })} />
      )}
      <Card title={t("page.numbers")} action={<Time at={edit.createdAt} />}>
        <Stack gap="loose">
          {summary && (
            <Tiles>
              <Stat
                label={t(edit.source === "csv" ? "page.rows" : "page.chosen")}
                value={formatNumber(summary.rows, i18n.language)}
              />
              {NUMBERS.filter((name, place) => place < 4 || summary[name] > 0).map((name) => (
                <Stat
                  key={name}
                  label={t(`page.${name}`)}
                  value={formatNumber(summary[name], i18n.language)}
                  {...(name === "zeroed" && summary.zeroed > 0 ? { tone: "critical" as const } : {})}
                />
              ))}
            </Tiles>
          )}
          {(status === "draft" || status === "asks") && (
            <Row>
              {status === "draft" && button(t("page.write", { count: planned }), "write", true)}
              {status === "asks" && button(t("page.confirm", { count: planned }), "write")}
              {button(t("page.drop"), "drop")}
            </Row>
          )}
          {status === "writing" && planned > 0 && <Row>{button(t("page.lookAgain"), "lookAgain")}</Row>}
          {!summary && <Text tone="subdued">{t(`source.${edit.source}`)}</Text>}
        </Stack>
      </Card>
      <LinesCard data={data} fetcher={fetcher} />
      <RowErrors
        title={t("page.errors")}
        errors={errors.map(({ line, field, code, text }) => ({
          line,
          column: field,
          what: t(`row.${code}`, { text }),
        }))}
        most={MOST_SHOWN}
      />
    </Page>
  );
}
