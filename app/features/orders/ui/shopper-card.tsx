import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ConfirmButton } from "../../../shell/ui/confirm-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { action } from "../routes/order.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";

/** What the shopper chose because the order is late, and what they reported. Nothing when there is neither. */
export function ShopperCard({ shopper, may }: Pick<OrderData, "shopper" | "may">) {
  const { t } = useTranslation("orders");
  const { choice, reports } = shopper;
  if (choice === null && reports.length === 0) return null;
  return (
    <Card title={t("order.shopper.title")}>
      <Stack gap="loose">
        {choice !== null && <Choice choice={choice} allowed={may.decide} />}
        {reports.map(({ reportId, kind, state, at }) => (
          <Row key={reportId} apart>
            <Row gap="tight">
              <AppLink to={`/app/deliveries/reports/${reportId}`}>{wordOf(t, "report", kind)}</AppLink>
              <Text small tone="subdued">
                <Time at={at} />
              </Text>
            </Row>
            <Badge>{t(`order.shopper.report.${state}`)}</Badge>
          </Row>
        ))}
      </Stack>
    </Card>
  );
}

type ChoiceProps = {
  readonly choice: NonNullable<OrderData["shopper"]["choice"]>;
  readonly allowed: boolean;
};

function Choice({ choice, allowed }: ChoiceProps) {
  const { t } = useTranslation("orders");
  const { data: outcome, state: sending, Form } = useFetcher<typeof action>();
  const { choiceId, kind, state, at, line, variant } = choice;
  const open = state === "asked" || state === "refused";
  const busy = sending !== "idle";
  const form = (answer: string, button: string) => (
    <ActionForm form={Form} values={{ action: "choice", choiceId, answer }}>
      <Button submit primary={answer === "do"} busy={busy}>
        {button}
      </Button>
    </ActionForm>
  );
  return (
    <Stack>
      <Row apart>
        <Row gap="tight">
          <Text>{t("order.shopper.wants", { choice: wordOf(t, "choice", kind) })}</Text>
          <Text small tone="subdued">
            <Time at={at} />
          </Text>
        </Row>
        <Badge tone={state === "asked" ? "warning" : "neutral"}>{t(`order.shopper.choice.${state}`)}</Badge>
      </Row>
      {kind === "swap" && (
        <Text block>
          {t("order.shopper.swap", { line: line ?? t("order.unknown"), variant: variant ?? t("order.unknown") })}
        </Text>
      )}
      {outcome?.status === "refused" && (
        <Text tone="critical" block>
          {wordOf(t, "refused", outcome.code)}
        </Text>
      )}
      {open && kind !== "wait" && (
        <Row>
          <ConfirmButton
            question={t(`order.shopper.question.${kind}`)}
            disabled={!allowed}
            yes={form("do", t(`order.shopper.do.${kind}`))}
          >
            {t(`order.shopper.do.${kind}`)}
          </ConfirmButton>
          <ConfirmButton
            question={t("order.shopper.question.decline")}
            disabled={!allowed}
            yes={form("decline", t("order.shopper.decline"))}
          >
            {t("order.shopper.decline")}
          </ConfirmButton>
        </Row>
      )}
    </Stack>
  );
}
