import { Rejected, Retryable, Terminal } from "../../../core/faults.ts";
import type { Refusal } from "../domain/carrier.ts";

/**
 * What an HTTP status of a broker means, when it is no answer about what was asked; undefined: it is one. `writes`: something may have been
 * bought, made or given back. A status of 0: no answer came.
 */
export function brokerFault(status: number, writes: boolean, cause?: unknown): Retryable | Terminal | undefined {
  if (status === 401 || status === 403)
    return new Terminal("carrier_credentials", "the carrier refused our key", { cause });
  if (status === 429) return new Retryable("the carrier is busy (429)", { cause });
  if (status >= 500 || status === 0)
    return new Retryable(status === 0 ? "the carrier did not answer" : `the carrier failed (${status})`, {
      cause,
      mayHaveHappened: writes,
    });
  return undefined;
}

/** A broker's code as we keep it: small letters, digits and dots; anything else could be a sentence about a person. */
export function plainCode(code: unknown): string {
  const text = typeof code === "string" ? code.toLowerCase() : "";
  return /^[a-z0-9_.:-]{1,80}$/.test(text) ? text : "refused";
}

/** What was asked, with a Rejected as the refusal it is. */
export async function orRefused<Outcome>(act: () => Promise<Outcome>): Promise<Outcome | Refusal> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Rejected) return { status: "refused", codes: error.codes };
    throw error;
  }
}
