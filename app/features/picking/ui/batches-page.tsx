import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import type { SavedOfList } from "../../views/domain/view.ts";
import type { BatchesPage as Listed, BatchSummary } from "../batches.server.ts";
import { BATCH_VIEWS, tidyBatchFilter, writeBatchFilter, type BatchFilter } from "../domain/batch-filter.ts";
import { BatchBadge } from "./pick-words.tsx";

interface BatchesPageProps {
  readonly filter: BatchFilter;
  readonly page: Listed;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly saved: SavedOfList;
}

/** The shop's batches, the newest first. */
export function BatchesPage({ filter, page, locations, saved }: BatchesPageProps) {
  const { t, i18n } = useTranslation(["picking", "shell"]);
  const state = writeBatchFilter(filter);
  const list = useSavedList({ saved, path: "/app/fulfillment/batches", state, tidy: tidyBatchFilter, tab: "status" });
  const filtered = Object.keys(state).length > 0;
  const link = ({ batchId }: BatchSummary) => (
    <AppLink to={`/app/fulfillment/batches/${batchId}`}>{t("batch.name", { id: batchId })}</AppLink>
  );
  const progress = ({ picked, wanted }: BatchSummary) => t("batch.progress", { done: picked, all: wanted });
  return (
    <Page
      section="fulfillment"
      title={t("batches.title")}
      actions={
        <SaveFileButton
          url={`/app/fulfillment/batches.csv?${list.query({ locale: i18n.language })}`}
          name="pick-batches.csv"
        />
      }
    >
      <Card padded={false}>
        {page.batches.length === 0 && !filtered ? (
          <Empty
            title={t("batches.emptyTitle")}
            action={
              <LinkButton primary to="/app/fulfillment/suggestions">
                {t("shell:section.suggestions")}
              </LinkButton>
            }
          >
            {t("batches.emptyText")}
          </Empty>
        ) : (
          <ListView<BatchSummary>
            noun={{ singular: t("column.batch"), plural: t("batches.title") }}
            rows={page.batches}
            keyOf={({ batchId }) => batchId}
            columns={[
              { id: "batch", title: t("column.batch"), cell: link },
              { id: "status", title: t("column.status"), cell: ({ status }) => <BatchBadge status={status} /> },
              { id: "assignee", title: t("column.assignee"), wraps: true, cell: ({ assignee }) => assignee },
              { id: "location", title: t("column.location"), wraps: true, cell: ({ location }) => location },
              { id: "mode", title: t("column.mode"), wraps: true, cell: ({ mode }) => t(`mode.${mode}`) },
              { id: "orders", title: t("column.orders"), numeric: true, cell: ({ orders }) => orders },
              { id: "picked", title: t("column.pickedUnits"), numeric: true, cell: progress },
              { id: "made", title: t("column.made"), numeric: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
            ]}
            condensed={(batch) => (
              <>
                <Row apart>
                  {link(batch)}
                  <BatchBadge status={batch.status} />
                </Row>
                <Text small tone="subdued">
                  {[batch.location, t(`mode.${batch.mode}`), batch.assignee].filter(Boolean).join(" · ")}
                </Text>
                <Text small>{progress(batch)}</Text>
              </>
            )}
            saved={list.saved}
            views={{
              key: "status",
              label: t("column.status"),
              value: filter.status ?? "",
              choices: [
                { value: "", label: t("batches.all") },
                ...BATCH_VIEWS.map((value) => ({ value, label: t(`batches.${value}`) })),
              ],
            }}
            filters={[
              {
                key: "location",
                label: t("column.location"),
                value: filter.locationId ?? "",
                choices: locations.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]}
            sorts={[{ value: "made desc", label: t("column.made"), directionLabel: t("batches.newest") }]}
            sort="made desc"
            search={{ value: filter.search, label: t("batches.search") }}
            partOfPage
            busy={list.busy}
            empty={{ title: t("batches.noneTitle"), text: t("batches.noneText") }}
            previous={list.turn("before", page.before)}
            next={list.turn("after", page.after)}
            onChange={list.change}
          />
        )}
      </Card>
    </Page>
  );
}
