import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack, Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { EDIT_SOURCES, LINE_STATUSES } from "../domain/edit.ts";
import type { editsPage } from "../edit-page.server.ts";
import type { Uploaded } from "../upload.server.ts";
import { EditBadge, useStaff } from "./edit-words.tsx";

type EditsData = Awaited<ReturnType<typeof editsPage>> & { readonly mayChange: boolean };

/** What people changed in the list of stock, and the way in for a file. */
export function EditsPage({ edits, source, first, before, mayChange }: EditsData) {
  const { t } = useTranslation("stock-edits");
  const { t: inventory } = useTranslation("inventory");
  const count = useCount();
  const staff = useStaff();
  const fetcher = useFetcher<Uploaded>();
  const answer = fetcher.data;
  const address = (parameters: Record<string, string>) =>
    `/app/inventory/edits?${new URLSearchParams({ ...(source && { source }), ...parameters }).toString()}`;
  return (
    <Page title={t("title")} section="inventory">
      {!mayChange && <Notice title={t("refused.forbidden")} />}
      {answer?.status === "refused" && (
        <Notice tone="critical" title={t(`refused.${answer.code}`, { line: answer.line ?? 1 })} />
      )}
      <Card title={t("upload.title")}>
        <Stack gap="loose">
          <Text tone="subdued" block>
            {t("upload.text")}
          </Text>
          <FileForm
            form={fetcher.Form}
            label={t("upload.label")}
            help={t("upload.help")}
            button={t("upload.button")}
            accept=".csv,.txt,.tsv,text/csv"
            busy={fetcher.state !== "idle"}
            disabled={!mayChange}
          />
        </Stack>
      </Card>
      <Card title={t("list.title")} padded={false}>
        <div className="e-inset">
          <LinkTabs
            label={t("list.show")}
            tabs={[
              { to: "/app/inventory/edits", label: t("list.all"), selected: source === null },
              ...EDIT_SOURCES.map((each) => ({
                to: `/app/inventory/edits?source=${each}`,
                label: t(`source.${each}`),
                selected: each === source,
              })),
            ]}
          />
        </div>
        {edits.length === 0 ? (
          <Empty title={t("list.emptyTitle")}>{t("list.emptyText")}</Empty>
        ) : (
          <DataTable
            caption={t("title")}
            rows={edits}
            keyOf={({ editId }) => editId}
            columns={[
              {
                id: "edit",
                title: t("list.edit"),
                cell: ({ editId, fileName }) => (
                  <Stack gap="tight">
                    <AppLink to={`/app/inventory/edits/${editId}`}>{t("number", { number: editId })}</AppLink>
                    {fileName !== "" && (
                      <Text small tone="subdued">
                        {fileName}
                      </Text>
                    )}
                  </Stack>
                ),
              },
              { id: "source", title: t("list.source"), cell: ({ source: from }) => t(`source.${from}`) },
              {
                id: "when",
                title: t("list.when"),
                cell: (edit) => (
                  <Stack gap="tight">
                    <Time at={edit.createdAt} />
                    <Text small tone="subdued">
                      {staff(edit)}
                    </Text>
                  </Stack>
                ),
              },
              { id: "reason", title: t("list.reason"), cell: ({ reason }) => inventory(`reason.${reason}`) },
              {
                id: "result",
                title: t("list.result"),
                cell: ({ status, lines }) => (
                  <Stack gap="tight">
                    <div>
                      <EditBadge status={status} />
                    </div>
                    <Text small tone="subdued">
                      {LINE_STATUSES.flatMap((each) =>
                        lines[each] === undefined ? [] : [`${t(`line.${each}`)}: ${count(lines[each])}`],
                      ).join(" · ")}
                    </Text>
                  </Stack>
                ),
              },
            ]}
          />
        )}
        {(!first || before !== null) && (
          <div className="e-foot">
            <Row>
              {!first && <LinkButton to={address({})}>{t("list.first")}</LinkButton>}
              {before !== null && <LinkButton to={address({ before })}>{t("list.older")}</LinkButton>}
            </Row>
          </div>
        )}
      </Card>
    </Page>
  );
}
