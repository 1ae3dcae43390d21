import { useTranslation } from "react-i18next";
import { formatDay, formatNumber } from "../../platform/i18n/format.ts";
import { useShop } from "./use-shop.ts";

interface StepChartProps {
  /** What it shows, in a sentence: for whoever does not see it. */
  readonly title: string;
  /** Moments, ISO 8601, oldest first. */
  readonly at: readonly string[];
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 8;

/** Numbers that stay as they are until they change, over time; at most two lines, told apart by their stroke as well as by colour. */
export function StepChart({ title, at, lines }: StepChartProps) {
  const { i18n } = useTranslation();
  const { timezone } = useShop();
  const times = at.map((moment) => Date.parse(moment));
  const [from = 0, to = 0] = [times.at(0), times.at(-1)];
  const values = lines.flatMap((line) => line.values);
  const lowest = Math.min(0, ...values);
  const highest = Math.max(1, ...values);
  const x = (time: number) => LEFT + ((time - from) / Math.max(1, to - from)) * (WIDTH - LEFT - 4);
  const y = (value: number) => TOP + ((highest - value) / (highest - lowest)) * (HEIGHT - TOP - BOTTOM);
  const path = (line: readonly number[]) =>
    line
      .map((value, index) => {
        const [px, py] = [x(times[index] ?? 0).toFixed(1), y(value).toFixed(1)];
        return index === 0 ? `M${px} ${py}` : `H${px}V${py}`;
      })
      .join("");
  const marks = [...new Set([lowest, 0, highest])];
  return (
    <figure className="e-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        {marks.map((value) => (
          <g key={value}>
            <line className="e-chart-grid" x1={LEFT} x2={WIDTH - 4} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {formatNumber(value, i18n.language)}
            </text>
          </g>
        ))}
        <text x={LEFT} y={HEIGHT - 6}>
          {at[0] === undefined ? "" : formatDay(at[0], timezone, i18n.language)}
        </text>
        <text x={WIDTH - 4} y={HEIGHT - 6} textAnchor="end">
          {formatDay(at.at(-1) ?? at[0] ?? "1970-01-01", timezone, i18n.language)}
        </text>
        {lines.map((line, index) => (
          <path key={line.name} className={`e-chart-line-${index}`} d={path(line.values)} />
        ))}
      </svg>
      <figcaption>
        {lines.map((line, index) => (
          <span key={line.name}>
            <svg viewBox="0 0 24 8" aria-hidden="true">
              <path className={`e-chart-line-${index}`} d="M0 4H24" />
            </svg>
            {line.name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
