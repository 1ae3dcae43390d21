import { kindOf } from "../../core/kinds.ts";
import { now } from "../../platform/clock.server.ts";
import { lanesWaiting } from "../../platform/lanes-waiting.server.ts";
import { log } from "../../platform/log.server.ts";
import { metrics } from "../../platform/metrics.server.ts";
import { ageText, operationsPage, type Section } from "./domain/page.ts";
import type { Check } from "./domain/readiness.ts";
import { readWork, type Work } from "./store.server.ts";

/** What a process has counted since it started: the series that somebody looks at who wonders what it does. */
const OWN = [
  "entrega_webhooks_total",
  "entrega_lanes_total",
  "entrega_intents_total",
  "entrega_api_calls_total",
  "entrega_api_points_total",
  "entrega_api_buckets",
  "entrega_missed_changes_total",
  "entrega_catch_ups_total",
  "entrega_unknown_scans_total",
] as const;

/** The operator's page of this process. */
export async function pageText(process: "web" | "worker", checks: readonly Check[]): Promise<string> {
  return operationsPage({ process, at: now(), checks, work: await workSections(), own: await ownSections() });
}

async function workSections(): Promise<Section[]> {
  try {
    const [work, lanes] = [await readWork(now()), await lanesWaiting()];
    return [
      {
        title: "Lanes over all shops",
        columns: ["lane", "ready", "longest", "failing"],
        rows: Object.entries(lanes).map(([lane, { ready, lag, failing }]) => [lane, ready, ageText(lag), failing]),
        note: "Ready and run by nobody. Failing: the last run of a shop's lane failed, and it is tried again later.",
      },
      {
        title: "Marked as changed",
        columns: ["what", "state", "how many", "oldest"],
        rows: work.marks.map(({ kind, state, n, age }) => [kindOf(kind) ?? String(kind), state, n, ageText(age)]),
        note: "set_aside: it could not be read six times, or what was read not be stored; a person looks at it in the shop's inbox.",
      },
      {
        title: "Effects that are not settled",
        columns: ["state", "how many", "oldest"],
        rows: work.intents.map(({ status, n, age }) => [status, n, ageText(age)]),
        note: "asks: a person of the shop must say what became of it.",
      },
      {
        title: "The rest",
        columns: ["", ""],
        rows: [
          ["shops", work.shops],
          ["database, MB", Math.round(work.databaseBytes / 1e6)],
          ["log archived", archiveText(work.archive)],
          ["requests about personal data", work.privacy.n],
          ["until the first of them is due", work.privacy.n === 0 ? "–" : ageText(work.privacy.left)],
        ],
      },
    ];
  } catch (error) {
    log.warn({ event: "operations.not_counted", message: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

/** Without an archive a backup is as old as its copy; a managed server keeps one of its own and says nothing here. */
function archiveText({ at, failing }: Work["archive"]): string {
  const last = at === null ? "never" : at.toISOString();
  return failing ? `${last}; the last try failed` : last;
}

async function ownSections(): Promise<Section[]> {
  const rows = await Promise.all(
    OWN.map(async (name) => {
      const found = await metrics.getSingleMetric(name)?.get();
      return (found?.values ?? []).map(({ labels, value }) => [
        name.replace(/^entrega_|_total$/g, ""),
        Object.values(labels).join(" "),
        Math.round(value),
      ]);
    }),
  );
  return [
    {
      title: "This process, since it started",
      columns: ["", "", "how many"],
      rows: rows.flat(),
      note: "The budget of Shopify's API is kept by the process that spends it: buckets that are nearly empty are told by its worker.",
    },
  ];
}
