import { ClientError } from "graphql-request";
import { Bug, Retryable, Terminal } from "../../core/faults.ts";
import type { ThrottleStatus } from "./bucket.ts";

/** One entry of a GraphQL answer's `errors`. */
export interface AdminError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  /** `cost`: of an operation refused for it (MAX_COST_EXCEEDED). */
  readonly extensions?: { readonly code?: string; readonly cost?: number };
}

/** HTTP statuses after which nothing will change until somebody acts: token dead, plan frozen, forbidden, unknown, locked. */
const TERMINAL_STATUS: Readonly<Record<number, string>> = {
  401: "unauthorized",
  402: "frozen",
  403: "forbidden",
  404: "not_found",
  423: "locked",
};

/** What `graphql-request` threw: a status that is not 2xx, a broken line, a time-out, an answer that is not GraphQL. */
export function faultOfThrown(error: unknown, isMutation: boolean): Error {
  if (error instanceof ClientError) {
    const { status } = error.response;
    const code = TERMINAL_STATUS[status];
    if (code) return new Terminal(code, `Shopify answered ${status}`);
    if (status === 429 || status === 430) {
      const seconds = Number(new Headers(error.response.headers).get("retry-after") ?? "2");
      return new Retryable(`Shopify answered ${status}`, { afterMs: (Number.isFinite(seconds) ? seconds : 2) * 1000 });
    }
    if (status >= 500 || status < 300)
      return new Retryable(`Shopify answered ${status}`, { mayHaveHappened: isMutation });
    return new Bug(`Shopify answered ${status}`);
  }
  return new Retryable("no answer from Shopify", { cause: error, mayHaveHappened: isMutation });
}

/**
 * What the `errors` of a 200 mean. Undefined when only single fields were denied (personal data without approval) and the rest is usable.
 * Codes: platform rate limits and API errors, https://shopify.dev/docs/api/admin-graphql/latest
 */
export function faultOfErrors(
  errors: readonly AdminError[],
  answer: { isMutation: boolean; hasData: boolean; cost: number | undefined; status: ThrottleStatus | undefined },
): Error | undefined {
  const codes = errors.map((error) => error.extensions?.code ?? "");
  if (codes.includes("THROTTLED")) {
    const { cost = 100, status } = answer;
    const missing = status ? cost - status.currentlyAvailable : cost;
    const rate = status?.restoreRate ?? 100;
    return new Retryable("throttled", { afterMs: Math.max(50, Math.ceil((missing / rate) * 1000)) });
  }
  if (codes.includes("SHOP_INACTIVE")) return new Terminal("frozen", "the shop is not active");
  if (codes.includes("INTERNAL_SERVER_ERROR"))
    return new Retryable("Shopify failed inside", { mayHaveHappened: answer.isMutation });
  if (codes.every((code) => code === "ACCESS_DENIED")) {
    return answer.hasData ? undefined : new Terminal("access_denied", errors.map((error) => error.message).join("; "));
  }
  return new Bug(`Shopify refused the operation: ${errors.map((error) => error.message).join("; ")}`);
}
