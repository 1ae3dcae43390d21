import type { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FieldGrid, SelectField } from "../../../shell/ui/fields.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { DocumentRow } from "../documents-page.server.ts";
import type { Print } from "../domain/print-request.ts";
import { PAPERS } from "../domain/sheet.ts";
import type { BoxSuggestion } from "../domain/suggest-box.ts";
import type { loader } from "../routes/documents.tsx";
import { PrintedText } from "./printed-text.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** The papers of orders: what to print, in which order and on what, and what was printed before. */
export function DocumentsPage({ batchId, orderId, isNamed, rows, paper: usual, locations, mayPrint }: Data) {
  const { t, i18n } = useTranslation("packing");
  const [paper, setPaper] = useState<string>(usual);
  const [two, setTwo] = useState(false);
  const [location, setLocation] = useState<string>(locations[0]?.id ?? "");
  const address = (what: Print, as: "pdf" | "zpl", of: Readonly<Record<string, string>>) =>
    `/app/fulfillment/print?${new URLSearchParams({ what, as, paper, two: two ? "on" : "", locale: i18n.language, ...of }).toString()}`;
  const all =
    batchId !== null
      ? { batch: batchId }
      : orderId !== null
        ? { order: orderId }
        : { parts: rows.map(({ fulfillmentOrderId }) => fulfillmentOrderId).join(",") };
  const button = (what: Print, as: "pdf" | "zpl", of: Readonly<Record<string, string>>, plain = false) => (
    <SaveFileButton url={address(what, as, of)} name={`${what}.${as}`} failed={t("documents.failed")} plain={plain}>
      {t(`documents.${as}.${what}`)}
    </SaveFileButton>
  );
  return (
    <Page
      title={batchId === null ? t("documents.title") : t("documents.ofBatch", { batch: batchId })}
      section="fulfillment"
      actions={<LinkButton to="/app/settings/packages">{t("documents.settings")}</LinkButton>}
    >
      <Card title={t("documents.print")}>
        <Stack gap="loose">
          <Text block>{t("documents.text")}</Text>
          <FieldGrid>
            <SelectField
              name="paper"
              label={t("settings.paper")}
              value={paper}
              choices={PAPERS.map((each) => ({ value: each, label: t(`paperSize.${each}`) }))}
              onChange={setPaper}
            />
            {paper !== "label" && <CheckField label={t("documents.two")} checked={two} onChange={setTwo} />}
          </FieldGrid>
          {mayPrint && rows.length > 0 && (
            <>
              <Row>
                {button("both", "pdf", all)}
                {button("slips", "pdf", all)}
                {button("labels", "pdf", all)}
                {button("pickList", "pdf", all)}
                {button("totes", "pdf", all)}
              </Row>
              <Row>
                {button("slips", "zpl", all)}
                {button("labels", "zpl", all)}
                {button("totes", "zpl", all)}
                {button("addresses", "zpl", all)}
              </Row>
            </>
          )}
        </Stack>
      </Card>
      <Card title={isNamed ? t("documents.orders") : t("documents.newest")} padded={false}>
        {rows.length === 0 ? (
          <Empty title={t("documents.emptyTitle")}>{t("documents.emptyText")}</Empty>
        ) : (
          <DataTable<DocumentRow>
            caption={t("documents.orders")}
            rows={rows}
            keyOf={({ fulfillmentOrderId, parcelId }) => `${fulfillmentOrderId} ${parcelId}`}
            columns={[
              {
                id: "order",
                title: t("documents.order"),
                cell: (row) => (
                  <Stack gap="tight">
                    <AppLink to={`/app/orders/${row.orderId}`}>{row.orderName}</AppLink>
                    {row.isVoid && <Badge tone="critical">{t("paper.void")}</Badge>}
                  </Stack>
                ),
              },
              { id: "location", title: t("documents.location"), cell: ({ location: place }) => place },
              {
                id: "units",
                title: t("documents.units"),
                numeric: true,
                cell: ({ units }) => formatNumber(units, i18n.language),
              },
              { id: "box", title: t("documents.box"), cell: ({ box }) => <SuggestedBox box={box} /> },
              {
                id: "printed",
                title: t("documents.printed"),
                cell: ({ printed }) => <PrintedText printed={printed} />,
              },
              {
                id: "act",
                title: t("documents.one"),
                cell: ({ fulfillmentOrderId, hasLabel }) =>
                  mayPrint && (
                    <Row>
                      {button("slips", "pdf", { parts: fulfillmentOrderId }, true)}
                      {hasLabel && button("labels", "pdf", { parts: fulfillmentOrderId }, true)}
                      {!hasLabel && button("addresses", "pdf", { parts: fulfillmentOrderId }, true)}
                    </Row>
                  ),
              },
            ]}
          />
        )}
      </Card>
      {mayPrint && (
        <Card title={t("documents.shelves")}>
          <Stack gap="loose">
            <Text block>{t("documents.shelvesText")}</Text>
            <SelectField
              name="location"
              label={t("documents.location")}
              value={location}
              choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setLocation}
            />
            <Row>
              {button("bins", "pdf", { location })}
              {button("bins", "zpl", { location })}
            </Row>
          </Stack>
        </Card>
      )}
    </Page>
  );
}

function SuggestedBox({ box }: { readonly box: BoxSuggestion }) {
  const { t, i18n } = useTranslation("packing");
  const weight = (grams: number | null) =>
    grams === null ? t("box.noWeight") : t("weight", { kilograms: formatNumber(grams / 1_000, i18n.language) });
  switch (box.is) {
    case "box":
      return t("box.box", { name: box.box.name, weight: weight(box.grams) });
    case "tooMuch":
      return t("box.tooMuch");
    case "unknown":
      return t("box.unknown", { count: box.units });
    case "noBoxes":
      return t("box.noBoxes");
  }
}
