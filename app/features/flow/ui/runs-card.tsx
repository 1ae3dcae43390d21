import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { ACTIONS } from "../domain/actions.ts";
import { RUN_STATUSES, tidyRunFilter, writeRunFilter } from "../domain/run-filter.ts";
import type { FlowData } from "./flow-data.ts";

const PATH = "/app/settings/flow";
const TONES = { waiting: "info", done: "success", refused: "critical" } as const;

type Run = FlowData["page"]["runs"][number];

/** What workflows asked, and what became of it. */
export function RunsCard({ filter, page, saved }: Pick<FlowData, "filter" | "page" | "saved">) {
  const { t, i18n } = useTranslation("flow");
  const list = useSavedList({
    saved,
    path: PATH,
    state: writeRunFilter(filter),
    tidy: tidyRunFilter,
    tab: "status",
    partOfPage: true,
  });
  const order = ({ order: name, orderId }: Run) =>
    name === "" ? <Text>{orderId}</Text> : <AppLink to={`/app/orders/${orderId}`}>{name}</AppLink>;
  const became = ({ status, code }: Run) => (
    <Stack gap="tight">
      <Row>
        <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>
      </Row>
      {code !== "" && <Text small>{t(`why.${code}`)}</Text>}
    </Stack>
  );
  return (
    <Card
      title={t("runs.title")}
      padded={false}
      action={<SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="flow.csv" />}
    >
      <ListView<Run>
        partOfPage
        noun={{ singular: t("column.action"), plural: t("runs.title") }}
        rows={page.runs}
        keyOf={({ runId }) => runId}
        columns={[
          { id: "order", title: t("column.order"), cell: order },
          { id: "action", title: t("column.action"), wraps: true, cell: ({ action }) => t(`action.${action}.title`) },
          { id: "status", title: t("column.status"), wraps: true, cell: became },
          {
            id: "received",
            title: t("column.received"),
            numeric: true,
            cell: ({ receivedAt }) => <Time at={receivedAt} />,
          },
        ]}
        condensed={(run) => (
          <Stack gap="tight">
            <Row apart>
              {order(run)}
              <Time at={run.receivedAt} />
            </Row>
            <Text>{t(`action.${run.action}.title`)}</Text>
            {became(run)}
          </Stack>
        )}
        saved={list.saved}
        views={{
          key: "status",
          label: t("column.status"),
          value: filter.status ?? "",
          choices: [
            { value: "", label: t("runs.all") },
            ...RUN_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
          ],
        }}
        filters={[
          {
            key: "action",
            label: t("column.action"),
            value: filter.action ?? "",
            choices: ACTIONS.map((value) => ({
              value,
              label: t(`action.${value}.title`),
            })),
          },
        ]}
        sorts={[{ value: "received desc", label: t("column.received"), directionLabel: t("runs.newestFirst") }]}
        sort="received desc"
        search={{ value: filter.search, label: t("runs.search") }}
        busy={list.busy}
        empty={{ title: t("runs.emptyTitle"), text: t("runs.emptyText") }}
        previous={list.turn("before", page.before)}
        next={list.turn("after", page.after)}
        onChange={list.change}
      />
    </Card>
  );
}
