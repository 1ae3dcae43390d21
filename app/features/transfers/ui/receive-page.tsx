import type { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { ScanField } from "../../../shell/ui/scan-field.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { differenceOf } from "../domain/receive.ts";
import type { loader } from "../routes/receive.tsx";
import { useAct } from "./use-act.ts";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Line = Data["shipments"][number]["lines"][number];

interface Found {
  readonly accepted: string;
  readonly rejected: string;
  readonly close: boolean;
}
const NOTHING: Found = { accepted: "0", rejected: "0", close: false };
const unitsOf = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : 0);

/** What came of a shipment: scanned or typed line by line, with what is missing and what came on top. */
export function ReceivePage({ id, name, shipments, shipmentId, mayChange }: Data) {
  const { t } = useTranslation("transfers");
  const { act, busy, done } = useAct();
  const [found, setFound] = useState<Readonly<Record<string, Found>>>({});
  const [unknown, setUnknown] = useState<string | null>(null);
  const shipment = shipments.find((each) => each.shipmentId === shipmentId);
  const open = (shipment?.lines ?? []).filter((line) => line.open > 0);
  const of = ({ itemId }: Pick<Line, "itemId">) => found[itemId] ?? NOTHING;
  const change = (line: Line, part: Partial<Found>) =>
    setFound((before) => ({ ...before, [line.itemId]: { ...(before[line.itemId] ?? NOTHING), ...part } }));
  const scan = (code: string) => {
    const line = open.find(({ sku, barcode }) => barcode === code || sku === code);
    setUnknown(line ? null : code);
    if (line) change(line, { accepted: String(unitsOf(of(line).accepted) + 1) });
  };
  const back = `/app/inventory/transfers/${id}`;
  const lines = open.map((line) => {
    const { accepted, rejected, close } = of(line);
    return { itemId: line.itemId, accepted: unitsOf(accepted), rejected: unitsOf(rejected), close };
  });
  const something = lines.some(({ accepted, rejected, close }) => accepted + rejected > 0 || close);
  return (
    <Page title={t("receive.title", { name: shipment?.name ?? name })} back={{ label: name, to: back }}>
      {done && (
        <Notice tone="success" title={t("receive.done")} action={{ label: t("receive.back", { name }), to: back }} />
      )}
      {!done && open.length === 0 && (
        <Card>
          <Empty title={t("receive.emptyTitle")} action={<LinkButton to={back}>{name}</LinkButton>}>
            {t("receive.emptyText")}
          </Empty>
        </Card>
      )}
      {!done && open.length > 0 && (
        <>
          <Card>
            <ScanField label={t("receive.scan")} button={t("receive.add")} onScan={scan} />
          </Card>
          {unknown !== null && <Notice tone="warning" title={t("receive.unknown", { code: unknown })} />}
          {open.map((line) => (
            <LineCard key={line.lineId} line={line} found={of(line)} onChange={(part) => change(line, part)} />
          ))}
          <Row>
            <Button
              primary
              busy={busy}
              disabled={!mayChange || !something}
              onClick={() => act({ do: "receive", shipmentId: shipmentId ?? "", lines: JSON.stringify(lines) })}
            >
              {t("receive.save")}
            </Button>
            <Button
              onClick={() =>
                setFound(
                  Object.fromEntries(
                    open.map(({ itemId, open: all }) => [itemId, { ...NOTHING, accepted: String(all) }]),
                  ),
                )
              }
            >
              {t("receive.allCame")}
            </Button>
          </Row>
        </>
      )}
    </Page>
  );
}

function LineCard({
  line,
  found,
  onChange,
}: {
  readonly line: Line;
  readonly found: Found;
  readonly onChange: (part: Partial<Found>) => void;
}) {
  const { t } = useTranslation("transfers");
  const { missing, over } = differenceOf(line.open, {
    accepted: unitsOf(found.accepted),
    rejected: unitsOf(found.rejected),
  });
  return (
    <Card>
      <Stack>
        <Row apart>
          <Text strong>{[line.title, line.sku].filter(Boolean).join(" · ")}</Text>
          <Badge tone={over > 0 ? "critical" : missing > 0 ? "attention" : "success"}>
            {over > 0
              ? t("receive.over", { count: over })
              : missing > 0
                ? t("receive.missing", { count: missing, of: line.open })
                : t("receive.complete", { count: line.open })}
          </Badge>
        </Row>
        <FieldGrid>
          <InputField
            name={`accepted-${line.lineId}`}
            label={t("receive.accepted")}
            numbers="whole"
            value={found.accepted}
            onChange={(accepted) => onChange({ accepted })}
          />
          <InputField
            name={`rejected-${line.lineId}`}
            label={t("receive.rejected")}
            numbers="whole"
            value={found.rejected}
            onChange={(rejected) => onChange({ rejected })}
          />
        </FieldGrid>
        {missing > 0 && (
          <SelectField
            name={`missing-${line.lineId}`}
            label={t("receive.whatIsMissing")}
            value={found.close ? "close" : "open"}
            choices={[
              { value: "open", label: t("receive.staysOpen") },
              { value: "close", label: t("receive.close") },
            ]}
            onChange={(value) => onChange({ close: value === "close" })}
          />
        )}
        {over > 0 && (
          <Text small tone="critical" block>
            {t("receive.overText")}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
