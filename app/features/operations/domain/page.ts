import { escapeHtml } from "../../../core/escape-html.ts";
import { isReady, type Check } from "./readiness.ts";

/** A table of the page. Numbers stand at the end of their column. */
export interface Section {
  readonly title: string;
  readonly columns: readonly [string, ...string[]];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What its numbers are, where that needs saying. */
  readonly note?: string;
}

interface Facts {
  readonly process: "web" | "worker";
  /** When it was asked. */
  readonly at: Date;
  readonly checks: readonly Check[];
  /** Empty: the database could not be counted. */
  readonly work: readonly Section[];
  /** What only this process knows. */
  readonly own: readonly Section[];
}

const AGAIN_SECONDS = 15;

/** The operator's page, whole, in English. One document without scripts: it must open when little else does. */
export function operationsPage({ process, at, checks, work, own }: Facts): string {
  const state = isReady(checks) ? "ready" : "not ready";
  const title = `Entrega: this ${process} process is ${state}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${AGAIN_SECONDS}">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>${at.toISOString()}, read again every ${AGAIN_SECONDS} s. What to do when something is wrong: <code>docs/runbook.md</code>.</p>
<main>
${[checksSection(checks), ...(work.length > 0 ? work : [AWAY]), ...own].map(tableOf).join("\n")}
</main>
</body>
</html>`;
}

/** 0 s, 59 s, 2 min, 3 h, 4 d: how long something has been waiting. */
export function ageText(seconds: number): string {
  const units = [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
  ] as const;
  const [size, name] = units.find(([each]) => seconds >= each * 2) ?? [1, "s"];
  return `${Math.round(seconds / size)} ${name}`;
}

const checksSection = (checks: readonly Check[]): Section => ({
  title: "Can it work?",
  columns: ["check", "state", "why"],
  rows: checks.map(({ name, state, detail }) => [name, state, detail]),
});

const AWAY: Section = {
  title: "Work over all shops",
  columns: ["The database could not be counted."],
  rows: [],
};

function tableOf({ title, columns, rows, note }: Section): string {
  const cell = (value: string | number) =>
    typeof value === "number"
      ? `<td class="number">${value.toLocaleString("en")}</td>`
      : `<td${STATES.has(value) ? ` class="${value}"` : ""}>${escapeHtml(value)}</td>`;
  const heading = (column: string, index: number) =>
    `<th scope="col"${typeof rows[0]?.[index] === "number" ? ' class="number"' : ""}>${escapeHtml(column)}</th>`;
  return `<section>
<h2>${escapeHtml(title)}</h2>
<table>
<thead><tr>${columns.map(heading).join("")}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</tbody>
</table>
${note === undefined ? "" : `<p>${escapeHtml(note)}</p>`}
</section>`;
}

const STATES = new Set<string>(["good", "doubtful", "bad"] satisfies Check["state"][]);

const STYLE = `
body { margin: 1rem; font: 15px/1.4 system-ui, sans-serif; color: #202223; background: #f6f6f7; }
h1 { font-size: 1.3rem; } h2 { font-size: 1rem; margin: 0 0 .4rem; }
main { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); align-items: start; }
section { background: #fff; border: 1px solid #d9d9dc; border-radius: .5rem; padding: .8rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } p { color: #4a4c50; } section p { margin: .5rem 0 0; }
th, td { text-align: start; padding: .15rem .8rem .15rem 0; vertical-align: top; }
td:last-child { overflow-wrap: anywhere; }
th { font-weight: 600; border-bottom: 1px solid #d9d9dc; } td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
.good { color: #0b6b3a; } .doubtful { color: #7a4b00; font-weight: 600; } .bad { color: #a1121b; font-weight: 700; }
`;
