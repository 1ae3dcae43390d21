import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { SORTS, STATES, tidyFilter, writeFilter } from "../domain/list-filter.ts";
import { HelpCell, ItemCell, LastsCell, LostCell } from "./alert-cells.tsx";
import type { Alert, AlertsData } from "./alerts-data.ts";
import { StateCell } from "./state-cell.tsx";
import { useChange } from "./use-change.ts";

type AlertsCardProps = Pick<AlertsData, "page" | "filter" | "locations" | "choices" | "rules" | "saved" | "mayChange">;

const PATH = "/app/inventory/alerts";
/** For how many days an alert may rest. */
const RESTS = ["restock", "1", "7", "30"] as const;

/** Each alert with how long stock lasts, what that costs and what could help. */
export function AlertsCard({ page, filter, locations, choices, rules, saved, mayChange }: AlertsCardProps) {
  const { t, i18n } = useTranslation("alerts");
  const [rest, setRest] = useState<string>(RESTS[0]);
  const state = writeFilter(filter);
  const list = useSavedList({ saved, path: PATH, state, tidy: tidyFilter, tab: "state", partOfPage: true });
  const left = ({ available }: Alert) => (
    <Text {...(available < 0 && { tone: "critical" as const })}>{formatNumber(available, i18n.language)}</Text>
  );
  const stateOf = (alert: Alert) => <StateCell alert={alert} rest={rest} mayChange={mayChange} />;
  return (
    <Card
      title={page.count.more ? t("list.titleMore") : t("list.title", { count: page.count.value })}
      padded={false}
      action={<SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="alerts.csv" />}
    >
      {filter.state === "open" && page.alerts.length > 0 && (
        <SnoozeAll alerts={page.alerts} rest={rest} onRest={setRest} mayChange={mayChange} />
      )}
      <ListView<Alert>
        noun={{ singular: t("column.item"), plural: t("title") }}
        rows={page.alerts}
        keyOf={({ alertId }) => alertId}
        columns={[
          { id: "item", title: t("column.item"), wraps: true, cell: (alert) => <ItemCell alert={alert} /> },
          { id: "available", title: t("column.available"), numeric: true, cell: left },
          { id: "lasts", title: t("column.lasts"), wraps: true, cell: (alert) => <LastsCell alert={alert} /> },
          { id: "lost", title: t("column.lost"), wraps: true, cell: (alert) => <LostCell alert={alert} /> },
          { id: "help", title: t("column.help"), wraps: true, cell: (alert) => <HelpCell alert={alert} /> },
          { id: "state", title: t("column.state"), wraps: true, cell: stateOf },
        ]}
        condensed={(alert) => (
          <Stack>
            <Row apart>
              <ItemCell alert={alert} />
              <Text>
                {t("column.available")} {formatNumber(alert.available, i18n.language)}
              </Text>
            </Row>
            <LastsCell alert={alert} />
            {alert.lostMinor > 0 && (
              <Row apart>
                <Text small tone="subdued">
                  {t("column.lost")}
                </Text>
                <LostCell alert={alert} />
              </Row>
            )}
            <HelpCell alert={alert} />
            <Row>{stateOf(alert)}</Row>
          </Stack>
        )}
        saved={list.saved}
        views={{
          key: "state",
          label: t("filter.state"),
          value: filter.state,
          choices: STATES.map((value) => ({ value, label: t(`state.${value}`) })),
        }}
        filters={[
          {
            key: "kind",
            label: t("filter.kind"),
            value: filter.kind ?? "",
            choices: (["out", "low"] as const).map((value) => ({ value, label: t(`kind.${value}`) })),
          },
          {
            key: "location",
            label: t("filter.location"),
            value: filter.location ?? "",
            choices: [
              ...locations.map(({ id, name: label }) => ({ value: id, label })),
              { value: "together", label: t("together") },
            ],
          },
          {
            key: "vendor",
            label: t("filter.vendor"),
            value: filter.vendor,
            choices: choices.vendors.map((value) => ({ value, label: value })),
          },
        ]}
        sorts={bothWays(
          SORTS,
          (sort) => t(`sort.${sort}`),
          (sort, direction) => t(`sort.${sort}_${direction}`),
        )}
        sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
        partOfPage
        search={{ value: filter.search, label: t("list.search") }}
        busy={list.busy}
        empty={{
          title: t("list.emptyTitle"),
          text: t(rules.length === 0 ? "list.noRules" : "list.emptyText"),
        }}
        previous={list.turn("before", page.before)}
        next={list.turn("after", page.after)}
        onChange={list.change}
      />
    </Card>
  );
}

interface SnoozeAllProps extends Pick<AlertsData, "mayChange"> {
  readonly alerts: readonly Alert[];
  readonly rest: string;
  readonly onRest: (rest: string) => void;
}

/** For how long alerts rest that somebody takes, and all of the page at once. */
function SnoozeAll({ alerts, rest, onRest, mayChange }: SnoozeAllProps) {
  const { t } = useTranslation("alerts");
  const { Form, busy } = useChange();
  return (
    <div className="e-inset">
      <Row low>
        <SelectField
          name="until"
          label={t("snooze.for")}
          value={rest}
          disabled={!mayChange}
          choices={RESTS.map((value) => ({
            value,
            label: value === "restock" ? t("snooze.restock") : t("snooze.days", { count: Number(value) }),
          }))}
          onChange={onRest}
        />
        <ActionForm
          form={Form}
          values={{ do: "snooze", until: rest, alerts: alerts.map(({ alertId }) => alertId).join(" ") }}
        >
          <Button submit busy={busy} disabled={!mayChange}>
            {t("snooze.all", { count: alerts.length })}
          </Button>
        </ActionForm>
      </Row>
    </div>
  );
}
