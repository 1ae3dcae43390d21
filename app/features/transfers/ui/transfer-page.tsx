import type { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { loader } from "../routes/transfer.tsx";
import { ActNotice, StatusBadge } from "./transfer-words.tsx";
import { useAct } from "./use-act.ts";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Shipment = Data["shipments"][number];

/** One transfer: its lines, its shipments, and what can be done with it now. */
export function TransferPage(data: Data) {
  const { t } = useTranslation("transfers");
  useRefresh(3_000);
  const { name, status, fromName, toName, createdAt, shipments, acts } = data;
  return (
    <Page
      title={name}
      subtitle={`${fromName ?? "?"} → ${toName ?? "?"}`}
      badges={<StatusBadge status={status} />}
      back={{ label: t("title"), to: "/app/inventory/transfers/all" }}
    >
      {acts.map((act) => (
        <ActNotice key={act.kind} act={act} />
      ))}
      <Lines {...data} />
      {shipments.map((shipment) => (
        <ShipmentCard key={shipment.shipmentId} transferId={data.id} shipment={shipment} mayChange={data.mayChange} />
      ))}
      <Text small tone="subdued" block>
        {t("page.made")} <Time at={createdAt} />
      </Text>
    </Page>
  );
}

/** What is to be moved; while nothing of a line has left, its quantity can be changed. */
function Lines({ status, lines, shipments, mayChange }: Data) {
  const { t, i18n } = useTranslation("transfers");
  const { act, busy } = useAct();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [tracking, setTracking] = useState("");
  const changeable = mayChange && (status === "DRAFT" || status === "READY_TO_SHIP" || status === "IN_PROGRESS");
  const wanted = lines.map(({ itemId, left }) => ({ itemId, quantity: Number(typed[itemId] ?? left) }));
  const changed = lines.some(({ itemId, left }) => (typed[itemId] ?? String(left)) !== String(left));
  const valid = wanted.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity >= 0);
  const something = lines.some(({ left }) => left > 0);
  const send = (what: string) => act({ do: what, lines: JSON.stringify(wanted), trackingNumber: tracking });
  const number = (units: number) => formatNumber(units, i18n.language);
  return (
    <Card title={t("page.lines")}>
      <DataTable
        caption={t("page.lines")}
        rows={lines}
        keyOf={({ itemId }) => itemId}
        columns={[
          { id: "item", title: t("column.item"), cell: (line) => [line.title, line.sku].filter(Boolean).join(" · ") },
          { id: "quantity", title: t("column.units"), numeric: true, cell: ({ quantity }) => number(quantity) },
          { id: "sent", title: t("column.sent"), numeric: true, cell: ({ sent }) => number(sent) },
          {
            id: "left",
            title: t("column.left"),
            numeric: true,
            cell: ({ itemId, title, left }) =>
              changeable ? (
                <InputField
                  name={`left-${itemId}`}
                  label={t("page.leftOf", { item: title })}
                  labelHidden
                  numbers="whole"
                  value={typed[itemId] ?? String(left)}
                  onChange={(value) => setTyped((before) => ({ ...before, [itemId]: value }))}
                />
              ) : (
                number(left)
              ),
          },
        ]}
      />
      {changeable && (
        <Stack gap="loose">
          {status !== "DRAFT" && something && (
            <InputField name="tracking" label={t("page.tracking")} value={tracking} onChange={setTracking} />
          )}
          <Row>
            {changed && (
              <Button busy={busy} disabled={!valid} onClick={() => send("change")}>
                {t("page.change")}
              </Button>
            )}
            {status === "DRAFT" && (
              <Button primary busy={busy} disabled={changed} onClick={() => act({ do: "ready" })}>
                {t("page.ready")}
              </Button>
            )}
            {status !== "DRAFT" && something && (
              <Button primary busy={busy} disabled={!valid} onClick={() => send("send")}>
                {t("page.send")}
              </Button>
            )}
            {shipments.length === 0 && status !== "IN_PROGRESS" && (
              <Button plain busy={busy} onClick={() => act({ do: "cancel" })}>
                {t(status === "DRAFT" ? "page.delete" : "page.cancel")}
              </Button>
            )}
          </Row>
        </Stack>
      )}
    </Card>
  );
}

/** What travels together, and what came of it. */
function ShipmentCard({
  transferId,
  shipment: { shipmentId, name, status, trackingNumber, shippedAt, lines },
  mayChange,
}: {
  readonly transferId: string;
  readonly shipment: Shipment;
  readonly mayChange: boolean;
}) {
  const { t, i18n } = useTranslation("transfers");
  const number = (units: number) => formatNumber(units, i18n.language);
  const open = status === "IN_TRANSIT" || status === "PARTIALLY_RECEIVED";
  return (
    <Card
      title={t("page.shipment", { name })}
      action={
        <Row>
          <StatusBadge status={status} />
          {open && mayChange && (
            <LinkButton primary to={`/app/inventory/transfers/${transferId}/receive/${shipmentId}`}>
              {t("page.receive")}
            </LinkButton>
          )}
        </Row>
      }
    >
      <Text small tone="subdued" block>
        {trackingNumber !== "" && `${t("page.tracking")}: ${trackingNumber} · `}
        {shippedAt !== null && (
          <>
            {t("page.left")} <Time at={shippedAt} />
          </>
        )}
      </Text>
      <DataTable
        caption={name}
        rows={lines}
        keyOf={({ lineId }) => lineId}
        columns={[
          { id: "item", title: t("column.item"), cell: (line) => [line.title, line.sku].filter(Boolean).join(" · ") },
          { id: "quantity", title: t("column.sent"), numeric: true, cell: ({ quantity }) => number(quantity) },
          { id: "accepted", title: t("column.accepted"), numeric: true, cell: ({ accepted }) => number(accepted) },
          { id: "rejected", title: t("column.rejected"), numeric: true, cell: ({ rejected }) => number(rejected) },
          { id: "open", title: t("column.open"), numeric: true, cell: ({ open: units }) => number(units) },
        ]}
      />
    </Card>
  );
}
