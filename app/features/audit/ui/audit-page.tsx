import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { AREAS } from "../domain/acts.ts";
import { AUDIT_SORTS, tidyAuditFilter, writeAuditFilter } from "../domain/filter.ts";
import type { AuditRow } from "../list.server.ts";
import type { loader } from "../routes/audit.tsx";
import { actOf, AUDIT_TEXTS, whoOf } from "../words.ts";
import { ActCell, TimeCell, WhoCell } from "./cells.tsx";
import { DayFields } from "./day-fields.tsx";

const PATH = "/app/audit";

/** Who did what, when, and what allowed it. */
export function AuditPage({
  page,
  names,
  people,
  codes,
  filter,
  saved,
}: ReturnType<typeof useLoaderData<typeof loader>>) {
  const { t, i18n } = useTranslation(AUDIT_TEXTS);
  const count = useCount();
  const list = useSavedList({
    saved,
    path: PATH,
    state: writeAuditFilter(filter),
    tidy: tidyAuditFilter,
    tab: "area",
  });
  const who = (row: AuditRow) => <WhoCell row={row} names={names} />;
  return (
    <Page
      title={t("audit:title")}
      subtitle={t("audit:subtitle")}
      back={{ label: t("shell:nav.settings"), to: "/app/settings" }}
      actions={<SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="log.csv" />}
    >
      <Card padded={false}>
        <ListView<AuditRow>
          noun={{ singular: t("audit:list.one"), plural: t("audit:title") }}
          rows={page.rows}
          keyOf={({ seq }) => seq}
          columns={[
            {
              id: "act",
              title: t("audit:column.act"),
              wraps: true,
              cell: (row) => <ActCell row={row} names={names} />,
            },
            { id: "who", title: t("audit:column.who"), wraps: true, cell: who },
            { id: "at", title: t("audit:column.at"), wraps: true, cell: (row) => <TimeCell row={row} /> },
          ]}
          condensed={(row) => (
            <Stack>
              <ActCell row={row} names={names} />
              {who(row)}
              <TimeCell row={row} />
            </Stack>
          )}
          saved={list.saved}
          views={{
            key: "area",
            label: t("audit:column.area"),
            value: filter.area ?? "",
            choices: [
              { value: "", label: t("audit:area.all") },
              ...AREAS.map((value) => ({ value, label: t(`audit:area.${value}`) })),
            ],
          }}
          filters={[
            {
              key: "who",
              label: t("audit:column.who"),
              value: filter.who,
              choices: people.map((value) => ({ value, label: whoOf(t, value, names) })),
            },
            {
              key: "code",
              label: t("audit:column.act"),
              value: filter.code ?? "",
              choices: codes.map((value) => ({ value, label: actOf(t, value) })),
            },
          ]}
          sorts={bothWays(
            AUDIT_SORTS,
            (sort) => t(`audit:column.${sort === "code" ? "act" : sort}`),
            (sort, direction) => t(`audit:sort.${sort}_${direction}`),
          )}
          sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
          search={{ value: filter.search, label: t("audit:list.search") }}
          busy={list.busy}
          above={
            <div className="e-above">
              <Stack>
                <DayFields from={filter.from} to={filter.to} onChange={list.change} />
                <Text small tone="subdued" block>
                  {t(page.count.more ? "audit:list.countMore" : "audit:list.count", {
                    count: page.count.value,
                    number: count(page.count.value),
                  })}
                </Text>
              </Stack>
            </div>
          }
          empty={{ title: t("audit:list.emptyTitle"), text: t("audit:list.emptyText") }}
          previous={list.turn("before", page.before)}
          next={list.turn("after", page.after)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}
