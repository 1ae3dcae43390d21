import { useTranslation } from "react-i18next";
import { StepChart } from "../../../shell/ui/step-chart.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { Point } from "../domain/item-history.ts";

/** Available and on hand over time; the entries below are the same as a table. */
export function HistoryChart({ points }: { readonly points: readonly Point[] }) {
  const { t } = useTranslation("inventory");
  if (points.length < 2)
    return (
      <Text tone="subdued" block>
        {t("item.noChart")}
      </Text>
    );
  return (
    <StepChart
      title={t("item.chartSpoken", {
        from: points[0]?.available ?? 0,
        to: points.at(-1)?.available ?? 0,
        lowest: Math.min(...points.map(({ available }) => available)),
      })}
      at={points.map(({ at }) => at)}
      lines={[
        { name: t("column.available"), values: points.map(({ available }) => available) },
        { name: t("column.on_hand"), values: points.map(({ onHand }) => onHand) },
      ]}
    />
  );
}
