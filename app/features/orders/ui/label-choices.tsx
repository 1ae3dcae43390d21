import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatCountry, formatDate } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";
import { useAct } from "./use-act.ts";

type Choice = OrderData["labels"][number];
type Offer = Choice["offers"][number];
type Surprise = Choice["surprises"][number];

/** Labels that wait for an answer, before everything else: nothing ships until somebody gives it. Nothing when none waits. */
export function WaitingLabels({ labels, may }: Pick<OrderData, "labels" | "may">) {
  const { t } = useTranslation("orders");
  const waiting = labels.filter(({ status }) => status === "waiting");
  if (waiting.length === 0) return null;
  return (
    <Card title={t("order.label.waits")}>
      <Stack gap="loose">
        {waiting.map((choice) => (
          <Waiting key={choice.parcelId} choice={choice} mayShip={may.ship} />
        ))}
      </Stack>
    </Card>
  );
}

/** Why each label is of this carrier: what was offered, what was taken, and what was told of its cost. */
export function LabelReasons({ labels }: Pick<OrderData, "labels">) {
  const { t } = useTranslation("orders");
  const decided = labels.filter(({ status }) => status !== "waiting");
  if (decided.length === 0) return null;
  return (
    <Card title={t("order.label.why")}>
      <Stack gap="loose">
        {decided.map((choice) => (
          <Stack key={choice.parcelId}>
            <Text block>{t(`order.label.because.${choice.who === null ? choice.why : "person"}`)}</Text>
            <Surprises choice={choice} />
            <Offers choice={choice} />
          </Stack>
        ))}
      </Stack>
    </Card>
  );
}

function Waiting({ choice, mayShip }: { readonly choice: Choice; readonly mayShip: boolean }) {
  const { t } = useTranslation("orders");
  const { data: outcome, state, Form, formData } = useAct();
  const busyWith = state === "idle" ? undefined : formData?.get("answer");
  const { parcelId } = choice;
  return (
    <Stack>
      <Text block>{t("order.label.waitsText")}</Text>
      <Surprises choice={choice} />
      {outcome?.status === "refused" && (
        <Text tone="critical" block>
          {wordOf(t, "refused", outcome.code)}
        </Text>
      )}
      <Row>
        <ActionForm form={Form} values={{ action: "label", parcelId, answer: "buy" }}>
          <Button submit primary busy={busyWith === "buy"} disabled={!mayShip}>
            {t("order.label.buy")}
          </Button>
        </ActionForm>
        <ActionForm form={Form} values={{ action: "label", parcelId, answer: "leave" }}>
          <Button submit busy={busyWith === "leave"} disabled={!mayShip}>
            {t("order.label.leave")}
          </Button>
        </ActionForm>
      </Row>
      <Offers
        choice={choice}
        take={({ carrier, service, carrierName, name }) => (
          <ActionForm form={Form} values={{ action: "label", parcelId, answer: "take", carrier, service }}>
            <Button
              submit
              disabled={!mayShip}
              spoken={t("order.label.takeSpoken", { service: `${carrierName}: ${name}` })}
            >
              {t("order.label.take")}
            </Button>
          </ActionForm>
        )}
      />
    </Stack>
  );
}

function Surprises({ choice: { surprises, away } }: { readonly choice: Choice }) {
  const { t, i18n } = useTranslation("orders");
  const said = (surprise: Surprise): string => {
    const money = (minor: number, currency: string) => formatMoney({ minor, currency }, i18n.language);
    switch (surprise.code) {
      case "abovePaid":
        return t("order.label.surprise.abovePaid", {
          cost: money(surprise.costMinor, surprise.currency),
          paid: money(surprise.paidMinor, surprise.currency),
          over: money(surprise.overMinor, surprise.currency),
        });
      case "remoteArea":
        return t("order.label.surprise.remoteArea", { amount: money(surprise.surchargeMinor, surprise.currency) });
      case "otherCurrency":
        return t("order.label.surprise.otherCurrency", { cost: money(surprise.costMinor, surprise.currency) });
      case "dutiesUnpaid":
        return t("order.label.surprise.dutiesUnpaid", { country: formatCountry(surprise.to, i18n.language) });
      case "costUnknown":
        return t("order.label.surprise.costUnknown");
    }
  };
  return (
    <>
      {surprises.map((surprise) => (
        <Text key={surprise.code} tone="critical" block>
          {said(surprise)}
        </Text>
      ))}
      {away.length > 0 && (
        <Text tone="subdued" block>
          {t("order.label.away", { carriers: away.join(", ") })}
        </Text>
      )}
    </>
  );
}

function Offers({ choice, take }: { readonly choice: Choice; readonly take?: (offer: Offer) => React.ReactNode }) {
  const { t, i18n } = useTranslation("orders");
  if (choice.offers.length === 0) return null;
  const isTaken = ({ carrier, service }: Offer) => carrier === choice.carrier && service === choice.service;
  return (
    <DataTable<Offer>
      caption={t("order.label.offers")}
      rows={choice.offers}
      keyOf={({ carrier, service }) => `${carrier} ${service}`}
      columns={[
        {
          id: "service",
          title: t("order.label.service"),
          cell: (offer) => (
            <Stack gap="tight">
              <Text strong={isTaken(offer)}>{offer.name}</Text>
              <Text small tone="subdued">
                {offer.carrierName}
              </Text>
            </Stack>
          ),
        },
        {
          id: "cost",
          title: t("order.label.cost"),
          numeric: true,
          cell: ({ costMinor: minor, currency }) => formatMoney({ minor, currency }, i18n.language),
        },
        {
          id: "arrives",
          title: t("order.label.arrives"),
          cell: ({ arrives }) => (arrives === null ? t("order.unknown") : formatDate(arrives, i18n.language)),
        },
        {
          id: "verdict",
          title: t("order.label.verdict"),
          cell: (offer) =>
            isTaken(offer) ? (
              <Badge tone="success">
                {t(`order.label.verdicts.${choice.who === null ? offer.verdict : "person"}`)}
              </Badge>
            ) : (
              t(`order.label.verdicts.${offer.verdict}`)
            ),
        },
        ...(take ? [{ id: "take", title: t("order.label.take"), cell: take }] : []),
      ]}
    />
  );
}
