import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import type { SavedOfList } from "../../views/domain/view.ts";
import type { CountsPage, CountSummary } from "../counts.server.ts";
import { tidyCountFilter, writeCountFilter, type CountFilter } from "../domain/count-filter.ts";
import { StatusBadge, useScope } from "./count-words.tsx";

interface CountsListProps {
  readonly filter: CountFilter;
  readonly page: CountsPage;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly saved: SavedOfList;
}

/** The shop's counts, the newest first. */
export function CountsList({ filter, page, locations, saved }: CountsListProps) {
  const { t } = useTranslation("counts");
  const scope = useScope();
  const state = writeCountFilter(filter);
  const list = useSavedList({ saved, path: "/app/inventory/counts", state, tidy: tidyCountFilter, tab: "status" });
  const filtered = Object.keys(state).length > 0;
  const progress = ({ lines, total }: CountSummary) => t("progress", { done: total - (lines.open ?? 0), all: total });
  return (
    <Page
      title={t("title")}
      section="inventory"
      actions={
        <Row>
          <LinkButton to="/app/inventory/counts/bins">{t("bins.open")}</LinkButton>
          <LinkButton primary to="/app/inventory/counts/new">
            {t("new")}
          </LinkButton>
        </Row>
      }
    >
      <Card padded={false}>
        {page.counts.length === 0 && !filtered ? (
          <Empty
            title={t("list.emptyTitle")}
            action={
              <LinkButton primary to="/app/inventory/counts/new">
                {t("new")}
              </LinkButton>
            }
          >
            {t("list.emptyText")}
          </Empty>
        ) : (
          <ListView<CountSummary>
            noun={{ singular: t("column.count"), plural: t("title") }}
            rows={page.counts}
            keyOf={({ countId }) => countId}
            columns={[
              {
                id: "count",
                title: t("column.count"),
                wraps: true,
                cell: (count) => (
                  <Stack gap="tight">
                    <AppLink to={`/app/inventory/counts/${count.countId}`}>{count.name}</AppLink>
                    <Text small tone="subdued">
                      {scope(count)}
                    </Text>
                  </Stack>
                ),
              },
              { id: "location", title: t("column.location"), wraps: true, cell: ({ location }) => location },
              { id: "status", title: t("column.status"), cell: ({ status }) => <StatusBadge status={status} /> },
              { id: "assignee", title: t("column.assignee"), wraps: true, cell: ({ assignee }) => assignee },
              { id: "progress", title: t("column.progress"), numeric: true, cell: progress },
              {
                id: "created",
                title: t("column.created"),
                numeric: true,
                cell: ({ createdAt }) => <Time at={createdAt} show="day" />,
              },
            ]}
            condensed={(count) => (
              <>
                <Row apart>
                  <AppLink to={`/app/inventory/counts/${count.countId}`}>{count.name}</AppLink>
                  <StatusBadge status={count.status} />
                </Row>
                <Text small tone="subdued">
                  {[scope(count), count.location, count.assignee].filter(Boolean).join(" · ")}
                </Text>
                <Text small>{progress(count)}</Text>
              </>
            )}
            saved={list.saved}
            views={{
              key: "status",
              label: t("list.view"),
              value: filter.status ?? "",
              choices: [
                { value: "", label: t("list.all") },
                ...(["open", "review", "done", "cancelled"] as const).map((value) => ({
                  value,
                  label: t(`list.${value}`),
                })),
              ],
            }}
            filters={[
              {
                key: "location",
                label: t("list.location"),
                value: filter.locationId ?? "",
                choices: locations.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]}
            sorts={[{ value: "created desc", label: t("list.newest"), directionLabel: t("list.newestFirst") }]}
            sort="created desc"
            search={{ value: filter.search, label: t("list.search") }}
            busy={list.busy}
            empty={{ title: t("list.noneTitle"), text: t("list.noneText") }}
            previous={list.turn("before", page.before)}
            next={list.turn("after", page.after)}
            onChange={list.change}
          />
        )}
      </Card>
    </Page>
  );
}
