import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { OrderMessageOutcome } from "../../messages/public.server.ts";
import type { OrderData } from "./order-data.ts";

/** What can still be sent when somebody asks for it. */
const SENDABLE = new Set(["observed", "left", "failed"]);
const TONES: Readonly<Record<string, "success" | "critical" | "warning">> = {
  sent: "success",
  failed: "critical",
  unsure: "warning",
};

/** Each parcel has three that Shopify tells: more of them than these are folded away, or they would hide what we told. */
const MOST_OF_SHOPIFY = 4;

/** What the shopper of the order was told, when, and why not. */
export function MessagesCard({ order, told, may }: Pick<OrderData, "order" | "told" | "may">) {
  const { t } = useTranslation("messages");
  const { data, state, Form } = useFetcher<OrderMessageOutcome>();
  const { orderId } = order;
  const button = (values: Record<string, string>, label: string, spoken = label) => (
    <ActionForm form={Form} to="/app/settings/messages/order" values={{ ...values, orderId }}>
      <Button submit plain busy={state !== "idle"} disabled={!may.decide} spoken={spoken}>
        {label}
      </Button>
    </ActionForm>
  );
  const { messages, stopped } = told;
  const ofShopify = messages.filter(({ status, why }) => status === "left" && why === "shopify");
  const folded = ofShopify.length > MOST_OF_SHOPIFY ? ofShopify : [];
  const shown = messages.filter((each) => !folded.includes(each));
  const message = ({ messageId, kind, status, why, sentAt, to }: (typeof messages)[number]) => (
    <Stack key={messageId} gap="tight">
      <Row apart>
        <Text>{t(`kind.${kind}`)}</Text>
        <Badge tone={TONES[status] ?? "neutral"}>{t(`status.${status}` as "status.sent")}</Badge>
      </Row>
      <Text small tone="subdued" block>
        {sentAt === null ? "" : `${to} · `}
        {sentAt !== null && <Time at={sentAt} />}
        {why === "" ? "" : t(`why.${why}` as "why.quiet", { defaultValue: why })}
      </Text>
      {SENDABLE.has(status) &&
        button({ action: "send", messageId }, t("order.send"), t("order.sendSpoken", { kind: t(`kind.${kind}`) }))}
    </Stack>
  );
  return (
    <Card
      title={t("order.title")}
      action={<AppLink to={`/app/settings/messages/log?q=${encodeURIComponent(order.name)}`}>{t("order.all")}</AppLink>}
    >
      <Stack gap="loose">
        {messages.length === 0 && (
          <Text tone="subdued" block>
            {t("order.none")}
          </Text>
        )}
        {shown.map(message)}
        {folded.length > 0 && (
          <details className="e-more">
            <summary>{t("order.ofShopify", { count: folded.length })}</summary>
            <Stack gap="loose">{folded.map(message)}</Stack>
          </details>
        )}
        {stopped !== "" && <Text block>{t(`order.${stopped}` as "order.bounced")}</Text>}
        {stopped === ""
          ? button({ action: "stop" }, t("order.stop"))
          : stopped !== "opted_out" && button({ action: "allow" }, t("order.allow"))}
        {data && <Text block>{t(`order.outcome.${data.status}`)}</Text>}
      </Stack>
    </Card>
  );
}
