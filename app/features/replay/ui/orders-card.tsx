import { bothWays } from "../../../shell/ui/both-ways.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useListAddress } from "../../../shell/ui/use-list-address.ts";
import { readFilter, SORTS, VIEWS, writeFilter } from "../domain/list-filter.ts";
import type { Side } from "../domain/side.ts";
import type { ReplayedRow, RowPage } from "../rows.server.ts";
import { pathOf } from "./replay-card.tsx";
import type { ReplayData } from "./replay-page.tsx";
import { useWords, type Words } from "./use-words.ts";

interface OrdersCardProps extends Pick<ReplayData, "set" | "replay" | "filter" | "locations"> {
  readonly page: RowPage;
  readonly currency: string;
}

/** The replayed orders: what changes about each, filtered, searched and sorted by the server. */
export function OrdersCard({ set, replay, filter, locations, page, currency }: OrdersCardProps) {
  const words = useWords(currency);
  const { t, locale } = words;
  const path = `${pathOf(set.setId)}/${replay.replayId}`;
  const state = writeFilter(filter);
  const list = useListAddress({ path: path, state, tidy: (given) => writeFilter(readFilter(given)), partOfPage: true });
  const nameOf = ({ name, orderId }: ReplayedRow) => name ?? t("list.unnamed", { id: orderId });
  const link = (row: ReplayedRow) => <AppLink to={`${path}/orders/${row.position}`}>{nameOf(row)}</AppLink>;
  const places = (side: Side) => placesOf(side, locations, words);
  const cost = ({ costMinor }: ReplayedRow) =>
    costMinor === null ? t("totals.unknown") : words.moneyChange(costMinor);
  return (
    <Card
      title={page.count.more ? t("list.titleMore") : t("list.title", { count: page.count.value })}
      padded={false}
      action={<SaveFileButton url={`${path}/orders.csv?locale=${locale}`} name={`replay-${replay.replayId}.csv`} />}
    >
      <ListView<ReplayedRow>
        noun={{ singular: t("column.order"), plural: t("column.what") }}
        rows={page.rows}
        keyOf={({ position }) => String(position)}
        columns={[
          { id: "order", title: t("column.order"), cell: link },
          {
            id: "change",
            title: t("column.change"),
            cell: ({ change }) => <ChangeBadge change={change} words={words} />,
          },
          { id: "before", title: t("column.before"), wraps: true, cell: ({ before }) => places(before) },
          { id: "after", title: t("column.after"), wraps: true, cell: ({ after }) => places(after) },
          { id: "cost", title: t("column.costChange"), numeric: true, cell: cost },
        ]}
        condensed={(row) => (
          <Stack gap="tight">
            <Row apart>
              {link(row)}
              <Text>{cost(row)}</Text>
            </Row>
            <Row>
              <ChangeBadge change={row.change} words={words} />
            </Row>
            <Text small tone="subdued">
              {t("locations.fromTo", { before: places(row.before), after: places(row.after) })}
            </Text>
          </Stack>
        )}
        saved={null}
        views={{
          key: "view",
          label: t("list.view"),
          value: filter.view,
          choices: VIEWS.map((value) => ({ value, label: t(`view.${value}`) })),
        }}
        filters={[
          {
            key: "cost",
            label: t("list.cost"),
            value: filter.cost ?? "",
            choices: (["up", "down"] as const).map((value) => ({ value, label: t(`costFilter.${value}`) })),
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
        empty={{ title: t("list.emptyTitle"), text: t("list.emptyText") }}
        previous={list.turn("before", page.before)}
        next={list.turn("after", page.after)}
        onChange={list.change}
      />
    </Card>
  );
}

export function ChangeBadge({
  change,
  words: { t },
}: {
  readonly change: ReplayedRow["change"];
  readonly words: Words;
}) {
  const tone =
    change === "held" ? "warning" : change === "released" ? "success" : change === "same" ? "neutral" : "info";
  return <Badge tone={tone}>{t(`change.${change}`)}</Badge>;
}

/** Where it ships from, in a line. */
function placesOf({ outcome, parcels }: Side, locations: OrdersCardProps["locations"], { t }: Words): string {
  if (parcels.length === 0) return t(`outcome.${outcome}`);
  return parcels.map(({ locationId }) => locations.find(({ id }) => id === locationId)?.name ?? locationId).join(", ");
}
