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

type Shown = OrderData["intents"][number];

/**
 * What Entrega does or did in Shopify and with carriers for this order. Each parcel's news is written some six times: what is done, nobody asked for and was done
 * again since is folded away.
 */
export function IntentsCard({ intents }: Pick<OrderData, "intents">) {
  const { t } = useTranslation("orders");
  const newest = new Map(intents.toReversed().map(({ kind, intentId }) => [kind, intentId]));
  const { folded = [], shown = [] } = Object.groupBy(intents, ({ kind, intentId, status, asked }) =>
    status === "done" && asked === null && newest.get(kind) !== intentId ? "folded" : "shown",
  );
  return (
    <Card title={t("order.intents.title")}>
      {intents.length === 0 ? (
        <Text tone="subdued" block>
          {t("order.intents.empty")}
        </Text>
      ) : (
        <Stack gap="loose">
          {shown.map((intent) => (
            <Intent key={intent.intentId} {...intent} />
          ))}
          {folded.length > 0 && (
            <details className="e-more">
              <summary>{t("order.intents.before", { count: folded.length })}</summary>
              <Stack gap="loose">
                {folded.map((intent) => (
                  <Intent key={intent.intentId} {...intent} />
                ))}
              </Stack>
            </details>
          )}
        </Stack>
      )}
    </Card>
  );
}

function Intent({ kind, status, at, asked }: Shown) {
  const { t } = useTranslation("orders");
  return (
    <Stack gap="tight">
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
  );
}

/** Whose click it was, as what they clicked, and what allowed it. */
function AskedBy({ asked }: { readonly asked: NonNullable<Shown["asked"]> }) {
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
