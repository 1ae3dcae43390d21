import { useTranslation } from "react-i18next";
import { formatDate } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";

/** The date the shopper was last shown, who stands behind it, and why it moved. */
export function PromiseCard({ promise }: Pick<OrderData, "promise">) {
  const { t } = useTranslation("orders");
  return (
    <Card title={t("order.promise.title")}>
      {promise === null ? (
        <Text tone="subdued" block>
          {t("order.promise.none")}
        </Text>
      ) : (
        <Stack gap="tight">
          <Text strong block>
            <Window promise={promise} />
          </Text>
          <Text small tone="subdued" block>
            {wordOf(t, "order.promise.source", promise.source)}
          </Text>
          {promise.reason && <Text block>{wordOf(t, "order.promise.reason", promise.reason.code)}</Text>}
        </Stack>
      )}
    </Card>
  );
}

function Window({ promise: { from, to } }: { readonly promise: NonNullable<OrderData["promise"]> }) {
  const { t, i18n } = useTranslation("orders");
  if (to === null) return t("order.promise.noDate");
  const last = formatDate(to, i18n.language);
  return from === null || from === to ? last : `${formatDate(from, i18n.language)} – ${last}`;
}
