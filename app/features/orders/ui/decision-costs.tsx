import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import type { OrderData } from "./order-data.ts";

type Decision = OrderData["decisions"][number];

const COMPONENTS = [
  "handlingMinor",
  "postageMinor",
  "crossBorderMinor",
  "transportMinor",
  "latenessMinor",
  "refusalMinor",
  "scarcityMinor",
  "rulesMinor",
  "totalMinor",
] as const;

/** What each location would have cost, by component; those that play no part anywhere are left out. */
export function DecisionCosts({ decision: { locations, currency } }: { readonly decision: Decision }) {
  const { t, i18n } = useTranslation("orders");
  const priced = locations.flatMap(({ cost, ...location }) => (cost === null ? [] : [{ ...location, cost }]));
  if (priced.length < 2) return null;
  const shown = COMPONENTS.filter((name) => priced.some(({ cost }) => (cost[name] ?? 0) !== 0));
  return (
    <details>
      <summary>{t("order.ships.costs.title")}</summary>
      <DataTable
        caption={t("order.ships.costs.title")}
        rows={priced}
        keyOf={({ id }) => id}
        columns={[
          {
            id: "location",
            title: t("order.ships.costs.location"),
            cell: ({ name, chosen }) => (chosen ? t("order.ships.costs.chosen", { location: name }) : name),
          },
          ...shown.map((component) => ({
            id: component,
            title: t(`order.ships.costs.${component}`),
            numeric: true,
            cell: ({ cost }: (typeof priced)[number]) =>
              formatMoney({ minor: cost[component] ?? 0, currency }, i18n.language),
          })),
        ]}
      />
    </details>
  );
}
