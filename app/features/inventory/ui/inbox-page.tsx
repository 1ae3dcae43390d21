import { useNavigate } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FieldGrid, SelectField } from "../../../shell/ui/fields.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import { LEASTS, LOOKED_AT, writeInboxFilter, type InboxFilter } from "../domain/inbox-filter.ts";
import type { Inbox, InboxDay, InboxEntry } from "../inbox.server.ts";
import type { StockLocation } from "../stock.server.ts";
import { AcknowledgeForm } from "./acknowledge-form.tsx";
import { UnitsWords, useSigned } from "./entry-words.tsx";

interface InboxPageProps {
  readonly filter: InboxFilter;
  readonly inbox: Inbox;
  readonly locations: readonly Pick<StockLocation, "id" | "name">[];
  readonly mayChange: boolean;
}

/** Changes of stock that no document explains. Nobody is named: Shopify does not say who it was. */
export function InboxPage({ filter, inbox, locations, mayChange }: InboxPageProps) {
  const { t, i18n } = useTranslation("inventory");
  const navigate = useNavigate();
  const href = useHref();
  const to = (change: Partial<InboxFilter>) => {
    const { after, ...rest } = { ...filter, after: null, ...change };
    const given = { ...writeInboxFilter(rest), ...(after === null ? {} : { after }) };
    const address = new URLSearchParams(given).toString();
    return `/app/inventory/differences${address === "" ? "" : `?${address}`}`;
  };
  const names = new Map<string, string>(locations.map(({ id, name }) => [id, name]));
  const csv = new URLSearchParams({ ...writeInboxFilter(filter), locale: i18n.language });
  return (
    <Page
      words={["drift", "count"]}
      title={t("inbox.title")}
      subtitle={t("inbox.subtitle")}
      section="inventory"
      actions={<SaveFileButton url={`/app/inventory/differences.csv?${csv.toString()}`} name="differences.csv" />}
    >
      <Card>
        <LinkTabs
          label={t("inbox.show")}
          tabs={LOOKED_AT.map((show) => ({
            to: to({ show }),
            label: t(`inbox.${show}`),
            selected: show === filter.show,
          }))}
        />
        <FieldGrid>
          <SelectField
            name="location"
            label={t("filter.location")}
            value={filter.location ?? ""}
            choices={[
              { value: "", label: t("filter.all") },
              ...locations.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(value) => {
              navigate(href(to({ location: locations.find(({ id }) => id === value)?.id ?? null })));
            }}
          />
          <SelectField
            name="least"
            label={t("inbox.least")}
            value={String(filter.least)}
            choices={LEASTS.map((units) => ({ value: String(units), label: t("inbox.units", { count: units }) }))}
            onChange={(value) => {
              navigate(href(to({ least: Number(value) })));
            }}
          />
        </FieldGrid>
      </Card>
      {inbox.entries.length === 0 ? (
        <Card>
          <Empty title={t("inbox.emptyTitle")}>{t("inbox.emptyText")}</Empty>
        </Card>
      ) : (
        <>
          <Card title={t("inbox.entries")} padded={false}>
            <DataTable<InboxEntry>
              caption={t("inbox.entries")}
              rows={inbox.entries}
              keyOf={({ seq }) => seq}
              columns={[
                { id: "item", title: t("column.item"), cell: (entry) => <Item entry={entry} /> },
                { id: "location", title: t("column.location"), cell: (entry) => names.get(entry.locationId) ?? "" },
                { id: "units", title: t("inbox.size"), cell: ({ units }) => <UnitsWords units={units} /> },
                { id: "when", title: t("inbox.when"), cell: (entry) => <Window entry={entry} /> },
                {
                  id: "note",
                  title: t("inbox.note"),
                  cell: (entry) => <AcknowledgeForm entry={entry} mayChange={mayChange} />,
                },
              ]}
            />
            {inbox.after !== null && (
              <div className="e-foot">
                <LinkButton to={to({ after: inbox.after })}>{t("item.older")}</LinkButton>
              </div>
            )}
          </Card>
          <Card title={t("inbox.days")} padded={false}>
            <DaysTable days={inbox.days} names={names} />
          </Card>
        </>
      )}
    </Page>
  );
}

function Item({ entry }: { readonly entry: InboxEntry }) {
  return (
    <Stack gap="tight">
      <AppLink to={`/app/inventory/${entry.itemId}?location=${entry.locationId}`}>
        {entry.title === "" ? entry.itemId : entry.title}
      </AppLink>
      <Text small tone="subdued">
        {[entry.variant, entry.sku].filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}

function Window({ entry: { since, occurredAt } }: { readonly entry: InboxEntry }) {
  const { t } = useTranslation("inventory");
  return (
    <Stack gap="tight">
      {since !== null && (
        <Text small>
          {t("inbox.after")} <Time at={since} />
        </Text>
      )}
      <Text small>
        {t("inbox.before")} <Time at={occurredAt} />
      </Text>
    </Stack>
  );
}

function DaysTable({
  days,
  names,
}: {
  readonly days: readonly InboxDay[];
  readonly names: ReadonlyMap<string, string>;
}) {
  const { t, i18n } = useTranslation("inventory");
  const signed = useSigned();
  return (
    <DataTable<InboxDay>
      caption={t("inbox.days")}
      rows={days}
      keyOf={({ day, locationId }) => `${day} ${locationId}`}
      columns={[
        { id: "day", title: t("inbox.day"), cell: ({ day }) => formatDate(day, i18n.language) },
        { id: "location", title: t("column.location"), cell: ({ locationId }) => names.get(locationId) ?? "" },
        { id: "entries", title: t("inbox.changes"), numeric: true, cell: ({ entries }) => entries },
        { id: "up", title: t("inbox.up"), numeric: true, cell: ({ up }) => (up === 0 ? "" : signed(up)) },
        { id: "down", title: t("inbox.down"), numeric: true, cell: ({ down }) => (down === 0 ? "" : signed(down)) },
      ]}
    />
  );
}
