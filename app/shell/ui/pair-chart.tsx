interface PairChartProps {
  /** What it shows, in a sentence: for whoever does not see it. Beside it stands the same as a table. */
  readonly title: string;
  /** What the two bars of a point are. */
  readonly names: readonly [string, string];
  /** From left to right; labels of the first and the last are written below. */
  readonly points: readonly { readonly label: string; readonly values: readonly [number, number] }[];
  /** A value in words, for the scale. */
  readonly format: (value: number) => string;
}

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 64;
const BOTTOM = 24;
const TOP = 12;
/** Of a point's width, what stays free between it and the next. */
const GAP = 0.3;
/** A point of a few is not as wide as a door. */
const WIDEST = 56;

/** Two numbers beside each other, time after time: an outlined bar and a filled one, so that colour is not needed. */
export function PairChart({ title, names, points, format }: PairChartProps) {
  const highest = Math.max(1e-9, ...points.flatMap(({ values }) => values));
  const step = Math.min(WIDEST, (WIDTH - LEFT - 4) / Math.max(1, points.length));
  const bar = (step * (1 - GAP)) / 2;
  const y = (value: number) => TOP + (1 - value / highest) * (HEIGHT - TOP - BOTTOM);
  const end = LEFT + step * points.length;
  const [first, last] = [points.at(0), points.at(-1)];
  return (
    <figure className="e-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        {[0, highest].map((value) => (
          <g key={value}>
            <line className="e-chart-grid" x1={LEFT} x2={WIDTH - 4} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        ))}
        {points.map(({ label, values }, index) =>
          values.map((value, which) => (
            <rect
              key={`${label} ${names[which]}`}
              className={`e-chart-bar-${which}`}
              x={LEFT + step * (index + GAP / 2) + bar * which}
              y={y(value)}
              width={bar}
              height={y(0) - y(value)}
            />
          )),
        )}
        {first && (
          <text x={LEFT} y={HEIGHT - 6}>
            {first.label}
          </text>
        )}
        {last && last !== first && (
          <text x={Math.max(end, LEFT + 160)} y={HEIGHT - 6} textAnchor="end">
            {last.label}
          </text>
        )}
      </svg>
      <figcaption>
        {names.map((name, which) => (
          <span key={name}>
            <svg viewBox="0 0 24 8" aria-hidden="true">
              <rect className={`e-chart-bar-${which}`} x="1" y="1" width="22" height="6" />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
