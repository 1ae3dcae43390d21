import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InboxArea } from "../../../core/inbox.ts";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { DUES, INBOX_SORTS, kindsOf, OWNERS, readInboxFilter, writeInboxFilter } from "../domain/filter.ts";
import { ActOnAll, RESTS } from "./act-on-all.tsx";
import { NextCell, OwnerCell, TimeCell, WhatCell } from "./cells.tsx";
import { ReadAll } from "./read-all.tsx";
import type { InboxData, ShownThing } from "./inbox-data.ts";

const PATH = "/app/inbox";
const LIVE_MS = 30_000;

/** Everything that needs a person, whatever part of the work it comes from. */
export function InboxPage(data: InboxData) {
  const { filter, page, counts, saved, me, mayChange, now } = data;
  const { t, i18n } = useTranslation("inbox");
  const [days, setDays] = useState<string>(RESTS[0]);
  useRefresh(LIVE_MS);
  const list = useSavedList({
    saved,
    path: PATH,
    state: writeInboxFilter(filter),
    tidy: (given) => writeInboxFilter(readInboxFilter(given, filter.areas)),
    tab: "area",
  });
  const ownerOf = (row: ShownThing) => <OwnerCell row={row} me={me} days={days} mayChange={mayChange} />;
  return (
    <Page
      words={["risk", "drift", "deadline"]}
      title={t("title")}
      subtitle={t("subtitle")}
      actions={<ReadAll fresh={counts.fresh} />}
    >
      {!mayChange && <Notice title={t("did.forbidden")} />}
      <Card
        title={t("list.title")}
        padded={false}
        action={<SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="inbox.csv" />}
      >
        <ListView<ShownThing>
          noun={{ singular: t("csv.name"), plural: t("title") }}
          rows={page.rows}
          keyOf={({ kind, ref }) => `${kind} ${ref}`}
          columns={[
            { id: "what", title: t("csv.what"), wraps: true, cell: (row) => <WhatCell row={row} /> },
            { id: "next", title: t("csv.next"), wraps: true, cell: (row) => <NextCell row={row} /> },
            { id: "time", title: t("csv.deadline"), wraps: true, cell: (row) => <TimeCell row={row} now={now} /> },
            { id: "owner", title: t("csv.owner"), wraps: true, cell: ownerOf },
          ]}
          condensed={(row) => (
            <Stack>
              <WhatCell row={row} />
              <NextCell row={row} />
              <TimeCell row={row} now={now} />
              <Row>{ownerOf(row)}</Row>
            </Stack>
          )}
          saved={list.saved}
          views={{
            key: "area",
            label: t("filter.area"),
            value: filter.area ?? "",
            choices: useAreas(counts.open, filter.areas),
          }}
          filters={[
            {
              key: "kind",
              label: t("filter.kind"),
              value: filter.kind ?? "",
              choices: kindsOf(filter.area, filter.areas).map((value) => ({ value, label: t(`kind.${value}`) })),
            },
            {
              key: "owner",
              label: t("filter.owner"),
              value: filter.owner ?? "",
              choices: OWNERS.map((value) => ({ value, label: t(`owner.${value}`) })),
            },
            {
              key: "due",
              label: t("filter.due"),
              value: filter.due ?? "",
              choices: DUES.map((value) => ({ value, label: t(`due.${value}`) })),
            },
            {
              key: "new",
              label: t("filter.new"),
              value: filter.fresh ? "yes" : "",
              choices: [{ value: "yes", label: t("filter.onlyNew") }],
            },
            {
              key: "show",
              label: t("filter.show"),
              value: filter.resting ? "resting" : "",
              choices: [{ value: "resting", label: t("filter.resting") }],
            },
          ]}
          sorts={bothWays(
            INBOX_SORTS,
            (sort) => t(`sort.${sort}`),
            (sort, direction) => t(`sort.${sort}_${direction}`),
          )}
          sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
          above={
            page.rows.length > 0 && <ActOnAll rows={page.rows} days={days} onDays={setDays} mayChange={mayChange} />
          }
          search={{ value: filter.search, label: t("list.search") }}
          busy={list.busy}
          empty={{ title: t("list.emptyTitle"), text: t("list.emptyText") }}
          previous={list.turn("before", page.before)}
          next={list.turn("after", page.after)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}

/** The tabs: each area with how much is open in it. */
function useAreas(open: InboxData["counts"]["open"], areas: readonly InboxArea[]) {
  const { t } = useTranslation("inbox");
  const count = useCount();
  const all = Object.values(open).reduce((sum, each) => sum + each, 0);
  return [
    { value: "", label: `${t("area.all")} (${count(all)})` },
    ...areas.map((area) => ({ value: area, label: `${t(`area.${area}`)} (${count(open[area])})` })),
  ];
}
