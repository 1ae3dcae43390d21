import { useRevalidator, type useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { CameraButton } from "../../../shell/ui/camera-button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Progress } from "../../../shell/ui/progress.tsx";
import { QuantityForm } from "../../../shell/ui/quantity-form.tsx";
import { ScanField } from "../../../shell/ui/scan-field.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { Stop } from "../pick-page.server.ts";
import type { loader } from "../routes/batch.tsx";
import { ClaimNotice } from "./claim-notice.tsx";
import { codeOf, nameOf } from "./pick-words.tsx";
import { Changes } from "./put-backs.tsx";
import { ScanSaid } from "./scan-said.tsx";
import { ShortForm } from "./short-form.tsx";
import { useBatchAct } from "./use-batch-act.ts";
import { usePickScans } from "./use-pick-scans.ts";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** The walk through the shelves, for a phone in one hand: what is next, a field for the scanner, what comes after. */
export function PickPage({ batch, tasks, stops, putBacks, claim, inHand, mayPick }: Data) {
  const { t } = useTranslation("picking");
  const { revalidate } = useRevalidator();
  const { act, busy } = useBatchAct();
  const scanning = usePickScans(`/app/fulfillment/batches/${batch.batchId}/scans`, revalidate);
  const address = `/app/fulfillment/batches/${batch.batchId}`;
  const isMine = claim?.status === "yours" && batch.status === "picking";
  const isOver = batch.status !== "open" && batch.status !== "picking";
  const next = stops.find(({ left }) => left > 0);
  return (
    <Page
      title={t("batch.name", { id: batch.batchId })}
      subtitle={batch.location}
      back={{ label: t("batches.title"), to: address }}
    >
      <Card>
        <Progress
          label={t("column.pickedUnits")}
          detail={t("batch.progress", { done: batch.picked, all: batch.wanted })}
          percent={batch.wanted === 0 ? null : Math.min(100, (100 * (batch.picked + batch.short)) / batch.wanted)}
          tone={isOver ? "done" : "running"}
        />
      </Card>
      <Changes tasks={tasks} putBacks={putBacks} />
      {claim?.status === "held" && (
        <ClaimNotice held={claim} busy={busy} onTakeOver={(why) => act({ do: "takeOver", why })} />
      )}
      {!mayPick && <Notice title={t("forbidden")} />}
      {!isMine && !isOver && claim?.status !== "held" && mayPick && (
        <Card>
          <Stack>
            <Text>{t("pick.notStarted")}</Text>
            <Row>
              <Button primary busy={busy} onClick={() => act({ do: "start" })}>
                {t("pick.start")}
              </Button>
            </Row>
          </Stack>
        </Card>
      )}
      {isMine && (
        <Card>
          <Stack gap="loose">
            {inHand && (
              <Text strong>
                {t("pick.order", { order: inHand.orderName, place: inHand.place, count: tasks.length })}
              </Text>
            )}
            <ScanSaid
              scanning={scanning}
              wanted={next ? `${nameOf(next.line)} · ${codeOf(next.line)}` : ""}
              totes={batch.mode === "cluster"}
            />
            {next && <NextStop stop={next} mode={batch.mode} scanning={scanning} busy={busy} act={act} />}
          </Stack>
        </Card>
      )}
      {isOver && (
        <Card>
          <Stack>
            <Text strong>{t(`pick.over.${batch.status === "cancelled" ? "cancelled" : "done"}`)}</Text>
            <Row>
              <LinkButton primary to="/app/fulfillment/pack">
                {t("pick.toPack")}
              </LinkButton>
              {scanning.undo && <Button onClick={scanning.undo}>{t("pick.undo")}</Button>}
            </Row>
          </Stack>
        </Card>
      )}
      <StopList stops={stops} next={next?.key} />
    </Page>
  );
}

interface NextStopProps {
  readonly stop: Stop;
  readonly mode: Data["batch"]["mode"];
  readonly scanning: ReturnType<typeof usePickScans>;
  readonly busy: boolean;
  readonly act: (values: Readonly<Record<string, string>>) => void;
}

/** Where to go now, what to take there and how many. The field for the scanner stays from stop to stop: who is quick has the next code half typed by then. */
function NextStop({ stop, mode, scanning, busy, act }: NextStopProps) {
  const { t } = useTranslation("picking");
  const [missingAt, setMissingAt] = useState<string | null>(null);
  const { line, left, totes } = stop;
  const code = codeOf(line);
  const missing = missingAt === stop.key;
  return (
    <Stack gap="loose">
      <div className="e-stop">
        <span className="e-big">{line.bin === "" ? t("noBin") : line.bin}</span>
        <span className="e-big">{t("pick.units", { count: left })}</span>
        <Text strong>{nameOf(line)}</Text>
        <Text tone="subdued">{[line.sku, line.barcode].filter(Boolean).join(" · ")}</Text>
      </div>
      {mode === "cluster" && (
        <Text strong>
          {t("pick.totes")} {totes.map(({ place, units }) => t("pick.tote", { place, units })).join(", ")}
        </Text>
      )}
      <ScanField label={t("scan.field")} button={t("scan.add")} onScan={scanning.scan} />
      <QuantityForm
        key={stop.key}
        label={t("scan.quantity")}
        button={t("scan.set")}
        onUnits={(units) => {
          if (units > 0) scanning.type({ key: stop.key, code }, units);
        }}
        onScan={scanning.scan}
      />
      <Row>
        <CameraButton label={t("scan.camera")} failed={t("scan.cameraFailed")} onScan={scanning.scan} />
        {scanning.undo && <Button onClick={scanning.undo}>{t("pick.undo")}</Button>}
        {!missing && line.itemId !== null && (
          <Button onClick={() => setMissingAt(stop.key)}>{t("short.button")}</Button>
        )}
        <Button busy={busy} onClick={() => act({ do: "pause" })}>
          {t("pick.pause")}
        </Button>
      </Row>
      {missing && (
        <ShortForm
          key={stop.left}
          stop={stop}
          busy={busy}
          onReport={(values) => {
            act(values);
            setMissingAt(null);
          }}
          onCancel={() => setMissingAt(null)}
        />
      )}
    </Stack>
  );
}

/** The way through the location: what is done, what is next, what comes after. */
function StopList({ stops, next }: { readonly stops: readonly Stop[]; readonly next: string | undefined }) {
  const { t } = useTranslation("picking");
  if (stops.length === 0) return null;
  return (
    <Card title={t("pick.list")}>
      <ol className="e-stops">
        {stops.map(({ key, line, left, wanted }) => (
          <li key={key} {...(key === next && { "aria-current": "step" as const })}>
            <Text strong>{line.bin === "" ? t("noBin") : line.bin}</Text>
            <Stack gap="tight">
              <Text>{nameOf(line)}</Text>
              <Text small tone="subdued">
                {codeOf(line)}
              </Text>
            </Stack>
            <Text strong={left > 0} tone={left > 0 ? "normal" : "success"}>
              {left > 0 ? t("pick.ofWanted", { left, wanted }) : t("pick.taken")}
            </Text>
          </li>
        ))}
      </ol>
    </Card>
  );
}
