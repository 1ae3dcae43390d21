import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { loader } from "../routes/transfers.tsx";
import { ConnectNotice } from "./connect-notice.tsx";
import { TransferTabs } from "./transfer-tabs.tsx";
import { StatusBadge } from "./transfer-words.tsx";

const SHOWN = ["DRAFT", "READY_TO_SHIP", "IN_PROGRESS", "TRANSFERRED", "CANCELED"] as const;
const PATH = "/app/inventory/transfers/all";

/** All transfers of the shop, whoever made them, the newest first. */
export function TransfersPage({
  status,
  after,
  rows,
  next,
  plans,
  connected,
}: ReturnType<typeof useLoaderData<typeof loader>>) {
  const { t, i18n } = useTranslation("transfers");
  useRefresh(5_000);
  const address = (parameters: Record<string, string>) => `${PATH}?${new URLSearchParams(parameters).toString()}`;
  const state: Record<string, string> = status === null ? {} : { status };
  return (
    <Page title={t("title")} subtitle={t("subtitle")} back={{ label: t("back"), to: "/app/inventory" }}>
      {!connected && <ConnectNotice />}
      <TransferTabs selected="all" />
      {plans.map(({ id, fromName, toName, units, status: asked, codes }) => (
        <Notice
          key={id}
          tone={asked === "waiting" ? "info" : "critical"}
          title={t(asked === "waiting" ? "plan.waiting" : "plan.failed", {
            count: units,
            from: fromName ?? "",
            to: toName ?? "",
          })}
        >
          {codes.map((code) => t([`code.${code}`, "code.other"] as "code.other"[], { code })).join(" ")}
        </Notice>
      ))}
      <Card>
        <LinkTabs
          label={t("column.status")}
          tabs={[
            { to: PATH, label: t("status.all"), selected: status === null },
            ...SHOWN.map((each) => ({
              to: address({ status: each }),
              label: t(`status.${each}`),
              selected: each === status,
            })),
          ]}
        />
        {rows.length === 0 ? (
          <Empty title={t("list.emptyTitle")}>{t("list.emptyText")}</Empty>
        ) : (
          <DataTable
            caption={t("title")}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              {
                id: "name",
                title: t("column.transfer"),
                cell: ({ id, name }) => <AppLink to={`/app/inventory/transfers/${id}`}>{name}</AppLink>,
              },
              { id: "status", title: t("column.status"), cell: (row) => <StatusBadge status={row.status} /> },
              {
                id: "way",
                title: t("column.way"),
                cell: ({ fromName, toName }) => `${fromName ?? "?"} → ${toName ?? "?"}`,
              },
              {
                id: "units",
                title: t("column.units"),
                numeric: true,
                cell: ({ units, received }) =>
                  received === 0
                    ? formatNumber(units, i18n.language)
                    : t("list.received", { received: formatNumber(received, i18n.language), count: units }),
              },
              { id: "made", title: t("column.made"), cell: ({ createdAt }) => <Time at={createdAt} show="day" /> },
            ]}
          />
        )}
        {(next !== null || after !== null) && (
          <Row>
            {after !== null && <LinkButton to={address(state)}>{t("list.first")}</LinkButton>}
            {next !== null && <LinkButton to={address({ ...state, after: next })}>{t("list.next")}</LinkButton>}
          </Row>
        )}
      </Card>
    </Page>
  );
}
