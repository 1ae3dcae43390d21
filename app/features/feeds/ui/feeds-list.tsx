import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { RunStatus } from "../domain/feed.ts";
import type { listFeeds } from "../feeds.server.ts";
import { RunBadge } from "./run-badge.tsx";

/** The shop's feeds by name, each with its newest file. */
export function FeedsList({ feeds, first, after }: Awaited<ReturnType<typeof listFeeds>>) {
  const { t } = useTranslation("feeds");
  const add = (
    <LinkButton primary to="/app/inventory/feeds/new">
      {t("new")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} section="inventory" {...((feeds.length > 0 || !first) && { actions: add })}>
      <Card padded={false}>
        {feeds.length === 0 && first ? (
          <Empty title={t("list.emptyTitle")} action={add}>
            {t("list.emptyText")}
          </Empty>
        ) : (
          <DataTable
            caption={t("title")}
            rows={feeds}
            keyOf={({ feedId }) => feedId}
            columns={[
              {
                id: "name",
                title: t("list.name"),
                cell: ({ feedId, name }) => <AppLink to={`/app/inventory/feeds/${feedId}`}>{name}</AppLink>,
              },
              { id: "location", title: t("list.location"), cell: ({ location }) => location ?? t("list.byColumn") },
              {
                id: "source",
                title: t("list.source"),
                cell: ({ url, everyMinutes }) =>
                  url === ""
                    ? t("list.upload")
                    : everyMinutes === 0
                      ? t("list.byHand")
                      : t("list.every", { minutes: everyMinutes }),
              },
              {
                id: "last",
                title: t("list.last"),
                cell: ({ status, startedAt }) =>
                  status === null || startedAt === null ? (
                    <Text tone="subdued">{t("list.never")}</Text>
                  ) : (
                    <Row>
                      <RunBadge status={status as RunStatus} />
                      <Time at={startedAt} />
                    </Row>
                  ),
              },
            ]}
          />
        )}
        {(!first || after !== null) && (
          <div className="e-foot">
            <Row>
              {!first && <LinkButton to="/app/inventory/feeds">{t("list.first")}</LinkButton>}
              {after !== null && (
                <LinkButton to={`/app/inventory/feeds?${new URLSearchParams({ after }).toString()}`}>
                  {t("list.next")}
                </LinkButton>
              )}
            </Row>
          </div>
        )}
      </Card>
    </Page>
  );
}
