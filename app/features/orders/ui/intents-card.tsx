import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { action } from "../routes/order.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";

const TONES: Readonly<Record<string, BadgeTone>> = {
  done: "success",
  refused: "critical",
  asks: "critical",
  unsure: "warning",
  waiting: "attention",
  sending: "info",
};

/** What Entrega does or did in Shopify and with carriers for this order. What cannot be found out is asked here. */
export function IntentsCard({ intents, may }: Pick<OrderData, "intents" | "may">) {
  const { t } = useTranslation("orders");
  return (
    <Card title={t("order.intents.title")}>
      {intents.length === 0 ? (
        <Text tone="subdued" block>
          {t("order.intents.empty")}
        </Text>
      ) : (
        <Stack gap="loose">
          {intents.map(({ intentId, kind, status, at }) => (
            <Stack key={intentId} gap="tight">
              <Row apart>
                <Text>{wordOf(t, "order.effect", kind)}</Text>
                <Text small tone="subdued">
                  <Time at={at} />
                </Text>
              </Row>
              <Row>
                <Badge tone={TONES[status] ?? "neutral"}>{wordOf(t, "order.intentStatus", status)}</Badge>
              </Row>
              {status === "asks" && <Question intentId={intentId} mayAnswer={may.decide} />}
            </Stack>
          ))}
        </Stack>
      )}
    </Card>
  );
}

function Question({ intentId, mayAnswer }: { readonly intentId: string; readonly mayAnswer: boolean }) {
  const { t } = useTranslation("orders");
  const { data: outcome, state, Form, formData } = useFetcher<typeof action>();
  const bridge = useAppBridge();
  useEffect(() => {
    if (outcome?.status === "did") bridge.toast.show(t(`did.${outcome.did}`));
  }, [outcome, bridge, t]);
  const busyWith = state === "idle" ? undefined : formData?.get("answer");
  return (
    <Stack gap="tight">
      <Text block>{t("order.intents.ask")}</Text>
      {outcome?.status === "refused" && (
        <Text tone="critical" block>
          {wordOf(t, "refused", outcome.code)}
        </Text>
      )}
      <Row>
        {(["again", "drop"] as const).map((answer) => (
          <ActionForm key={answer} form={Form} values={{ action: "answer", intentId, answer }}>
            <Button submit busy={busyWith === answer} disabled={!mayAnswer}>
              {t(`order.intents.${answer}`)}
            </Button>
          </ActionForm>
        ))}
      </Row>
    </Stack>
  );
}
