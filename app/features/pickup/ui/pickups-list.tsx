import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Tiles } from "../../../shell/ui/stack.tsx";
import { Stat } from "../../../shell/ui/stat.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { SavedOfList } from "../../views/domain/view.ts";
import { PICKUP_VIEWS, tidyPickupFilter, writePickupFilter, type PickupFilter } from "../domain/pickup-filter.ts";
import type { ListedPickup, PickupsPage } from "../list.server.ts";
import { Desk } from "./desk.tsx";
import { StateBadges } from "./pickup-words.tsx";

interface PickupsListProps {
  readonly filter: PickupFilter;
  readonly page: PickupsPage;
  readonly counts: Readonly<Record<"preparing" | "late" | "ready" | "no_show", number>>;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly saved: SavedOfList;
}

const HOME = "/app/fulfillment/pickups";
const LIVE_MS = 10_000;

/** The pickup desk: whoever comes shows a code; below it is what has to be prepared, the most urgent first. */
export function PickupsList({ filter, page, counts, locations, saved }: PickupsListProps) {
  const { t, i18n } = useTranslation("pickup");
  const number = useCount();
  useRefresh(LIVE_MS);
  const sort = filter.descending ? "readyBy desc" : "readyBy asc";
  const state = writePickupFilter(filter);
  const list = useSavedList({ saved, path: HOME, state, tidy: tidyPickupFilter, tab: "view" });
  const untouched = filter.view === "open" && filter.locationId === null && filter.search === "";
  return (
    <Page
      title={t("title")}
      section="fulfillment"
      actions={
        <Row>
          <LinkButton to={`${HOME}/settings`}>{t("settings.open")}</LinkButton>
          <SaveFileButton
            url={`/app/fulfillment/pickups.csv?${list.query({ locale: i18n.language })}`}
            name="pickups.csv"
          />
        </Row>
      }
    >
      <Desk />
      <Tiles>
        <Stat label={t("state.preparing")} value={number(counts.preparing)} />
        <Stat label={t("overdue")} value={number(counts.late)} />
        <Stat label={t("state.ready")} value={number(counts.ready)} />
        <Stat label={t("state.no_show")} value={number(counts.no_show)} />
      </Tiles>
      <Card padded={false}>
        {page.pickups.length === 0 && untouched ? (
          <Empty
            title={t("list.emptyTitle")}
            action={<LinkButton to={`${HOME}/settings`}>{t("settings.open")}</LinkButton>}
          >
            {t("list.emptyText")}
          </Empty>
        ) : (
          <ListView<ListedPickup>
            noun={{ singular: t("column.order"), plural: t("title") }}
            rows={page.pickups}
            keyOf={({ id }) => id}
            columns={[
              {
                id: "order",
                title: t("column.order"),
                cell: ({ id, order }) => <AppLink to={`${HOME}/${id}`}>{order}</AppLink>,
              },
              { id: "state", title: t("column.state"), cell: (pickup) => <StateBadges {...pickup} /> },
              { id: "location", title: t("column.location"), wraps: true, cell: ({ location }) => location },
              { id: "readyBy", title: t("column.readyBy"), cell: ({ readyBy }) => <Time at={readyBy} /> },
              {
                id: "keepUntil",
                title: t("column.keepUntil"),
                cell: ({ keepUntil }) => (keepUntil === null ? "–" : <Time at={keepUntil} show="day" />),
              },
              { id: "units", title: t("column.units"), numeric: true, cell: ({ units }) => number(units) },
            ]}
            condensed={(pickup) => (
              <>
                <Row apart>
                  <AppLink to={`${HOME}/${pickup.id}`}>{pickup.order}</AppLink>
                  <StateBadges {...pickup} />
                </Row>
                <Text small tone="subdued">
                  {[pickup.location, t("list.units", { count: pickup.units })].join(" · ")}
                </Text>
                <Text small>
                  {t("column.readyBy")} <Time at={pickup.readyBy} />
                </Text>
              </>
            )}
            saved={list.saved}
            views={{
              key: "view",
              label: t("list.view"),
              value: filter.view,
              choices: PICKUP_VIEWS.map((value) => ({ value, label: t(`view.${value}`) })),
            }}
            filters={[
              {
                key: "location",
                label: t("column.location"),
                value: filter.locationId ?? "",
                choices: locations.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]}
            sorts={[
              { value: "readyBy asc", label: t("column.readyBy"), directionLabel: t("list.soonest") },
              { value: "readyBy desc", label: t("column.readyBy"), directionLabel: t("list.latest") },
            ]}
            sort={sort}
            search={{ value: filter.search, label: t("list.search") }}
            busy={list.busy}
            empty={{ title: t("list.noneTitle"), text: t("list.noneText") }}
            previous={list.turn("before", page.before)}
            next={list.turn("after", page.after)}
            onChange={list.change}
          />
        )}
      </Card>
    </Page>
  );
}
