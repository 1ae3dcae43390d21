import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { unseenMessages } from "../domain/messages.ts";
import type { action } from "../routes/order.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";

/** What rules have to say about the order, until somebody says that they have seen it. */
export function Messages({ order, may }: Pick<OrderData, "order" | "may">) {
  const { t } = useTranslation("orders");
  const { data: outcome, state, Form } = useFetcher<typeof action>();
  if (!order.told) return null;
  return (
    <Notice tone="warning" title={t("order.messages.title")}>
      <Stack>
        {unseenMessages(order.events).map(({ text, at, to, staff }) => (
          <Stack key={`${at} ${text}`} gap="tight">
            <Text block>{text}</Text>
            <Text small tone="subdued" block>
              {t(
                to === "email" || to === "shopper"
                  ? `order.messages.${to}`
                  : to === "staff"
                    ? "order.messages.staff"
                    : "order.messages.inbox",
                {
                  staff,
                },
              )}{" "}
              <Time at={at} />
            </Text>
          </Stack>
        ))}
        {outcome?.status === "refused" && (
          <Text tone="critical" block>
            {wordOf(t, "refused", outcome.code)}
          </Text>
        )}
        <ActionForm form={Form} values={{ action: "seen" }}>
          <Button submit busy={state !== "idle"} disabled={!may.decide}>
            {t("order.messages.seen")}
          </Button>
        </ActionForm>
      </Stack>
    </Notice>
  );
}
