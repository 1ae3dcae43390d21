import { config } from "../../config.server.ts";
import { metrics } from "../../platform/metrics.server.ts";
import { isSameText } from "../../platform/same-text.server.ts";
import { asText, isReady } from "./domain/readiness.ts";
import { metricsText } from "./metrics.server.ts";
import { pageText } from "./page.server.ts";
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
  readonly headers?: Readonly<Record<string, string>>;
}

export const OPERATIONS_PATHS = ["/health/live", "/health/ready", "/metrics", "/operations"] as const;

const TEXT = "text/plain; charset=utf-8";
const HTML = "text/html; charset=utf-8";
const CHALLENGE = { "www-authenticate": 'Basic realm="Entrega operations", charset="UTF-8"' };

/**
 * `/health/live`: the process runs. `/health/ready`: it can do its work (200) or not (503); the reasons, as JSON where that is accepted and lines of text
 * otherwise, only for the operator. `/metrics` and, for people, `/operations`: only for the operator. Undefined: another address.
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
  if (path === "/operations") {
    // A browser asks for the password only when it is told to.
    if (!isOperator(authorization)) return { status: 401, type: TEXT, body: "", headers: CHALLENGE };
    const checks = await readiness(question.sinceTurnMs);
    return { status: 200, type: HTML, body: await pageText(question.sinceTurnMs === null ? "web" : "worker", checks) };
  }
  if (path !== "/metrics") return undefined;
  // As if it were not there: a stranger learns nothing, not even that there is something to ask for.
  if (!isOperator(authorization)) return { status: 404, type: TEXT, body: "" };
  return { status: 200, type: metrics.contentType, body: await metricsText() };
}

/** Whoever shows the token, or in a browser types it as the password of any name. Without one in the configuration nobody is, in production; on a developer's machine everybody. */
function isOperator(authorization: string | undefined): boolean {
  const { operatorToken, production } = config;
  if (operatorToken === undefined) return !production;
  if (authorization === undefined) return false;
  const [, typed] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  if (typed === undefined) return isSameText(`Bearer ${operatorToken}`, authorization);
  const password = Buffer.from(typed, "base64")
    .toString()
    .replace(/^[^:]*:/, "");
  return isSameText(operatorToken, password);
}
