import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { RISK_KINDS } from "../domain/kinds.ts";
import { DEADLINES, SORTS, tidyFilter, VIEWS, writeFilter } from "../domain/list-filter.ts";
import { ActOnAll, RESTS } from "./act-on-all.tsx";
import { ActCell, CostCell, KindCell, OrderCell } from "./risk-cells.tsx";
import type { RisksData, ShownRisk } from "./risks-data.ts";
import { StateCell } from "./state-cell.tsx";

const PATH = "/app/deliveries";

/** Each risk with its order, what shows it, what to do by when, and what it costs to let it be. */
export function RisksCard(data: RisksData) {
  const { page, filter, locations, owners, carriers, watched, saved, mayChange, now } = data;
  const { t, i18n } = useTranslation("risks");
  const [rest, setRest] = useState<string>(RESTS[0]);
  const list = useSavedList({
    saved,
    path: PATH,
    state: writeFilter(filter),
    tidy: tidyFilter,
    tab: "view",
    partOfPage: true,
  });
  const named = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const stateOf = (risk: ShownRisk) => <StateCell risk={risk} rest={rest} mayChange={mayChange} now={now} />;
  return (
    <Card
      title={page.count.more ? t("list.titleMore") : t("list.title", { count: page.count.value })}
      padded={false}
      action={<SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="risks.csv" />}
    >
      <ListView<ShownRisk>
        noun={{ singular: t("column.order"), plural: t("title") }}
        rows={page.risks}
        keyOf={({ riskId }) => riskId}
        columns={[
          { id: "order", title: t("column.order"), wraps: true, cell: (risk) => <OrderCell risk={risk} /> },
          { id: "kind", title: t("column.kind"), wraps: true, cell: (risk) => <KindCell risk={risk} /> },
          { id: "act", title: t("column.act"), wraps: true, cell: (risk) => <ActCell risk={risk} now={now} /> },
          { id: "cost", title: t("column.cost"), numeric: true, cell: (risk) => <CostCell risk={risk} /> },
          { id: "state", title: t("column.state"), wraps: true, cell: stateOf },
        ]}
        condensed={(risk) => (
          <Stack>
            <Row apart>
              <OrderCell risk={risk} />
              <CostCell risk={risk} />
            </Row>
            <KindCell risk={risk} />
            <ActCell risk={risk} now={now} />
            <Row>{stateOf(risk)}</Row>
          </Stack>
        )}
        saved={list.saved}
        views={{
          key: "view",
          label: t("filter.view"),
          value: filter.view,
          choices: VIEWS.map((value) => ({ value, label: t(`view.${value}`) })),
        }}
        filters={[
          {
            key: "kind",
            label: t("filter.kind"),
            value: filter.kind ?? "",
            choices: RISK_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
          {
            key: "location",
            label: t("filter.location"),
            value: filter.location ?? "",
            choices: locations.map(({ id, name: label }) => ({ value: id, label })),
          },
          { key: "carrier", label: t("filter.carrier"), value: filter.carrier, choices: named(carriers) },
          { key: "owner", label: t("filter.owner"), value: filter.owner, choices: named(owners) },
          {
            key: "deadline",
            label: t("filter.deadline"),
            value: filter.deadline ?? "",
            choices: DEADLINES.map((value) => ({ value, label: t(`deadline.${value}`) })),
          },
        ]}
        sorts={bothWays(
          SORTS,
          (sort) => t(`sort.${sort}`),
          (sort, direction) => t(`sort.${sort}_${direction}`),
        )}
        sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
        partOfPage
        above={
          page.risks.length > 0 &&
          filter.view !== "resolved" && (
            <ActOnAll risks={page.risks} rest={rest} onRest={setRest} mayChange={mayChange} />
          )
        }
        search={{ value: filter.search, label: t("list.search") }}
        busy={list.busy}
        empty={{ title: t("list.emptyTitle"), text: t(watched ? "list.emptyText" : "list.nothingYet") }}
        previous={list.turn("before", page.before)}
        next={list.turn("after", page.after)}
        onChange={list.change}
      />
    </Card>
  );
}
