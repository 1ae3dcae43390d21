import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useListAddress } from "../../../shell/ui/use-list-address.ts";
import { CHANGES, type Change } from "../domain/change.ts";
import { moreMinor, readFilter, SORTS, writeFilter } from "../domain/list-filter.ts";
import type { OpenData } from "./open-data.ts";

type Listed = OpenData["rows"][number];

const TONES: Readonly<Record<Change, BadgeTone>> = {
  moved: "info",
  split: "info",
  inPart: "info",
  held: "warning",
  released: "success",
};

interface OrdersCardProps {
  readonly data: OpenData;
  /** `id:readNo` of those that are chosen; they stay chosen from page to page. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

const keyOf = ({ id, readNo }: Listed): string => `${id}:${readNo}`;

/** The orders that would change, filtered, searched and sorted by the server, each to be chosen. */
export function OrdersCard({ data, chosen, onChoose }: OrdersCardProps) {
  const { version, filter, rows, found, pages, mayChange } = data;
  const { t, i18n } = useTranslation("retroactive");
  const path = `/app/automations/${version.set.setId}/open-orders`;
  const state = { version: version.versionId, ...writeFilter(filter) };
  const list = useListAddress({
    path: path,
    state,
    tidy: (given) => ({ version: version.versionId, ...writeFilter(readFilter(given)) }),
    partOfPage: true,
  });
  const choose = (keys: readonly string[], isChosen: boolean) =>
    onChoose(new Set(isChosen ? [...chosen, ...keys] : [...chosen].filter((key) => !keys.includes(key))));
  const box = (row: Listed, labelHidden: boolean) => (
    <CheckField
      label={t("list.choose", { order: row.name })}
      labelHidden={labelHidden}
      checked={chosen.has(keyOf(row))}
      disabled={!mayChange}
      onChange={(isChosen) => choose([keyOf(row)], isChosen)}
    />
  );
  const order = ({ orderId, name }: Listed) => <AppLink to={`/app/orders/${orderId}`}>{name}</AppLink>;
  const change = (row: Listed) => <Badge tone={TONES[row.change]}>{t(`change.${row.change}`)}</Badge>;
  const words = useWords(data);
  return (
    <Card
      title={t("list.title", { count: found })}
      padded={false}
      action={<SaveFileButton url={`${path}.csv?${list.query({ locale: i18n.language })}`} name="open-orders.csv" />}
    >
      <ListView<Listed>
        noun={{ singular: t("column.order"), plural: t("page.title") }}
        rows={rows}
        keyOf={keyOf}
        columns={[
          { id: "choose", title: t("column.choose"), cell: (row) => box(row, true) },
          { id: "order", title: t("column.order"), cell: order },
          { id: "change", title: t("column.change"), cell: change },
          { id: "now", title: t("column.now"), wraps: true, cell: words.now },
          { id: "then", title: t("column.then"), wraps: true, cell: words.then },
          { id: "more", title: t("column.more"), numeric: true, cell: words.more },
          { id: "rules", title: t("column.rules"), wraps: true, cell: ({ rules }) => rules.join(", ") },
        ]}
        condensed={(row) => (
          <Stack gap="tight">
            <Row apart>
              {order(row)}
              {change(row)}
            </Row>
            <Text small block>
              {words.now(row)} → {words.then(row)}
            </Text>
            <Text small tone="subdued" block>
              {[words.more(row), ...row.rules].filter(Boolean).join(" · ")}
            </Text>
            {box(row, false)}
          </Stack>
        )}
        saved={null}
        views={{
          key: "change",
          label: t("column.change"),
          value: filter.change ?? "",
          choices: [
            { value: "", label: t("list.all") },
            ...CHANGES.map((value) => ({ value, label: t(`change.${value}`) })),
          ],
        }}
        filters={[]}
        sorts={bothWays(
          SORTS,
          (sort) => t(`sort.${sort}`),
          (sort, direction) => t(`sort.${sort}_${direction}`),
        )}
        sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
        partOfPage
        search={{ value: filter.search, label: t("list.search") }}
        above={
          found > 0 && (
            <div className="e-condensed">
              <CheckField
                label={t("list.chooseAll", { count: found })}
                checked={chosen.size === 0 ? false : data.all.every((key) => chosen.has(key)) || "indeterminate"}
                disabled={!mayChange}
                onChange={(isChosen) => choose(data.all, isChosen)}
              />
            </div>
          )
        }
        busy={list.busy}
        empty={{ title: t("list.emptyTitle"), text: t("list.emptyText") }}
        previous={list.turn("page", filter.page > 1 ? filter.page - 1 : null)}
        next={list.turn("page", filter.page < pages ? filter.page + 1 : null)}
        onChange={list.change}
      />
    </Card>
  );
}

/** Where an order ships from before and after, and the difference, in words. */
function useWords({ locations, currency }: OpenData) {
  const { t, i18n } = useTranslation("retroactive");
  const nameOf = (id: string) => locations[id] ?? id;
  const money = (minor: number) => formatMoney({ minor, currency }, i18n.language);
  return {
    now: ({ change, from }: Listed) =>
      change === "released" ? t("place.held") : from === null ? t("place.nowhere") : nameOf(from),
    then: ({ parts }: Listed) => {
      const [only] = parts;
      if (only === undefined) return t("place.held");
      if (parts.length === 1) return nameOf(only.locationId);
      return parts
        .map(({ locationId, units }) => t("place.units", { location: nameOf(locationId), count: units }))
        .join(", ");
    },
    more: (row: Listed) => {
      const more = moreMinor(row);
      if (more === null) return row.thenMinor === null ? "" : money(row.thenMinor);
      return more > 0 ? `+${money(more)}` : more < 0 ? `−${money(-more)}` : money(0);
    },
  };
}
