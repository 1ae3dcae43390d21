import { useFetcher, type useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { action, loader } from "../routes/weigh.tsx";
import { alarm } from "./alarm.ts";
import { Answer } from "./weigh-answer.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const LOOK_AGAIN_MS = 3_000;

/** A parcel that has its label, on the scale once more: what it was bought with, and another label where it weighs otherwise. */
export function WeighPage(data: Data) {
  const { orderId, orderName, refusal, boxes, mayShip } = data;
  const { t } = useTranslation(["picking", "orders"]);
  const { data: answer, state, submit } = useFetcher<typeof action>();
  const [weight, setWeight] = useState("");
  const [box, setBox] = useState("");
  useRefresh(LOOK_AGAIN_MS);
  useEffect(() => {
    if (answer && answer.status !== "fits" && answer.status !== "replacing") alarm();
  }, [answer]);
  const busy = state !== "idle";
  const send = (values: Readonly<Record<string, string>>) => submit({ weight, box, ...values }, { method: "post" });
  const refusedWeight = answer?.status === "refused" && answer.code === "weight";
  return (
    <Page
      title={t("picking:weigh.title", { order: orderName })}
      back={{ label: t("picking:station.title"), to: "/app/fulfillment/pack" }}
      actions={<LinkButton to={`/app/orders/${orderId}`}>{t("picking:pack.order")}</LinkButton>}
    >
      <Progress data={data} />
      <BoughtWith data={data} />
      {refusal !== null && refusal !== "underWay" && (
        <Notice tone="warning" title={t(`picking:weigh.refused.${refusal}`)}>
          {data.list !== null && <OnList list={data.list} mayShip={mayShip} onStayed={() => send({ do: "stayed" })} />}
        </Notice>
      )}
      {answer?.status === "offList" && <Notice tone="success" title={t("picking:weigh.offList")} />}
      {answer?.status === "refused" && answer.code === "notOffList" && (
        <Notice tone="critical" title={t("picking:weigh.refused.notOffList")} />
      )}
      {!mayShip && <Notice title={t("picking:forbidden")} />}
      {refusal === null && mayShip && (
        <Card title={t("picking:weigh.again")}>
          <Stack>
            <InputField
              name="weight"
              label={t("picking:pack.weight")}
              value={weight}
              help={t("picking:weigh.weightHelp")}
              numbers="decimal"
              unit="g"
              error={refusedWeight ? t("picking:pack.badWeight") : undefined}
              onChange={setWeight}
            />
            {boxes.length > 0 && (
              <SelectField
                name="box"
                label={t("picking:pack.box")}
                value={box}
                choices={[
                  { value: "", label: t("picking:weigh.sameBox") },
                  ...boxes.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={setBox}
              />
            )}
            <Row>
              <Button busy={busy} onClick={() => send({ do: "weigh" })}>
                {t("picking:weigh.compare")}
              </Button>
            </Row>
            {answer && !refusedWeight && (
              <Answer
                answer={answer}
                busy={busy}
                isFirst={data.last?.status !== "failed"}
                onReplace={(offered) => send({ do: "replace", offered })}
              />
            )}
          </Stack>
        </Card>
      )}
      <Row>
        <LinkButton to="/app/fulfillment/pack">{t("picking:pack.next")}</LinkButton>
      </Row>
    </Page>
  );
}

/** Which list it is on, and what staff can do about it when it stayed. */
function OnList({
  list: { manifestId, closedAt, onSheet },
  mayShip,
  onStayed,
}: {
  readonly list: NonNullable<Data["list"]>;
  readonly mayShip: boolean;
  readonly onStayed: () => void;
}) {
  const { t } = useTranslation("picking");
  return (
    <Stack>
      <Text block>
        {t("weigh.list", { list: manifestId })} <Time at={closedAt} />
      </Text>
      <Text block>{t(onSheet ? "weigh.onSheetDo" : "weigh.onListDo")}</Text>
      {!onSheet && mayShip && (
        <Row>
          <Button onClick={onStayed}>{t("weigh.stayed")}</Button>
        </Row>
      )}
    </Stack>
  );
}

/** How far the other label is: while the old one is given back, nobody may use it. */
function Progress({ data: { last, parcelId, number, hasLabel } }: { readonly data: Data }) {
  const { t } = useTranslation("picking");
  if (last === null) return null;
  const tones = {
    voiding: "warning",
    buying: "warning",
    done: "success",
    kept: "critical",
    failed: "critical",
  } as const;
  return (
    <div role="status">
      <Notice tone={tones[last.status]} title={t(`weigh.step.${last.status}`)}>
        <Stack>
          <Text block>{t(`weigh.stepDo.${last.status}`)}</Text>
          {last.status === "done" && hasLabel && number !== null && (
            <Row>
              <SaveFileButton url={`/app/parcels/${parcelId}/label.pdf`} name={`label-${number}.pdf`}>
                {t("weigh.newLabel")}
              </SaveFileButton>
            </Row>
          )}
        </Stack>
      </Notice>
    </div>
  );
}

function BoughtWith({ data: { carrier, service, number, grams, box, was } }: { readonly data: Data }) {
  const { t, i18n } = useTranslation("picking");
  return (
    <Card title={t("weigh.bought")}>
      <Facts
        rows={[
          { name: t("weigh.label"), value: [carrier, number].filter(Boolean).join(" · ") },
          { name: t("weigh.service"), value: service },
          { name: t("weigh.weight"), value: t("boxes.grams", { grams }) },
          { name: t("pack.box"), value: box ?? t("weigh.noBox") },
          { name: t("weigh.cost"), value: was === null ? t("weigh.unknownCost") : formatMoney(was, i18n.language) },
        ]}
      />
    </Card>
  );
}
