import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { tidyOnTimeFilter, VIEWS, writeOnTimeFilter } from "../domain/on-time-filter.ts";
import type { loader } from "../routes/on-time.tsx";
import { SharesCard } from "./shares-card.tsx";

export type OnTimeData = ReturnType<typeof useLoaderData<typeof loader>>;
type Arrival = OnTimeData["arrivals"][number];

const PATH = "/app/deliveries/on-time";

/** Whether parcels came by the day their shoppers were shown, and whose the lost days are. */
export function OnTimePage(data: OnTimeData) {
  const { t } = useTranslation("delivery");
  const { learned } = data;
  return (
    <Page
      section="deliveries"
      words={["promise", "predictedDate"]}
      title={t("onTime.title")}
      subtitle={t("onTime.subtitle")}
    >
      <SharesCard {...data} />
      <BlameCard {...data} />
      <ArrivalsCard {...data} />
      <div className="e-foot">
        <Text small tone="subdued" block>
          {learned === null ? (
            t("learned.nothing")
          ) : (
            <>
              {t("learned.from", { count: learned.parcels })} <Time at={learned.at} />
            </>
          )}
        </Text>
      </div>
    </Page>
  );
}

/** Days lost of all late parcels by segment. */
function BlameCard({ blame }: OnTimeData) {
  const { t } = useTranslation("delivery");
  if (blame.length === 0) return null;
  return (
    <Card title={t("blame.title")} padded={false}>
      <DataTable
        caption={t("blame.title")}
        rows={blame}
        keyOf={({ segment }) => segment}
        columns={[
          { id: "segment", title: t("blame.segment"), cell: ({ segment }) => t(`segment.${segment}`) },
          { id: "days", title: t("blame.days"), numeric: true, cell: ({ days }) => days },
          { id: "parts", title: t("blame.parts"), numeric: true, cell: ({ parts }) => parts },
        ]}
      />
    </Card>
  );
}

function ArrivalsCard({ arrivals, filter, locations, carriers, next, saved }: OnTimeData) {
  const { t, i18n } = useTranslation("delivery");
  const list = useSavedList({
    saved,
    path: PATH,
    state: writeOnTimeFilter(filter),
    tidy: tidyOnTimeFilter,
    tab: "view",
    partOfPage: true,
  });
  const promised = ({ bought, last }: Arrival) => {
    const day = bought ?? last;
    return day === null ? t("arrival.nothingShown") : formatDate(day, i18n.language);
  };
  return (
    <Card
      title={t("arrival.title")}
      padded={false}
      action={<SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="on-time.csv" />}
    >
      <ListView<Arrival>
        noun={{ singular: t("arrival.order"), plural: t("arrival.title") }}
        rows={arrivals}
        keyOf={({ part }) => part}
        columns={[
          { id: "order", title: t("arrival.order"), wraps: true, cell: (each) => <OrderCell arrival={each} /> },
          { id: "promised", title: t("arrival.promised"), cell: promised },
          { id: "arrived", title: t("arrival.arrived"), cell: (each) => <Time at={each.arrivedAt} show="day" /> },
          { id: "late", title: t("arrival.late"), cell: (each) => <LateCell arrival={each} /> },
          { id: "blame", title: t("arrival.blame"), wraps: true, cell: (each) => <BlameCell arrival={each} /> },
        ]}
        condensed={(each) => (
          <Stack gap="tight">
            <Row apart>
              <OrderCell arrival={each} />
              <LateCell arrival={each} />
            </Row>
            <Text small tone="subdued">
              {t("arrival.promised")}: {promised(each)}
            </Text>
            <BlameCell arrival={each} />
          </Stack>
        )}
        saved={list.saved}
        views={{
          key: "view",
          label: t("arrival.view"),
          value: filter.view,
          choices: VIEWS.map((value) => ({ value, label: t(`view.${value}`) })),
        }}
        filters={[
          {
            key: "carrier",
            label: t("arrival.carrier"),
            value: filter.carrier,
            choices: carriers.map((value) => ({ value, label: value })),
          },
          {
            key: "location",
            label: t("arrival.location"),
            value: filter.location ?? "",
            choices: locations.map(({ id, name: label }) => ({ value: id, label })),
          },
        ]}
        sorts={[{ value: "arrived desc", label: t("arrival.arrived"), directionLabel: t("arrival.newest") }]}
        sort="arrived desc"
        partOfPage
        search={{ value: filter.search, label: t("arrival.search") }}
        busy={list.busy}
        empty={{ title: t("arrival.emptyTitle"), text: t("arrival.emptyText") }}
        previous={null}
        next={list.turn("after", next)}
        onChange={list.change}
      />
    </Card>
  );
}

function OrderCell({ arrival: { orderId, order, location, carrier } }: { readonly arrival: Arrival }) {
  return (
    <Stack gap="tight">
      <AppLink to={`/app/orders/${orderId}`}>{order}</AppLink>
      <Text small tone="subdued">
        {[location, carrier].filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}

function LateCell({ arrival: { lateBought, lateLast } }: { readonly arrival: Arrival }) {
  const { t } = useTranslation("delivery");
  const late = lateBought ?? lateLast;
  if (late === null) return null;
  return (
    <Badge tone={late > 0 ? "critical" : "success"}>
      {late > 0 ? t("late.days", { count: late }) : t("late.none")}
    </Badge>
  );
}

function BlameCell({ arrival: { blame } }: { readonly arrival: Arrival }) {
  const { t } = useTranslation("delivery");
  return (
    <Text small>
      {(blame ?? [])
        .map(({ segment, days }) => `${t(`segment.${segment}`)} ${t("late.short", { count: days })}`)
        .join(" · ")}
    </Text>
  );
}
