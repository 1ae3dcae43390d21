import { useFetcher, type useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { action, loader } from "../routes/pack.tsx";
import { alarm } from "./alarm.ts";
import { nameOf } from "./pick-words.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** What the buttons of the packing page do, and what came of the last. */
export function usePackAct() {
  const { t } = useTranslation(["picking", "orders"]);
  const bridge = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  useEffect(() => {
    if (!data) return;
    if (data.status === "did") bridge.toast.show(t(`picking:packed.${data.did}`));
    else alarm();
  }, [data, bridge, t]);
  return {
    answer: fetcher.state === "idle" ? data : undefined,
    busy: fetcher.state !== "idle",
    act: (values: Readonly<Record<string, string>>) => fetcher.submit({ ...values }, { method: "post" }),
  };
}

interface WeighProps extends Pick<Data, "expected" | "boxes" | "box"> {
  /** `close`: more of the order goes into another parcel; `ship`: this is the last. */
  readonly then: "close" | "ship";
  readonly busy: boolean;
  readonly answer: ReturnType<typeof usePackAct>["answer"];
  readonly act: ReturnType<typeof usePackAct>["act"];
}

/** The box in hand: which of the shop's it is, the scale, and the button that closes it or buys the labels. */
export function WeighBox({ then, expected, boxes, box, busy, answer, act }: WeighProps) {
  const { t } = useTranslation(["picking", "orders"]);
  const [weight, setWeight] = useState("");
  const [taken, setTaken] = useState(box);
  const chosen = boxes.find(({ id }) => id === taken);
  const send = (sure: "yes" | "no") => act({ do: then, weight, sure, box: chosen?.id ?? "" });
  const asks = answer?.status === "weigh";
  const refusedWeight = answer?.status === "refused" && answer.code === "weight";
  return (
    <Stack>
      {then === "ship" && <Text strong>{t("picking:pack.verified")}</Text>}
      {boxes.length > 0 && (
        <SelectField
          name="box"
          label={t("picking:pack.box")}
          value={chosen?.id ?? ""}
          choices={[
            { value: "", label: t("picking:pack.otherBox") },
            ...boxes.map(({ id, name }) => ({
              value: id,
              label: id === box ? t("picking:pack.fits", { box: name }) : name,
            })),
          ]}
          onChange={setTaken}
        />
      )}
      <InputField
        name="weight"
        label={t("picking:pack.weight")}
        value={weight}
        help={t("picking:pack.expected", { grams: chosen?.expected ?? expected })}
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
        <Button primary={then === "ship"} busy={busy} onClick={() => send("no")}>
          {t(`picking:pack.${then}`)}
        </Button>
        {asks && (
          <Button busy={busy} onClick={() => send("yes")}>
            {t(`picking:pack.sure.${then}`)}
          </Button>
        )}
      </Row>
    </Stack>
  );
}

type Refused = Extract<NonNullable<WeighProps["answer"]>, { status: "refused" }>["code"];
const OWN = [
  "gone",
  "void",
  "notPicked",
  "unchecked",
  "news",
  "splitting",
  "weight",
  "noBox",
  "emptyBox",
  "lastBox",
] as const;

/** What stands in the way: here, or by the rule of all shipping. */
function whyNot(t: ReturnType<typeof useTranslation<["picking", "orders"]>>["t"], code: Refused): string {
  const own = OWN.find((each) => each === code);
  if (own !== undefined) return t(`picking:refused.${own}`);
  return t(`orders:refused.${code as Exclude<Refused, (typeof OWN)[number]>}`);
}

interface ClosedProps extends Pick<Data, "task"> {
  readonly busy: boolean;
  /** Undefined: it is somebody else who packs. */
  readonly onReopen: (() => void) | undefined;
}

/** The parcels of the order that are closed already. */
export function ClosedBoxes({ task: { boxes, lines }, busy, onReopen }: ClosedProps) {
  const { t } = useTranslation("picking");
  const named = (orderLineId: string) => {
    const line = lines.find((each) => each.orderLineId === orderLineId);
    return line ? nameOf(line) : "";
  };
  return (
    <Card title={t("boxes.title")}>
      <Stack>
        <ol className="e-stops">
          {boxes.map(({ units, grams, name }, index) => (
            <li key={index}>
              <Text strong>{index + 1}</Text>
              <Stack gap="tight">
                <Text>
                  {units
                    .map((line) => t("boxes.line", { count: line.units, item: named(line.orderLineId) }))
                    .join(", ")}
                </Text>
                {name !== "" && (
                  <Text small tone="subdued">
                    {name}
                  </Text>
                )}
              </Stack>
              <Text>{t("boxes.grams", { grams })}</Text>
            </li>
          ))}
        </ol>
        {onReopen && (
          <Row>
            <Button busy={busy} onClick={onReopen}>
              {t("boxes.reopen")}
            </Button>
          </Row>
        )}
      </Stack>
    </Card>
  );
}

/** What became of the parcels: the labels come a moment after "Ship". */
export function Shipped({ task, parcels, waits }: Pick<Data, "task" | "parcels" | "waits">) {
  const { t } = useTranslation("picking");
  const sent = parcels.filter(({ stage }) => stage !== "void");
  const isAllLabelled = sent.length > 0 && sent.every(({ trackingNumber }) => trackingNumber !== null);
  const isRefused = sent.length < Math.max(1, parcels.length);
  return (
    <Card>
      <Stack>
        <Text strong>
          {isRefused
            ? t("pack.noLabel")
            : isAllLabelled
              ? t("pack.labelled", { count: sent.length })
              : waits === null
                ? t("pack.buying")
                : t(`pack.waits.${waits}`)}
        </Text>
        {waits !== null && <Text>{t("pack.waitsDo")}</Text>}
        {sent.map(
          ({ parcelId, carrier, trackingNumber }) =>
            trackingNumber !== null && (
              <Row key={parcelId}>
                <Text>{[carrier, trackingNumber].filter(Boolean).join(" · ")}</Text>
                <SaveFileButton url={`/app/parcels/${parcelId}/label.pdf`} name={`label-${trackingNumber}.pdf`}>
                  {t("pack.label")}
                </SaveFileButton>
                <LinkButton to={`/app/fulfillment/parcels/${parcelId}`}>{t("pack.weighAgain")}</LinkButton>
              </Row>
            ),
        )}
        <Row>
          {(isRefused || !isAllLabelled) && (
            <LinkButton to={`/app/orders/${task.orderId}`}>{t("pack.order")}</LinkButton>
          )}
          <LinkButton primary to="/app/fulfillment/pack">
            {t("pack.next")}
          </LinkButton>
        </Row>
      </Stack>
    </Card>
  );
}
