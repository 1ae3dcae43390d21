import { ChartFrame, PLOT } from "./chart-frame.tsx";

interface PairChartProps {
  /** What it shows, in a sentence: for whoever does not see it. Beside it stands the same as a table. */
  readonly title: string;
  /** What the two bars of a point are. */
  readonly names: readonly [string, string];
  /** From left to right. */
  readonly points: readonly { readonly label: string; readonly values: readonly [number, number] }[];
  /** A value in words, for the scale. */
  readonly format: (value: number) => string;
}

/** Of a point's width, what stays free between it and the next. */
const GAP = 0.3;
/** A bar of a few is not as wide as a door. */
const WIDEST = 20;
/** So few have each its label, on a phone too; of more the first and the last. */
const FEW = 4;

/** Two numbers beside each other, time after time: an outlined bar and a filled one, so that colour is not needed. */
export function PairChart({ title, names, points, format }: PairChartProps) {
  const highest = Math.max(1e-9, ...points.flatMap(({ values }) => values));
  const step = PLOT.width / Math.max(1, points.length);
  const bar = Math.min(WIDEST, (step * (1 - GAP)) / 2);
  const labels = points.map(({ label }) => label);
  const few = labels.length <= FEW;
  return (
    <ChartFrame
      title={title}
      scale={[
        { label: format(highest), share: 1 },
        { label: format(0), share: 0 },
      ]}
      below={few ? labels : [labels.at(0) ?? "", labels.at(-1) ?? ""]}
      each={few}
      legend={names.map((name, which) => ({
        name,
        sample: <rect className={`e-chart-bar-${which}`} x="1" y="1" width="22" height="6" />,
      }))}
    >
      {points.map(({ label, values }, index) =>
        values.map((value, which) => (
          <rect
            key={`${label} ${names[which]}`}
            className={`e-chart-bar-${which}`}
            x={step * (index + 0.5) + bar * (which - 1)}
            y={(1 - value / highest) * PLOT.height}
            width={bar}
            height={(value / highest) * PLOT.height}
          />
        )),
      )}
    </ChartFrame>
  );
}
