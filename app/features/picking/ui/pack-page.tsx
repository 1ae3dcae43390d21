import { useRevalidator, type useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { CameraButton } from "../../../shell/ui/camera-button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { QuantityForm } from "../../../shell/ui/quantity-form.tsx";
import { ScanField } from "../../../shell/ui/scan-field.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { roomToCheck } from "../domain/judge-scan.ts";
import { excess } from "../domain/batch.ts";
import { inOpenBox } from "../domain/boxes.ts";
import type { loader } from "../routes/pack.tsx";
import { ClaimNotice } from "./claim-notice.tsx";
import { ClosedBoxes, usePackAct, WeighBox, Shipped } from "./pack-boxes.tsx";
import { codeOf, nameOf, TaskBadge } from "./pick-words.tsx";
import { Changes } from "./put-backs.tsx";
import { ScanSaid } from "./scan-said.tsx";
import { usePickScans } from "./use-pick-scans.ts";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const LOOK_AGAIN_MS = 3_000;

/** One order at the packing station: every unit verified, weighed, shipped. */
export function PackPage({ task, batch, claimed, expected, boxes, box, parcels, waits, mayPick }: Data) {
  const { t } = useTranslation("picking");
  const { revalidate } = useRevalidator();
  const scanning = usePickScans(`/app/fulfillment/pack/${task.taskId}/scans`, revalidate);
  const { act, busy, answer } = usePackAct();
  // The label comes a moment after "Ship"; what happened to the order meanwhile is seen too.
  useRefresh(LOOK_AGAIN_MS);
  const isMine = claimed.status === "yours" && mayPick;
  const open = task.lines.filter((line) => roomToCheck(line) > 0);
  const [next] = open;
  const [closing, setClosing] = useState<number>();
  const closes = closing === task.boxes.length;
  const isEmpty = inOpenBox(task.lines, task.boxes).length === 0;
  // A box that was closed makes room for the next: its form begins anew.
  const weigh = { expected, boxes, box, busy, answer, act, key: task.boxes.length };
  const putBacks = task.lines.flatMap((line) => {
    const units = task.status === "void" ? line.picked - line.putBack : excess(line);
    return units > 0 ? [{ taskId: task.taskId, orderName: task.orderName, line, units }] : [];
  });
  return (
    <Page
      title={t("pack.title", { order: task.orderName })}
      subtitle={t("pack.subtitle", { batch: batch.batchId, place: task.place, location: batch.location })}
      badges={<TaskBadge status={task.status} />}
      back={{ label: t("station.title"), to: "/app/fulfillment/pack" }}
    >
      <Changes tasks={[task]} putBacks={putBacks} />
      {claimed.status === "held" && (
        <ClaimNotice held={claimed} busy={busy} onTakeOver={() => act({ do: "takeOver" })} />
      )}
      {!mayPick && <Notice title={t("forbidden")} />}
      {isMine && (putBacks.length > 0 || task.news !== "") && (
        <Row>
          {task.news !== "" && task.status !== "void" && (
            <Button busy={busy} onClick={() => act({ do: "seen" })}>
              {t("pack.seen")}
            </Button>
          )}
          {putBacks.length > 0 && (
            <Button busy={busy} onClick={() => act({ do: "putBack" })}>
              {t("pack.putBack")}
            </Button>
          )}
        </Row>
      )}
      {task.status === "open" && <Notice tone="warning" title={t("pack.notPicked")} />}
      {task.status === "picked" && isMine && (
        <Card>
          <Stack gap="loose">
            <ScanSaid
              scanning={scanning}
              wanted={open.map((line) => `${nameOf(line)} · ${codeOf(line)}`).join(", ")}
              totes={false}
            />
            {next ? (
              <>
                <ScanField label={t("scan.field")} button={t("scan.add")} onScan={scanning.scan} />
                <QuantityForm
                  label={t("scan.quantityOf", { item: nameOf(next) })}
                  button={t("scan.set")}
                  onUnits={(units) => {
                    if (units > 0)
                      scanning.type({ key: next.itemId ?? `line ${next.orderLineId}`, code: codeOf(next) }, units);
                  }}
                  onScan={scanning.scan}
                />
              </>
            ) : (
              <WeighBox then="ship" {...weigh} />
            )}
            <Row>
              {next && <CameraButton label={t("scan.camera")} failed={t("scan.cameraFailed")} onScan={scanning.scan} />}
              {scanning.undo && <Button onClick={scanning.undo}>{t("pick.undo")}</Button>}
              {next && !isEmpty && !closes && (
                <Button onClick={() => setClosing(task.boxes.length)}>{t("pack.another")}</Button>
              )}
            </Row>
            {next && !isEmpty && closes && <WeighBox then="close" {...weigh} />}
          </Stack>
        </Card>
      )}
      {task.boxes.length > 0 && task.status !== "shipped" && (
        <ClosedBoxes task={task} busy={busy} onReopen={isMine ? () => act({ do: "reopen" }) : undefined} />
      )}
      {task.status === "shipped" && <Shipped task={task} parcels={parcels} waits={waits} />}
      <Contents lines={task.lines} />
    </Page>
  );
}

/** What has to be in the box, and what of it was verified. */
function Contents({ lines }: { readonly lines: Data["task"]["lines"] }) {
  const { t } = useTranslation("picking");
  return (
    <Card title={t("pack.contents")}>
      <ol className="e-stops">
        {lines.map((line) => {
          const kept = Math.max(0, Math.min(line.picked, line.wanted - line.short));
          const isDone = roomToCheck(line) === 0;
          return (
            <li key={line.orderLineId}>
              <Text strong>{kept}</Text>
              <Stack gap="tight">
                <Text>{nameOf(line)}</Text>
                <Text small tone="subdued">
                  {codeOf(line)}
                </Text>
                {line.short > 0 && (
                  <Text small tone="critical">
                    {t("pack.missing", { count: line.short })}
                  </Text>
                )}
              </Stack>
              <Text tone={isDone ? "success" : "normal"} strong>
                {t("batch.progress", { done: line.checked, all: kept })}
              </Text>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
