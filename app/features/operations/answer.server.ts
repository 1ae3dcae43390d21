import { config } from "../../config.server.ts";
import { metrics } from "../../platform/metrics.server.ts";
import { isSameText } from "../../platform/same-text.server.ts";
import { asText, isReady } from "./domain/readiness.ts";
import { metricsText } from "./metrics.server.ts";
import { readiness } from "./readiness.server.ts";

/** What is asked of a process by whoever runs it. */
export interface Question {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly accept: string | undefined;
  /** Milliseconds since the worker's loop came round; null in a web process. */
  readonly sinceTurnMs: number | undefined | null;
}

export interface OperationsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export const OPERATIONS_PATHS = ["/health/live", "/health/ready", "/metrics"] as const;

const TEXT = "text/plain; charset=utf-8";

/**
 * `/health/live`: the process runs. `/health/ready`: it can do its work (200) or not (503); the reasons, as JSON where that is accepted and lines of text
 * otherwise, only for the operator. `/metrics`: only for the operator. Undefined: another address.
 */
export async function answerOperations(question: Question): Promise<OperationsAnswer | undefined> {
  const { path, authorization, accept } = question;
  if (path === "/health/live") return { status: 200, type: TEXT, body: "alive" };
  if (path === "/health/ready") {
    const checks = await readiness(question.sinceTurnMs);
    const ready = isReady(checks);
    const status = ready ? 200 : 503;
    if (!isOperator(authorization)) return { status, type: TEXT, body: ready ? "ready" : "not ready" };
    return accept?.includes("application/json")
      ? { status, type: "application/json", body: JSON.stringify({ ready, checks }) }
      : { status, type: TEXT, body: `${asText(checks)}\n` };
  }
  if (path !== "/metrics") return undefined;
  // As if it were not there: a stranger learns nothing, not even that there is something to ask for.
  if (!isOperator(authorization)) return { status: 404, type: TEXT, body: "" };
  return { status: 200, type: metrics.contentType, body: await metricsText() };
}

/** Whoever shows the token. Without one in the configuration nobody is, in production; on a developer's machine everybody. */
function isOperator(authorization: string | undefined): boolean {
  const { operatorToken, production } = config;
  if (operatorToken === undefined) return !production;
  return authorization !== undefined && isSameText(`Bearer ${operatorToken}`, authorization);
}
