import { useFetcher, useRevalidator, type useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { CameraButton } from "../../../shell/ui/camera-button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { QuantityForm } from "../../../shell/ui/quantity-form.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { ScanField } from "../../../shell/ui/scan-field.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { roomToCheck } from "../domain/judge-scan.ts";
import { excess } from "../domain/batch.ts";
import type { action, loader } from "../routes/pack.tsx";
import { alarm } from "./alarm.ts";
import { ClaimNotice } from "./claim-notice.tsx";
import { codeOf, nameOf, TaskBadge } from "./pick-words.tsx";
import { Changes } from "./put-backs.tsx";
import { ScanSaid } from "./scan-said.tsx";
import { usePickScans } from "./use-pick-scans.ts";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const LOOK_AGAIN_MS = 3_000;

/** One order at the packing station: every unit verified, weighed, shipped. */
export function PackPage({ task, batch, claimed, expected, box, parcel, mayPick }: Data) {
  const { t } = useTranslation("picking");
  const { revalidate } = useRevalidator();
  const scanning = usePickScans(`/app/fulfillment/pack/${task.taskId}/scans`, revalidate);
  const { act, busy, answer } = usePackAct();
  // The label comes a moment after "Ship"; what happened to the order meanwhile is seen too.
  useRefresh(LOOK_AGAIN_MS);
  const isMine = claimed.status === "yours" && mayPick;
  const open = task.lines.filter((line) => roomToCheck(line) > 0);
  const [next] = open;
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
              <Stack>
                {box?.is === "box" && <Text>{t("pack.box", { box: box.box.name })}</Text>}
                <Ship expected={expected} busy={busy} answer={answer} act={act} />
              </Stack>
            )}
            <Row>
              {next && <CameraButton label={t("scan.camera")} failed={t("scan.cameraFailed")} onScan={scanning.scan} />}
              {scanning.undo && <Button onClick={scanning.undo}>{t("pick.undo")}</Button>}
            </Row>
          </Stack>
        </Card>
      )}
      {task.status === "shipped" && <Shipped task={task} parcel={parcel} />}
      <Contents lines={task.lines} />
    </Page>
  );
}

function usePackAct() {
  const { t } = useTranslation(["picking", "orders"]);
  const bridge = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  useEffect(() => {
    if (data === undefined) return;
    if (data.status === "did") bridge.toast.show(t(`picking:packed.${data.did}`));
    else alarm();
  }, [data, bridge, t]);
  return {
    answer: fetcher.state === "idle" ? data : undefined,
    busy: fetcher.state !== "idle",
    act: (values: Readonly<Record<string, string>>) => fetcher.submit({ ...values }, { method: "post" }),
  };
}

interface ShipProps {
  readonly expected: number;
  readonly busy: boolean;
  readonly answer: ReturnType<typeof usePackAct>["answer"];
  readonly act: ReturnType<typeof usePackAct>["act"];
}

/** The scale, and the button that buys the label. */
function Ship({ expected, busy, answer, act }: ShipProps) {
  const { t } = useTranslation(["picking", "orders"]);
  const [weight, setWeight] = useState("");
  const asks = answer?.status === "weigh";
  const refusedWeight = answer?.status === "refused" && answer.code === "weight";
  return (
    <Stack>
      <Text strong>{t("picking:pack.verified")}</Text>
      <InputField
        name="weight"
        label={t("picking:pack.weight")}
        value={weight}
        help={t("picking:pack.expected", { grams: expected })}
        numbers="decimal"
        unit="g"
        error={refusedWeight ? t("picking:pack.badWeight") : undefined}
        onChange={setWeight}
      />
      {answer?.status === "refused" && !refusedWeight && (
        <div role="alert">
          <Notice tone="critical" title={whyNot(t, answer.code)} />
        </div>
      )}
      {asks && (
        <div role="alert">
          <Notice tone="warning" title={t("picking:pack.off", { weighed: answer.weighed, expected: answer.expected })}>
            {t("picking:pack.offDo")}
          </Notice>
        </div>
      )}
      <Row>
        <Button primary busy={busy} onClick={() => act({ do: "ship", weight, sure: "no" })}>
          {t("picking:pack.ship")}
        </Button>
        {asks && (
          <Button busy={busy} onClick={() => act({ do: "ship", weight, sure: "yes" })}>
            {t("picking:pack.sure")}
          </Button>
        )}
      </Row>
    </Stack>
  );
}

type Refused = Extract<NonNullable<ShipProps["answer"]>, { status: "refused" }>["code"];
const OWN = ["forbidden", "gone", "void", "notPicked", "unchecked", "news", "splitting", "weight"] as const;

/** What stands in the way: here, or by the rule of all shipping. */
function whyNot(t: ReturnType<typeof useTranslation<["picking", "orders"]>>["t"], code: Refused): string {
  const own = OWN.find((each) => each === code);
  if (own !== undefined) return t(`picking:refused.${own}`);
  return t(`orders:refused.${code as Exclude<Refused, (typeof OWN)[number]>}`);
}

function Shipped({ task, parcel }: Pick<Data, "task" | "parcel">) {
  const { t } = useTranslation("picking");
  const isLabelled = parcel !== null && parcel.trackingNumber !== null && parcel.stage !== "void";
  return (
    <Card>
      <Stack>
        <Text strong>
          {t(
            isLabelled ? "pack.labelled" : parcel === null || parcel.stage === "void" ? "pack.noLabel" : "pack.buying",
          )}
        </Text>
        {isLabelled && <Text>{[parcel.carrier, parcel.trackingNumber].filter(Boolean).join(" · ")}</Text>}
        <Row>
          {isLabelled && (
            <SaveFileButton
              url={`/app/parcels/${parcel.parcelId}/label.pdf`}
              name={`label-${parcel.trackingNumber}.pdf`}
              failed={t("exportFailed")}
            >
              {t("pack.label")}
            </SaveFileButton>
          )}
          {!isLabelled && <LinkButton to={`/app/orders/${task.orderId}`}>{t("pack.order")}</LinkButton>}
          <LinkButton primary to="/app/fulfillment/pack">
            {t("pack.next")}
          </LinkButton>
        </Row>
      </Stack>
    </Card>
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
