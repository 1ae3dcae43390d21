import type { QueryResultRow } from "pg";

/** Something that must not be so after a fault. `what` is one of few words, for counting; `detail` says which one. */
export interface Finding {
  readonly what:
    | "lost webhook"
    | "lost fact"
    | "mirror differs"
    | "broken stock ledger"
    | "effect done twice"
    | "effect without trace"
    | "effect nobody meant"
    | "intent unsettled"
    | "intent asks"
    | "work left"
    | "stuck lane"
    | "held by nobody"
    | "process ended"
    | "given up by Shopify"
    | "dev shop problem"
    | "error nobody foresaw";
  readonly detail: string;
}

/** The app's database as its owner, whom row-level security does not bind. */
export interface Database {
  query<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** Of each kind of finding. */
const EXAMPLES = 3;

/** For people: how often each kind of finding, and the first few of it. */
export function tell(findings: readonly Finding[]): string[] {
  return [...Map.groupBy(findings, ({ what }) => what)].map(([what, all]) =>
    [`${what}, ${all.length} times:`, ...all.slice(0, EXAMPLES).map(({ detail }) => detail)].join("\n      "),
  );
}
