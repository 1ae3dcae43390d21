/** Charts as SVG text: white ground, dark words, each series told by its form and not only by its colour. */

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 56;
const BOTTOM = 44;
const TOP = 56;
const RIGHT = 16;
const COLOURS = ["#0b5cad", "#b3470b", "#2e7d32", "#6a3d9a"] as const;
const DASHES = ["", "7 4", "2 3", "10 3 2 3"] as const;

export interface Series {
  readonly name: string;
  /** One for each place on the x axis; null: nothing to show there. */
  readonly values: readonly (number | null)[];
}

/** Shares (0–1) over labelled places: a line a series. `wanted` are lines that should be met, each with its name. */
export function shareChart(
  title: string,
  places: readonly string[],
  series: readonly Series[],
  wanted: readonly { readonly name: string; readonly share: number }[] = [],
): string {
  const x = (index: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (index + 0.5)) / places.length;
  const y = (share: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share)}" y2="${y(share)}" stroke="#ddd"/>${label(LEFT - 8, y(share) + 4, `${share * 100} %`, "end")}`,
  );
  const aims = wanted.map(
    ({ name, share }) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share)}" y2="${y(share)}" stroke="#666" stroke-dasharray="3 3"/>${label(WIDTH - RIGHT, y(share) - 4, name, "end")}`,
  );
  const lines = series.map(({ values }, number) => {
    const points = values.flatMap((value, index) => (value === null ? [] : [[x(index), y(value)] as const]));
    const colour = colourOf(number);
    const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="4" fill="${colour}"/>`).join("");
    const path = points.map(([px, py]) => `${px},${py}`).join(" ");
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${DASHES[number % DASHES.length] ?? ""}"/>${dots}`;
  });
  const below = places.map((place, index) => label(x(index), HEIGHT - BOTTOM + 18, place, "middle"));
  return svg(title, [...grid, ...aims, ...lines, ...below, legend(series.map(({ name }) => name))]);
}

export interface Bar {
  readonly name: string;
  /** Stacked from the left; the same parts for each bar. */
  readonly parts: readonly number[];
}

/** Counts as lying bars, one below the other. */
export function barChart(title: string, parts: readonly string[], bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ parts: each }) => each.reduce((sum, part) => sum + part, 0)));
  const step = Math.min(32, (HEIGHT - TOP - 12) / Math.max(1, bars.length));
  const start = 180;
  const scale = (WIDTH - start - 72) / most;
  const drawn = bars.map(({ name, parts: each }, row) => {
    const top = TOP + row * step;
    let at = start;
    const boxes = each.map((part, number) => {
      const box = `<rect x="${at}" y="${top}" width="${part * scale}" height="${step - 8}" fill="${colourOf(number)}"/>`;
      at += part * scale;
      return box;
    });
    return `${label(start - 8, top + step / 2, name, "end")}${boxes.join("")}${label(at + 6, top + step / 2, each.join(" + "), "start")}`;
  });
  return svg(title, [...drawn, legend(parts)]);
}

const colourOf = (number: number) => COLOURS[number % COLOURS.length] ?? COLOURS[0];

const ESCAPES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };
const escaped = (text: string) => text.replace(/[<>&]/g, (sign) => ESCAPES[sign] ?? sign);

const label = (x: number, y: number, text: string, anchor: "start" | "middle" | "end") =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="12" fill="#222">${escaped(text)}</text>`;

const legend = (names: readonly string[]) =>
  names
    .map((name, number) => {
      const x = LEFT + number * 190;
      return `<rect x="${x}" y="32" width="12" height="12" fill="${colourOf(number)}"/>${label(x + 18, 42, name, "start")}`;
    })
    .join("");

const svg = (title: string, parts: readonly string[]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, sans-serif"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="#fff"/><text x="${LEFT}" y="20" font-size="14" font-weight="600" fill="#222">${escaped(title)}</text>${parts.join("")}</svg>\n`;
