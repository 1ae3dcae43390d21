import { useTranslation } from "react-i18next";
import { formatDate } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
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
          {promise.basis !== "" && (
            <Text small tone="subdued" block>
              {wordOf(t, "order.promise.basis", promise.basis)}{" "}
              {wordOf(t, "order.promise.confidence", promise.confidence)}
            </Text>
          )}
          {promise.reason && <Text block>{wordOf(t, "order.promise.reason", promise.reason.code)}</Text>}
          <Seen seen={promise.seen} />
        </Stack>
      )}
    </Card>
  );
}

/** On time is counted by what the shopper saw: where, and from when on. */
function Seen({ seen }: Pick<NonNullable<OrderData["promise"]>, "seen">) {
  const { t } = useTranslation("orders");
  if (seen.length === 0)
    return (
      <Text small tone="subdued" block>
        {t("order.promise.unseen")}
      </Text>
    );
  return seen.map(({ surface, at }) => (
    <Row key={surface} apart>
      <Text small tone="subdued">
        {wordOf(t, "order.promise.surface", surface)}
      </Text>
      <Text small tone="subdued">
        <Time at={at} />
      </Text>
    </Row>
  ));
}

function Window({ promise: { from, to } }: { readonly promise: NonNullable<OrderData["promise"]> }) {
  const { t, i18n } = useTranslation("orders");
  if (to === null) return t("order.promise.noDate");
  const last = formatDate(to, i18n.language);
  return from === null || from === to ? last : `${formatDate(from, i18n.language)} – ${last}`;
}
