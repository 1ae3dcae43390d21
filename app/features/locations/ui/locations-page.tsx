import { type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatCountry, formatNumber, formatTime } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView, type ListSort } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { tidyLocationFilter, writeLocationFilter } from "../domain/location-filter.ts";
import type { loader } from "../routes/locations.tsx";
import { useWords } from "./words.ts";

const PATH = "/app/settings/locations";
const KINDS = ["store", "warehouse", "other"] as const;

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Listed = Data["rows"][number];

/** Every location as it is now: open or not, until when parcels can leave, how much it has to do. */
export function LocationsPage({ filter, rows, previous, next, saved }: Data) {
  const { t, i18n } = useTranslation("locations");
  useRefresh(60_000);
  const state = writeLocationFilter(filter);
  const list = useSavedList({ saved, path: PATH, state, tidy: tidyLocationFilter, tab: "set" });
  const sorts: ListSort[] = [
    { value: "name asc", label: t("list.byName"), directionLabel: t("list.aToZ") },
    { value: "name desc", label: t("list.byName"), directionLabel: t("list.zToA") },
    { value: "load desc", label: t("list.byLoad"), directionLabel: t("list.fullFirst") },
    { value: "load asc", label: t("list.byLoad"), directionLabel: t("list.freeFirst") },
    { value: "cutOff asc", label: t("list.byCutOff"), directionLabel: t("list.soonFirst") },
    { value: "cutOff desc", label: t("list.byCutOff"), directionLabel: t("list.lateFirst") },
  ];
  return (
    <Page
      title={t("title")}
      subtitle={t("subtitle")}
      back={{ label: t("back"), to: "/app/settings" }}
      actions={
        <SaveFileButton
          url={`/app/settings/locations.csv?${list.query({ locale: i18n.language })}`}
          name="locations.csv"
        />
      }
    >
      <Card padded={false}>
        <ListView<Listed>
          noun={{ singular: t("column.location"), plural: t("title") }}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { id: "name", title: t("column.location"), wraps: true, cell: (row) => <Name row={row} /> },
            { id: "state", title: t("column.state"), cell: (row) => <SetBadge row={row} /> },
            { id: "open", title: t("column.open"), wraps: true, cell: (row) => <Opening row={row} /> },
            { id: "cutOff", title: t("column.cutOff"), wraps: true, cell: (row) => <NextCutOff row={row} /> },
            { id: "load", title: t("column.load"), numeric: true, cell: (row) => <Load row={row} /> },
          ]}
          condensed={(row) => (
            <Stack gap="tight">
              <Row apart>
                <Name row={row} />
                <SetBadge row={row} />
              </Row>
              <Text small block>
                <Opening row={row} />
              </Text>
              <Text small block>
                {t("column.cutOff")}: <NextCutOff row={row} />
              </Text>
              <Text small block>
                {t("column.load")}: <Load row={row} />
              </Text>
            </Stack>
          )}
          saved={list.saved}
          views={{
            key: "set",
            label: t("column.state"),
            value: filter.set ?? "",
            choices: [
              { value: "", label: t("list.all") },
              { value: "yes", label: t("list.set") },
              { value: "no", label: t("list.usual") },
            ],
          }}
          filters={[
            {
              key: "open",
              label: t("column.open"),
              value: filter.open ?? "",
              choices: [
                { value: "yes", label: t("list.open") },
                { value: "no", label: t("list.closed") },
              ],
            },
            {
              key: "kind",
              label: t("column.kind"),
              value: filter.kind ?? "",
              choices: KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
            },
          ]}
          sorts={sorts}
          sort={`${filter.sort} ${filter.down ? "desc" : "asc"}`}
          search={{ value: filter.search, label: t("list.search") }}
          busy={list.busy}
          empty={
            filter.search === "" && filter.set === null && filter.open === null && filter.kind === null
              ? { title: t("list.emptyTitle"), text: t("list.emptyText") }
              : { title: t("list.noneTitle"), text: t("list.noneText") }
          }
          previous={list.turn("page", previous)}
          next={list.turn("page", next)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}

interface OfRow {
  readonly row: Listed;
}

function Name({ row: { id, name, city, country, kind } }: OfRow) {
  const { t, i18n } = useTranslation("locations");
  const place = [city, country && formatCountry(country, i18n.language)].filter(Boolean).join(", ");
  return (
    <Stack gap="tight">
      <AppLink to={`${PATH}/${id}`}>{name}</AppLink>
      <Text small tone="subdued">
        {[...(kind === "other" ? [] : [t(`kind.${kind}`)]), place].filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}

function SetBadge({ row: { isSet, active } }: OfRow) {
  const { t } = useTranslation("locations");
  return (
    <Row gap="tight">
      <Badge tone={isSet ? "success" : "attention"}>{t(isSet ? "list.set" : "list.usual")}</Badge>
      {!active && <Badge>{t("list.inactive")}</Badge>}
    </Row>
  );
}

function Opening({ row: { open, changesAt, zone } }: OfRow) {
  const { t, i18n } = useTranslation("locations");
  const { moment } = useWords();
  if (changesAt === null) return t(open ? "list.open" : "list.neverOpen");
  return open
    ? t("list.openUntil", { when: formatTime(new Date(changesAt).toISOString(), zone, i18n.language) })
    : t("list.closedUntil", { when: moment(changesAt, zone) });
}

function NextCutOff({ row: { nextCutOffAt, todayEndsAt, zone } }: OfRow) {
  const { t, i18n } = useTranslation("locations");
  const { moment } = useWords();
  if (nextCutOffAt === null) return t("list.noCutOff");
  return nextCutOffAt < todayEndsAt
    ? t("list.today", { time: formatTime(new Date(nextCutOffAt).toISOString(), zone, i18n.language) })
    : moment(nextCutOffAt, zone);
}

function Load({ row: { load, capacity, fullness } }: OfRow) {
  const { t, i18n } = useTranslation("locations");
  if (capacity.orders === 0 || capacity.units === 0) return t("list.takesNothing");
  const number = (value: number) => formatNumber(value, i18n.language);
  const of = (what: "orders" | "units") => {
    const most = capacity[what];
    return most === null
      ? t(`list.${what}Free`, { count: load[what] })
      : t(`list.${what}`, { used: number(load[what]), most: number(most) });
  };
  return (
    <>
      {of("orders")} · {of("units")} {fullness >= 1 && <Badge tone="warning">{t("list.full")}</Badge>}
    </>
  );
}
