import { useTranslation } from "react-i18next";
import type { Permission, Role } from "../../../core/permissions.ts";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";

const TONES: Readonly<Record<string, BadgeTone>> = {
  done: "success",
  refused: "critical",
  asks: "critical",
  unsure: "warning",
  waiting: "attention",
  waits: "attention",
  sending: "info",
};

/** What Entrega does or did in Shopify and with carriers for this order. */
export function IntentsCard({ intents }: Pick<OrderData, "intents">) {
  const { t } = useTranslation("orders");
  return (
    <Card title={t("order.intents.title")}>
      {intents.length === 0 ? (
        <Text tone="subdued" block>
          {t("order.intents.empty")}
        </Text>
      ) : (
        <Stack gap="loose">
          {intents.map(({ intentId, kind, status, at, asked }) => (
            <Stack key={intentId} gap="tight">
              <Row apart>
                <Text>{wordOf(t, "order.effect", kind)}</Text>
                <Text small tone="subdued">
                  <Time at={at} />
                </Text>
              </Row>
              <Row>
                <Badge tone={TONES[status] ?? "neutral"}>{wordOf(t, "order.intentStatus", status)}</Badge>
                {asked && <AskedBy asked={asked} />}
              </Row>
            </Stack>
          ))}
        </Stack>
      )}
    </Card>
  );
}

/** Whose click it was, as what they clicked, and what allowed it. */
function AskedBy({ asked }: { readonly asked: NonNullable<OrderData["intents"][number]["asked"]> }) {
  const { t } = useTranslation(["orders", "shell"]);
  return (
    <Text small tone="subdued">
      {t("orders:order.intents.askedBy", {
        who: asked.name || asked.who,
        role: t(`shell:role.${asked.as as Role}.name`),
        permission: t(`shell:permission.${asked.allowedBy as Permission}`),
      })}
    </Text>
  );
}
