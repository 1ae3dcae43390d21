import { type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { tidyTransferFilter, writeTransferFilter } from "../domain/transfer-filter.ts";
import type { loader } from "../routes/transfers.tsx";
import { ConnectNotice } from "./connect-notice.tsx";
import { TransferTabs } from "./transfer-tabs.tsx";
import { StatusBadge } from "./transfer-words.tsx";

const SHOWN = ["DRAFT", "READY_TO_SHIP", "IN_PROGRESS", "TRANSFERRED", "CANCELED"] as const;
const PATH = "/app/inventory/transfers/all";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Listed = Data["rows"][number];

/** All transfers of the shop, whoever made them. */
export function TransfersPage({ filter, rows, before, after, plans, locations, connected, saved }: Data) {
  const { t, i18n } = useTranslation("transfers");
  useRefresh(5_000);
  const state = writeTransferFilter(filter);
  const list = useSavedList({ saved, path: PATH, state, tidy: tidyTransferFilter, tab: "status" });
  const places = locations.map(({ id, name }) => ({ value: id, label: name }));
  const link = ({ id, name }: Listed) => <AppLink to={`/app/inventory/transfers/${id}`}>{name}</AppLink>;
  const way = ({ fromName, toName }: Listed) => `${fromName ?? "?"} → ${toName ?? "?"}`;
  const units = ({ units: all, received }: Listed) =>
    received === 0
      ? formatNumber(all, i18n.language)
      : t("list.received", { received: formatNumber(received, i18n.language), count: all });
  return (
    <Page
      title={t("title")}
      subtitle={t("subtitle")}
      section="inventory"
      actions={
        <SaveFileButton
          url={`/app/inventory/transfers/all.csv?${list.query({ locale: i18n.language })}`}
          name="all-transfers.csv"
        />
      }
    >
      {!connected && <ConnectNotice />}
      <TransferTabs selected="all" />
      {plans.map(({ id, fromName, toName, units: asked, status, codes }) => (
        <Notice
          key={id}
          tone={status === "waiting" ? "info" : "critical"}
          title={t(status === "waiting" ? "plan.waiting" : "plan.failed", {
            count: asked,
            from: fromName ?? "",
            to: toName ?? "",
          })}
        >
          {codes.map((code) => t([`code.${code}`, "code.other"] as "code.other"[], { code })).join(" ")}
        </Notice>
      ))}
      <Card padded={false}>
        <ListView<Listed>
          noun={{ singular: t("column.transfer"), plural: t("title") }}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { id: "name", title: t("column.transfer"), cell: link },
            { id: "status", title: t("column.status"), cell: (row) => <StatusBadge status={row.status} /> },
            { id: "way", title: t("column.way"), wraps: true, cell: way },
            { id: "units", title: t("column.units"), numeric: true, cell: units },
            { id: "made", title: t("column.made"), cell: ({ createdAt }) => <Time at={createdAt} show="day" /> },
          ]}
          condensed={(row) => (
            <Stack gap="tight">
              <Row apart>
                {link(row)}
                <StatusBadge status={row.status} />
              </Row>
              <Text small tone="subdued" block>
                {way(row)} · {row.received === 0 ? t("units", { count: row.units }) : units(row)} ·{" "}
                <Time at={row.createdAt} show="day" />
              </Text>
            </Stack>
          )}
          saved={list.saved}
          views={{
            key: "status",
            label: t("column.status"),
            value: filter.status ?? "",
            choices: [
              { value: "", label: t("status.all") },
              ...SHOWN.map((value) => ({ value, label: t(`status.${value}`) })),
            ],
          }}
          filters={[
            { key: "from", label: t("column.from"), value: filter.from ?? "", choices: places },
            { key: "to", label: t("column.to"), value: filter.to ?? "", choices: places },
          ]}
          sorts={[
            { value: "made desc", label: t("list.made"), directionLabel: t("list.newest") },
            { value: "made asc", label: t("list.made"), directionLabel: t("list.oldest") },
          ]}
          sort={filter.oldest ? "made asc" : "made desc"}
          search={{ value: filter.search, label: t("list.search") }}
          partOfPage
          busy={list.busy}
          empty={
            Object.keys(state).length === 0
              ? { title: t("list.emptyTitle"), text: t("list.emptyText") }
              : { title: t("list.noneTitle"), text: t("list.noneText") }
          }
          previous={list.turn("before", before)}
          next={list.turn("after", after)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}
