import { useNavigate, type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { SORTS, tidySuggestionFilter, writeSuggestionFilter } from "../domain/suggestion-filter.ts";
import type { action, loader } from "../routes/suggestions.tsx";
import { ConnectNotice } from "./connect-notice.tsx";
import { TransferTabs } from "./transfer-tabs.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Suggested = Data["rows"][number];

/** What should be moved between locations, and why. */
export function SuggestionsPage({
  filter,
  currency,
  locations,
  connected,
  count,
  gainMinor,
  rows,
  next,
  saved,
  mayChange,
}: Data) {
  const { t, i18n } = useTranslation("transfers");
  const navigate = useNavigate();
  const { Form, busy } = useTake();
  const may = mayChange && connected;
  const money = (minor: number) => formatMoney({ minor: Math.round(minor), currency }, i18n.language);
  const state = writeSuggestionFilter(filter);
  const list = useSavedList({
    saved,
    path: "/app/inventory/transfers",
    state,
    tidy: tidySuggestionFilter,
    tab: "view",
  });
  const places = locations.map(({ id, name }) => ({ value: id, label: name }));
  const name = ({ title, variant }: Suggested) => [title, variant].filter(Boolean).join(" · ");
  const gain = (row: Suggested) => (row.gainMinor === null ? t("noValue") : money(row.gainMinor));
  const make = (row: Suggested) => (
    <ActionForm form={Form} values={{ keys: row.key }}>
      <Button submit plain busy={busy} disabled={!may} spoken={t("makeSpoken", { item: name(row) })}>
        {t("make")}
      </Button>
    </ActionForm>
  );
  return (
    <Page
      words={["transfer"]}
      title={t("title")}
      subtitle={gainMinor > 0 ? t("suggestions.gain", { gain: money(gainMinor) }) : t("suggestions.text")}
      section="inventory"
    >
      {!connected && <ConnectNotice />}
      {!mayChange && <Notice title={t("forbidden")} />}
      <TransferTabs selected="suggestions" />
      <Card
        title={t("suggestions.title", { count })}
        padded={false}
        action={
          <Row>
            <SaveFileButton
              url={`/app/inventory/transfers.csv?${list.query({ locale: i18n.language })}`}
              name="transfers.csv"
            />
            {rows.length > 0 && (
              <ActionForm form={Form} values={{ keys: rows.map(({ key }) => key).join(" ") }}>
                <Button submit primary busy={busy} disabled={!may}>
                  {t("makeAll", { count: rows.length })}
                </Button>
              </ActionForm>
            )}
          </Row>
        }
      >
        <ListView<Suggested>
          noun={{ singular: t("column.item"), plural: t("title") }}
          rows={rows}
          keyOf={({ key }) => key}
          columns={[
            {
              id: "item",
              title: t("column.item"),
              wraps: true,
              cell: (row) => (
                <Stack gap="tight">
                  <Text strong>{name(row)}</Text>
                  {row.sku !== null && (
                    <Text small tone="subdued">
                      {row.sku}
                    </Text>
                  )}
                </Stack>
              ),
            },
            { id: "way", title: t("column.way"), wraps: true, cell: (row) => `${row.fromName} → ${row.toName}` },
            {
              id: "units",
              title: t("column.units"),
              numeric: true,
              cell: ({ units }) => formatNumber(units, i18n.language),
            },
            { id: "gain", title: t("column.gain"), numeric: true, cell: gain },
            { id: "why", title: t("column.why"), wraps: true, cell: (row) => <Why row={row} /> },
            { id: "make", title: t("column.make"), cell: make },
          ]}
          condensed={(row) => (
            <Stack gap="tight">
              <Row apart>
                <Text strong>{name(row)}</Text>
                <Text>{t("units", { count: row.units })}</Text>
              </Row>
              <Text small block>
                {row.fromName} → {row.toName} · {gain(row)}
              </Text>
              <Why row={row} />
              {make(row)}
            </Stack>
          )}
          saved={list.saved}
          views={{ key: "view", label: t("title"), value: "", choices: [{ value: "", label: t("suggestions.all") }] }}
          filters={[
            { key: "from", label: t("column.from"), value: filter.from ?? "", choices: places },
            { key: "to", label: t("column.to"), value: filter.to ?? "", choices: places },
          ]}
          sorts={SORTS.flatMap((sort) =>
            (["desc", "asc"] as const).map((direction) => ({
              value: `${sort} ${direction}` as const,
              label: t(`sort.${sort}`),
              directionLabel: t(`sort.${direction}`),
            })),
          )}
          sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
          search={{ value: filter.search, label: t("search") }}
          partOfPage
          busy={list.busy}
          empty={{ title: t("suggestions.emptyTitle"), text: t("suggestions.emptyText") }}
          previous={
            filter.after === null
              ? null
              : () => {
                  navigate(-1);
                }
          }
          next={list.turn("after", next)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}

/** What a suggestion follows from. */
function Why({ row: { from, to } }: { readonly row: Suggested }) {
  const { t, i18n } = useTranslation("transfers");
  const number = (value: number) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value);
  return (
    <Text small tone="subdued" block>
      {t("why.to", {
        available: number(to.available + to.coming),
        days: number(to.cover ?? 0),
        target: number(to.targetDays),
      })}{" "}
      {t("why.from", { available: number(from.available), kept: number(from.target) })}
    </Text>
  );
}

/** Asks for transfers, and says how many. */
function useTake() {
  const { t } = useTranslation("transfers");
  return useToldFetcher<typeof action>(({ count }) => t("made", { count }));
}
