import { useFetcher, type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatDate, formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ConfirmButton } from "../../../shell/ui/confirm-button.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Columns, Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { REPORT_ACTS, type ReportAct } from "../domain/report-acts.ts";
import type { action, loader } from "../routes/report.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** One report: what speaks for and against it, and what can be done. */
export function ReportPage({ report, mayDecide }: Data) {
  const { t, i18n } = useTranslation("shopper");
  const { domain } = useShop();
  const { orderId, orderName, reportId, evidence, currency } = report;
  const money = (minor: number) => formatMoney({ minor, currency }, i18n.language);
  const known = (text: string | null) => text ?? t("unknown");
  return (
    <Page
      title={t("report.title", { order: orderName, kind: t(`kind.${report.kind}`) })}
      back={{ label: t("title"), to: "/app/deliveries/reports" }}
      badges={<Badge tone={report.state === "open" ? "warning" : "neutral"}>{t(`state.${report.state}`)}</Badge>}
      actions={
        <Row>
          <SaveFileButton
            url={`/app/deliveries/reports/${reportId}/claim.pdf?locale=${i18n.language}`}
            name={`claim-${reportId}.pdf`}
          >
            {t("claim.download")}
          </SaveFileButton>
          <LinkButton to={`/app/orders/${orderId}`}>{t("report.order")}</LinkButton>
        </Row>
      }
    >
      <Columns
        main={
          <>
            <Card title={t("report.evidence")}>
              <Facts
                rows={[
                  { name: t("claim.reported"), value: <Time at={report.reportedAt} /> },
                  {
                    name: t("claim.delivered"),
                    value: evidence.deliveredAt === null ? t("report.notSeen") : <Time at={evidence.deliveredAt} />,
                  },
                  {
                    name: t("column.hours"),
                    value:
                      evidence.hoursSinceDelivery === null
                        ? t("unknown")
                        : formatNumber(evidence.hoursSinceDelivery, i18n.language),
                  },
                  {
                    name: t("report.promised"),
                    value: evidence.promisedTo === null ? t("unknown") : formatDate(evidence.promisedTo, i18n.language),
                  },
                  {
                    name: t("report.proof"),
                    value: t(evidence.proof === null ? "report.noProof" : `proof.${evidence.proof}`),
                  },
                  {
                    name: t("report.address"),
                    value:
                      evidence.address.length === 0
                        ? t("report.addressFine")
                        : evidence.address.map((doubt) => t(`doubt.${doubt}`)).join(" "),
                  },
                  {
                    name: t("report.looked"),
                    value:
                      report.looked.length === 0
                        ? t("report.nowhere")
                        : report.looked.map((place) => t(`looked.${place}`)).join(", "),
                  },
                  {
                    name: t("column.earlier"),
                    value: t("report.earlier", { count: evidence.earlierReports, orders: evidence.orders }),
                  },
                ]}
              />
            </Card>
            <Card title={t("claim.scans")} padded={false}>
              <DataTable
                caption={t("claim.scans")}
                rows={evidence.scans}
                keyOf={({ at, stage }) => `${at} ${stage}`}
                columns={[
                  { id: "when", title: t("claim.when"), cell: ({ at }) => <Time at={at} /> },
                  {
                    id: "event",
                    title: t("claim.event"),
                    cell: ({ stage }) => t(`scan.${stage}` as "unknown", { defaultValue: stage }),
                  },
                  { id: "place", title: t("claim.place"), cell: ({ place }) => place ?? "" },
                ]}
              />
            </Card>
          </>
        }
        side={
          <>
            <Acts report={report} mayDecide={mayDecide} shopDomain={domain} />
            <Card title={t("report.parcel")}>
              <Facts
                rows={[
                  { name: t("claim.carrier"), value: known(report.carrier) },
                  { name: t("claim.number"), value: known(report.number) },
                  { name: t("claim.value"), value: money(report.valueMinor) },
                  ...report.lines.map(({ title, quantity, valueMinor }) => ({
                    name: `${formatNumber(quantity, i18n.language)} × ${title}`,
                    value: money(valueMinor),
                  })),
                ]}
              />
            </Card>
          </>
        }
      />
    </Page>
  );
}

function Acts({ report, mayDecide, shopDomain }: Data & { readonly shopDomain: string }) {
  const { t, i18n } = useTranslation("shopper");
  const fetcher = useFetcher<typeof action>();
  const open = report.state === "open" || report.state === "claimed";
  const money = formatMoney({ minor: report.valueMinor, currency: report.currency }, i18n.language);
  const offered = REPORT_ACTS.filter((act) => act !== "claim" || report.state === "open");
  const yes = (act: ReportAct) => (
    <ActionForm form={fetcher.Form} values={{ act }}>
      <Button submit primary busy={fetcher.state !== "idle"}>
        {t(`act.${act}`)}
      </Button>
    </ActionForm>
  );
  return (
    <Card title={t("report.next")}>
      <Stack gap="loose">
        {report.codes.length > 0 && (
          <Notice tone="critical" title={t("report.refused")}>
            {report.codes.join(", ")}
          </Notice>
        )}
        {fetcher.data && fetcher.data.status !== "done" && (
          <Notice tone="warning" title={t(`outcome.${fetcher.data.status}`)} />
        )}
        <Text block>{t(open ? `suggestion.${report.suggestion}` : `settled.${report.state}`)}</Text>
        {open &&
          offered.map((act) => (
            <ConfirmButton key={act} question={t(`question.${act}`, { money })} disabled={!mayDecide} yes={yes(act)}>
              {t(`act.${act}`)}
            </ConfirmButton>
          ))}
        {open && (
          <LinkButton outside to={`https://${shopDomain}/admin/orders/${report.orderId}`}>
            {t("report.inShopify")}
          </LinkButton>
        )}
      </Stack>
    </Card>
  );
}
