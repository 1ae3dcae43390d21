import { useTranslation } from "react-i18next";
import { formatDay, formatNumber } from "../../platform/i18n/format.ts";
import { ChartFrame, PLOT } from "./chart-frame.tsx";
import { useShop } from "./use-shop.ts";

interface StepChartProps {
  /** What it shows, in a sentence: for whoever does not see it. */
  readonly title: string;
  /** Moments, ISO 8601, oldest first. */
  readonly at: readonly string[];
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** Numbers that stay as they are until they change, over time; at most two lines, told apart by their stroke as well as by colour. */
export function StepChart({ title, at, lines }: StepChartProps) {
  const { i18n } = useTranslation();
  const { timezone } = useShop();
  const times = at.map((moment) => Date.parse(moment));
  const [from = 0, to = 0] = [times.at(0), times.at(-1)];
  const values = lines.flatMap((line) => line.values);
  const lowest = Math.min(0, ...values);
  const highest = Math.max(1, ...values);
  const share = (value: number) => (value - lowest) / (highest - lowest);
  const x = (time: number) => ((time - from) / Math.max(1, to - from)) * PLOT.width;
  const path = (line: readonly number[]) =>
    line
      .map((value, index) => {
        const [px, py] = [x(times[index] ?? 0).toFixed(1), ((1 - share(value)) * PLOT.height).toFixed(1)];
        return index === 0 ? `M${px} ${py}` : `H${px}V${py}`;
      })
      .join("");
  const day = (moment: string | undefined) => (moment === undefined ? "" : formatDay(moment, timezone, i18n.language));
  return (
    <ChartFrame
      title={title}
      scale={[...new Set([highest, 0, lowest])].map((value) => ({
        label: formatNumber(value, i18n.language),
        share: share(value),
      }))}
      below={[day(at[0]), day(at.at(-1))]}
      legend={lines.map(({ name }, index) => ({
        name,
        sample: <path className={`e-chart-line-${index}`} d="M0 4H24" />,
      }))}
    >
      {lines.map((line, index) => (
        <path key={line.name} className={`e-chart-line-${index}`} d={path(line.values)} />
      ))}
    </ChartFrame>
  );
}
