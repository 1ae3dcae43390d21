import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { Printed } from "../printed.server.ts";

/** What was printed of an order, how often, last by whom, and whether it still holds. */
export function PrintedText({ printed }: { readonly printed: readonly Printed[] }) {
  const { t } = useTranslation("packing");
  if (printed.length === 0) return <Text tone="subdued">{t("printed.never")}</Text>;
  return (
    <Stack gap="tight">
      {printed.map(({ kind, times, at, byName, voidReason }) => (
        <Row key={kind} gap="tight">
          <Text small>{t(`printed.${kind}`, { count: times })}</Text>
          <Text small tone="subdued">
            {byName === "" ? t("printed.last") : t("printed.lastBy", { name: byName })}
          </Text>
          <Text small tone="subdued">
            <Time at={at} />
          </Text>
          {voidReason !== "" && <Badge tone="critical">{t("printed.void")}</Badge>}
        </Row>
      ))}
    </Stack>
  );
}
