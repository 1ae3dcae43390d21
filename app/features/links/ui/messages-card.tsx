import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useListAddress } from "../../../shell/ui/use-list-address.ts";
import { STATUSES, WAYS } from "../domain/message-list.ts";
import type { LinkData } from "./links-data.ts";

type Message = LinkData["messages"][number];

const TONES: Readonly<Record<Message["status"], BadgeTone>> = {
  new: "info",
  waiting: "info",
  applied: "success",
  sent: "success",
  late: "neutral",
  unknown: "attention",
  dropped: "warning",
};

/** Every message of the last 30 days, the newest first, with what it said and what became of it. */
export function MessagesCard({ link: { linkId }, messages, next, filter }: LinkData) {
  const { t, i18n } = useTranslation("links");
  const { search, way, status, after } = filter;
  const path = `/app/inventory/links/${linkId}`;
  const list = useListAddress({ path, state: { q: search, way, status }, partOfPage: true });
  const number = (units: number | null) => (units === null ? "" : formatNumber(units, i18n.language));
  const badge = (message: Message) => <Badge tone={TONES[message.status]}>{t(`status.${message.status}`)}</Badge>;
  return (
    <Card
      title={t("messages.title")}
      padded={false}
      action={
        <SaveFileButton url={`${path}/messages.csv?${list.query({ locale: i18n.language })}`} name="messages.csv" />
      }
    >
      <ListView<Message>
        noun={{ singular: t("messages.one"), plural: t("messages.title") }}
        rows={messages}
        keyOf={({ messageId }) => messageId}
        columns={[
          { id: "at", title: t("column.sentAt"), cell: ({ sentAt }) => <Time at={sentAt} /> },
          { id: "way", title: t("column.way"), cell: (message) => t(`way.${message.way}`) },
          { id: "code", title: t("column.code"), wraps: true, cell: ({ code }) => code },
          { id: "number", title: t("column.number"), numeric: true, cell: (message) => number(message.number) },
          {
            id: "moved",
            title: t("column.moved"),
            numeric: true,
            cell: (message) => (message.number === null ? number(message.moved) : ""),
          },
          { id: "stated", title: t("column.stated"), numeric: true, cell: ({ stated }) => number(stated) },
          { id: "status", title: t("column.status"), cell: badge },
        ]}
        condensed={(message) => (
          <Stack gap="tight">
            <Row apart>
              <Text strong>{message.code}</Text>
              {badge(message)}
            </Row>
            <Text small block>
              {message.number === null
                ? t("messages.totals", { moved: number(message.moved), stated: number(message.stated) })
                : t("messages.number", { number: number(message.number) })}
            </Text>
            <Text small tone="subdued" block>
              {t(`way.${message.way}`)} · <Time at={message.sentAt} />
            </Text>
          </Stack>
        )}
        saved={null}
        views={{
          key: "way",
          label: t("column.way"),
          value: way,
          choices: [
            { value: "", label: t("messages.all") },
            ...WAYS.map((each) => ({ value: each, label: t(`way.${each}`) })),
          ],
        }}
        filters={[
          {
            key: "status",
            label: t("column.status"),
            value: status,
            choices: STATUSES.map((each) => ({ value: each, label: t(`status.${each}`) })),
          },
        ]}
        sorts={[]}
        sort="newest desc"
        partOfPage
        search={{ value: search, label: t("messages.search") }}
        busy={list.busy}
        empty={{ title: t("messages.emptyTitle"), text: t("messages.emptyText") }}
        previous={after === null ? null : () => list.change({})}
        next={list.turn("after", next)}
        onChange={list.change}
      />
    </Card>
  );
}
