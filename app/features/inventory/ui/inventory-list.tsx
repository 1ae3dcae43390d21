import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { ChooseColumns } from "../../../shell/ui/choose-columns.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { COLUMNS, writeColumns, type Column } from "../domain/columns.ts";
import { isFiltered, writeFilter, type StockFilter } from "../domain/list-filter.ts";
import { tidyList } from "../domain/tidy-list.ts";
import type { Choices } from "../list-choices.server.ts";
import type { ListedLevel, StockPage } from "../list.server.ts";
import type { StockLocation } from "../stock.server.ts";
import type { SavedOfList } from "../../views/domain/view.ts";
import { Choosable, ChooseBar, levelKey, useChosenRows } from "./choose-rows.tsx";
import { EditBar, OpenEdits } from "./edit-bar.tsx";
import { filtersOf, sortsOf, stocksOf } from "./list-filters.ts";
import { CondensedLevel, ItemCell, LevelCell } from "./level-cells.tsx";
import { useEdits } from "./use-edits.ts";

export interface InventoryListProps {
  readonly filter: StockFilter;
  readonly columns: readonly Column[];
  readonly page: StockPage;
  readonly locations: readonly Pick<StockLocation, "id" | "name">[];
  readonly choices: Choices;
  readonly saved: SavedOfList;
  /** The reader may type over quantities. */
  readonly mayChange: boolean;
}

const NUMBERS: readonly Column[] = [...COLUMNS].filter(
  (column) => !["sku", "barcode", "vendor", "type", "updated"].includes(column),
);

/** The list of stock. Its whole state is the address: filters, search, sorting, columns, place. */
export function InventoryList(props: InventoryListProps) {
  const { filter, columns, page, locations, choices, saved, mayChange } = props;
  const { t, i18n } = useTranslation("inventory");
  const state = { ...writeFilter(filter), ...writeColumns(columns) };
  const list = useSavedList({
    saved,
    path: "/app/inventory",
    tab: "stock",
    state,
    tidy: tidyList,
  });
  const edits = useEdits(mayChange);
  const chosen = useChosenRows(page.levels, mayChange);
  const names = new Map(locations.map(({ id, name }) => [id, name]));
  const empty = page.levels.length === 0 && !isFiltered(filter);
  const csv = new URLSearchParams({ ...writeFilter(filter), locale: i18n.language });

  return (
    <Page
      section="inventory"
      words={["sellable", "committed", "buffer", "drift"]}
      title={t("title")}
      wide
      subtitle={page.count.more ? t("countMore") : t("count", { count: page.count.value })}
      {...(!empty && {
        actions: (
          <Row>
            <ChooseColumns
              columns={COLUMNS.map((column) => ({ value: column, label: t(`column.${column}`) }))}
              chosen={columns}
              onChange={(chosen) => list.change({ columns: chosen.join() })}
            />
            <SaveFileButton url={`/app/inventory.csv?${csv.toString()}`} name="inventory.csv" />
          </Row>
        ),
      })}
    >
      <EditBar edits={edits} />
      <Card padded={false}>
        {empty ? (
          <Empty title={t("emptyTitle")}>{t("emptyText")}</Empty>
        ) : (
          <ListView<ListedLevel>
            {...(chosen && {
              above: (
                <ChooseBar chosen={chosen} page={page} filter={writeFilter(filter)}>
                  <OpenEdits edits={edits} />
                </ChooseBar>
              ),
            })}
            noun={{ singular: t("column.item"), plural: t("title") }}
            rows={page.levels}
            keyOf={levelKey}
            columns={[
              {
                id: "item",
                title: t("column.item"),
                wraps: true,
                cell: (level) => (
                  <Choosable level={level} chosen={chosen}>
                    <ItemCell level={level} />
                  </Choosable>
                ),
              },
              {
                id: "location",
                title: t("column.location"),
                wraps: true,
                cell: (level) => names.get(level.locationId) ?? "",
              },
              ...columns.map((column) => ({
                id: column,
                title: t(`column.${column}`),
                numeric: NUMBERS.includes(column),
                wraps: ["vendor", "type"].includes(column),
                cell: (level: ListedLevel) => <LevelCell level={level} column={column} edits={edits.inCells} />,
              })),
            ]}
            condensed={(level) => (
              <Choosable level={level} chosen={chosen}>
                <CondensedLevel level={level} location={names.get(level.locationId) ?? ""} edits={edits.inCells} />
              </Choosable>
            )}
            views={{
              key: "stock",
              label: t("filter.stock"),
              value: filter.stock ?? "",
              choices: stocksOf(t, filter.low),
            }}
            saved={list.saved}
            filters={filtersOf(filter, locations, choices, t)}
            sorts={sortsOf(t, filter.tracked)}
            sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
            search={{ value: filter.search, label: t("filter.search") }}
            busy={list.busy}
            empty={{ title: t("noneTitle"), text: t("noneText") }}
            previous={list.turn("before", page.before)}
            next={list.turn("after", page.after)}
            onChange={list.change}
          />
        )}
      </Card>
    </Page>
  );
}
