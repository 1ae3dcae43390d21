import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { MESSAGE_KINDS } from "../domain/kinds.ts";
import { LOG_STATUSES, tidyLogFilter, writeLogFilter } from "../domain/log-filter.ts";
import type { LoggedMessage } from "../log.server.ts";
import type { loader } from "../routes/log.tsx";
import { Detail, StatusBadge } from "./message-words.tsx";

const PATH = "/app/settings/messages/log";

/** Everything that shoppers were told, or would have been. */
export function LogPage({ filter, page, saved }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const { t, i18n } = useTranslation("messages");
  const state = writeLogFilter(filter);
  const list = useSavedList({ saved, path: PATH, state, tidy: tidyLogFilter, tab: "status" });
  const order = (message: LoggedMessage) => (
    <AppLink to={`/app/orders/${message.orderId}`}>{`${message.order} · ${t(`kind.${message.kind}`)}`}</AppLink>
  );
  return (
    <Page
      title={t("log.title")}
      subtitle={t("log.subtitle")}
      back={{ label: t("title"), to: "/app/settings/messages" }}
      actions={
        <SaveFileButton
          url={`/app/settings/messages/log.csv?${list.query({ locale: i18n.language })}`}
          name="messages.csv"
        />
      }
    >
      <Card padded={false}>
        <ListView<LoggedMessage>
          noun={{ singular: t("log.one"), plural: t("log.title") }}
          rows={page.messages}
          keyOf={({ messageId }) => messageId}
          columns={[
            { id: "order", title: t("column.order"), wraps: true, cell: order },
            { id: "status", title: t("column.status"), cell: ({ status }) => <StatusBadge status={status} /> },
            { id: "detail", title: t("column.detail"), wraps: true, cell: (message) => <Detail message={message} /> },
            {
              id: "created",
              title: t("column.created"),
              numeric: true,
              cell: ({ createdAt }) => <Time at={createdAt} />,
            },
          ]}
          condensed={(message) => (
            <Stack gap="tight">
              <Row apart>
                {order(message)}
                <StatusBadge status={message.status} />
              </Row>
              <Detail message={message} />
            </Stack>
          )}
          saved={list.saved}
          views={{
            key: "status",
            label: t("column.status"),
            value: filter.status ?? "",
            choices: [
              { value: "", label: t("log.all") },
              ...LOG_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
            ],
          }}
          filters={[
            {
              key: "kind",
              label: t("column.kind"),
              value: filter.kind ?? "",
              choices: MESSAGE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
            },
          ]}
          sorts={[{ value: "created desc", label: t("column.created"), directionLabel: t("log.newestFirst") }]}
          sort="created desc"
          search={{ value: filter.search, label: t("log.search") }}
          busy={list.busy}
          empty={{ title: t("log.emptyTitle"), text: t("log.emptyText") }}
          previous={list.turn("before", page.before)}
          next={list.turn("after", page.after)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}
