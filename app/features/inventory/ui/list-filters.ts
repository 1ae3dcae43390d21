import type { TFunction } from "i18next";
import type { ListFilter, ListSort } from "../../../shell/ui/list-view.tsx";
import { LOOKS, sortsFor, STOCKS, type StockFilter } from "../domain/list-filter.ts";
import type { Choices } from "../list-choices.server.ts";
import type { StockLocation } from "../stock.server.ts";

type Translate = TFunction<"inventory">;

/** What "low" may mean. */
const LOWS = [2, 5, 10, 20, 50, 100];

/** The tabs: how much is there. */
export function stocksOf(t: Translate, low: number) {
  return [
    { value: "", label: t("filter.all") },
    ...STOCKS.map((value) => ({ value, label: t(`stock.${value}`, { low }) })),
  ];
}

/** The drop-downs. */
export function filtersOf(
  filter: StockFilter,
  locations: readonly Pick<StockLocation, "id" | "name">[],
  { vendors, types, tags }: Choices,
  t: Translate,
): ListFilter[] {
  const all = { value: "", label: t("filter.all") };
  const texts = (key: "vendor" | "type" | "tag", value: string | null, known: readonly string[]): ListFilter => ({
    key,
    label: t(`filter.${key}`),
    value: value ?? "",
    choices: [all, ...known.map((text) => ({ value: text, label: text }))],
  });
  return [
    {
      key: "location",
      label: t("filter.location"),
      value: filter.locations.join(","),
      several: true,
      choices: locations.map(({ id, name }) => ({ value: id, label: name })),
    },
    texts("vendor", filter.vendor, vendors),
    texts("type", filter.type, types),
    texts("tag", filter.tag, tags),
    {
      key: "look",
      label: t("filter.look"),
      value: filter.look ?? "",
      choices: [all, ...LOOKS.map((value) => ({ value, label: t(`look.${value}`) }))],
    },
    {
      key: "tracked",
      label: t("filter.tracked"),
      value: filter.tracked === null ? "" : filter.tracked ? "yes" : "no",
      choices: [all, { value: "yes", label: t("tracked.yes") }, { value: "no", label: t("tracked.no") }],
    },
    ...(filter.stock === "low"
      ? [
          {
            key: "low",
            label: t("filter.low"),
            value: String(filter.low),
            choices: LOWS.map((units) => ({ value: String(units), label: t("low", { count: units }) })),
          },
        ]
      : []),
  ];
}

/** The menu of orders. */
export function sortsOf(t: Translate, tracked: boolean | null): ListSort[] {
  return sortsFor(tracked).flatMap((sort) => {
    const kind = sort === "title" || sort === "sku" ? "text" : sort === "updated" ? "time" : "number";
    return [
      { value: `${sort} asc`, label: t(`sort.${sort}`), directionLabel: t(`sortDirection.${kind}.asc`) },
      { value: `${sort} desc`, label: t(`sort.${sort}`), directionLabel: t(`sortDirection.${kind}.desc`) },
    ];
  });
}
