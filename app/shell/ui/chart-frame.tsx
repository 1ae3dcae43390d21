import type { ReactNode } from "react";

/** The plot's own units, whatever its size on the screen: from the left to the right, and from the top to the bottom. */
export const PLOT = { width: 640, height: 160 } as const;

interface ChartFrameProps {
  /** What it shows, in a sentence: for whoever does not see it. Beside it stands the same as a table. */
  readonly title: string;
  /** Values that have a line across: in words, and how high they are, from 0 (bottom) to 1 (top). */
  readonly scale: readonly { readonly label: string; readonly share: number }[];
  /** What stands below: at the left and the right end, or, if `each`, in the middle of each of as many parts. */
  readonly below: readonly string[];
  readonly each?: boolean;
  /** What each mark of the plot is: a sample of it, in a box of 24 × 8, and its name. */
  readonly legend: readonly { readonly name: string; readonly sample: ReactNode }[];
  /** The marks, as SVG in the plot's units. */
  readonly children: ReactNode;
}

/** A chart's scale, labels and legend around its marks. The marks are stretched to the width there is; words keep their size, or they could not be read on a phone. */
export function ChartFrame({ title, scale, below, each = false, legend, children }: ChartFrameProps) {
  return (
    <figure className="e-chart">
      <div className="e-chart-plot">
        <div className="e-chart-scale" aria-hidden="true">
          {scale.map(({ label, share }) => (
            <span key={share} style={{ top: `${(1 - share) * 100}%` }}>
              {label}
            </span>
          ))}
        </div>
        <svg viewBox={`0 0 ${PLOT.width} ${PLOT.height}`} preserveAspectRatio="none" role="img" aria-label={title}>
          {scale.map(({ share }) => {
            const y = (1 - share) * PLOT.height;
            return <line key={share} className="e-chart-grid" x1={0} x2={PLOT.width} y1={y} y2={y} />;
          })}
          {children}
        </svg>
        <div
          className={each ? "e-chart-each" : "e-chart-ends"}
          aria-hidden="true"
          style={each ? { gridTemplateColumns: `repeat(${below.length}, minmax(0, 1fr))` } : {}}
        >
          {below.map((label, place) => (
            <span key={`${place} ${label}`}>{label}</span>
          ))}
        </div>
      </div>
      <figcaption>
        {legend.map(({ name, sample }) => (
          <span key={name}>
            <svg viewBox="0 0 24 8" aria-hidden="true">
              {sample}
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
