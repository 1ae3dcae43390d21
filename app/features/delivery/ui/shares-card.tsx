import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { PairChart } from "../../../shell/ui/pair-chart.tsx";
import { GROUPS, writeOnTimeFilter } from "../domain/on-time-filter.ts";
import type { OnTimeData } from "./on-time-page.tsx";

/** Of what shoppers were shown when they bought, and last before it came: the share that was kept, by month, carrier or location. */
export function SharesCard({ groups, filter }: OnTimeData) {
  const { t, i18n } = useTranslation("delivery");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  const month = new Intl.DateTimeFormat(i18n.language, { month: "short", year: "numeric", timeZone: "UTC" });
  const nameOf = (name: string) => {
    if (name === "") return t("shares.unknown");
    return filter.by === "month" ? month.format(new Date(`${name}-01T00:00:00Z`)) : name;
  };
  const share = (kept: number, seen: number) => (seen === 0 ? t("shares.none") : percent.format(kept / seen));
  return (
    <Card title={t("shares.title")}>
      <LinkTabs
        label={t("shares.by")}
        tabs={GROUPS.map((by) => ({
          to: `/app/deliveries/on-time?${new URLSearchParams({ ...writeOnTimeFilter(filter), by }).toString()}`,
          label: t(`group.${by}`),
          selected: filter.by === by,
        }))}
      />
      {groups.length === 0 ? (
        <Empty title={t("shares.emptyTitle")}>{t("shares.emptyText")}</Empty>
      ) : (
        <>
          <PairChart
            title={t("shares.chart")}
            names={[t("shares.bought"), t("shares.last")]}
            points={groups.map(({ name, boughtKept, boughtSeen, lastKept, lastSeen }) => ({
              label: nameOf(name),
              values: [boughtKept / Math.max(1, boughtSeen), lastKept / Math.max(1, lastSeen)],
            }))}
            format={(value) => percent.format(value)}
          />
          <DataTable
            caption={t("shares.title")}
            rows={groups}
            keyOf={({ name }) => name}
            columns={[
              { id: "name", title: t(`group.${filter.by}`), cell: ({ name }) => nameOf(name) },
              { id: "arrived", title: t("shares.arrived"), numeric: true, cell: ({ arrived }) => arrived },
              {
                id: "bought",
                title: t("shares.bought"),
                numeric: true,
                cell: ({ boughtKept, boughtSeen }) => share(boughtKept, boughtSeen),
              },
              {
                id: "last",
                title: t("shares.last"),
                numeric: true,
                cell: ({ lastKept, lastSeen }) => share(lastKept, lastSeen),
              },
            ]}
          />
        </>
      )}
    </Card>
  );
}
