import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";
import { useAct } from "./use-act.ts";

/** What cannot be found out, asked before everything else: on a phone the effects stand below the whole order. Nothing when nothing asks. */
export function Questions({ intents, may }: Pick<OrderData, "intents" | "may">) {
  const { t } = useTranslation("orders");
  const asking = intents.filter(({ status }) => status === "asks");
  if (asking.length === 0) return null;
  return (
    <Card title={t("order.intents.asked")}>
      <Stack gap="loose">
        {asking.map((intent) => (
          <Question key={intent.intentId} intent={intent} mayAnswer={may.decide} />
        ))}
      </Stack>
    </Card>
  );
}

interface QuestionProps {
  readonly intent: OrderData["intents"][number];
  readonly mayAnswer: boolean;
}

function Question({ intent: { intentId, kind, at }, mayAnswer }: QuestionProps) {
  const { t } = useTranslation("orders");
  const { data: outcome, state, Form, formData } = useAct();
  const busyWith = state === "idle" ? undefined : formData?.get("answer");
  const effect = wordOf(t, "order.effect", kind);
  return (
    <Stack gap="tight">
      <Row apart>
        <Text strong>{effect}</Text>
        <Text small tone="subdued">
          <Time at={at} />
        </Text>
      </Row>
      {/* Shopify knows nothing of a label until it is part of a fulfilment. */}
      <Text block>{t(kind.startsWith("label.") ? "order.intents.askCarrier" : "order.intents.ask")}</Text>
      {outcome?.status === "refused" && (
        <Text tone="critical" block>
          {wordOf(t, "refused", outcome.code)}
        </Text>
      )}
      <Row>
        {(["again", "drop"] as const).map((answer) => (
          <ActionForm key={answer} form={Form} values={{ action: "answer", intentId, answer }}>
            <Button
              submit
              busy={busyWith === answer}
              disabled={!mayAnswer}
              spoken={`${t(`order.intents.${answer}`)}: ${effect}`}
            >
              {t(`order.intents.${answer}`)}
            </Button>
          </ActionForm>
        ))}
      </Row>
    </Stack>
  );
}
