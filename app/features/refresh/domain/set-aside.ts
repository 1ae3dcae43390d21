import { Bug, Retryable, Terminal } from "../../../core/faults.ts";

/**
 * Why something marked was set aside, for people: Shopify refuses our question about it · its answer is not as we expect · it cannot be stored.
 * Stored; never change the meaning of one.
 */
export const SET_ASIDE_CODES = ["refused", "not_understood", "not_storable"] as const;
export type SetAsideCode = (typeof SET_ASIDE_CODES)[number];

/** What to do after reading marked things failed. */
export type AfterFault =
  { readonly do: "stop" } | { readonly do: "halve" } | { readonly do: "setAside"; readonly code: SetAsideCode };

/**
 * What passes by itself or concerns the whole shop stops the lane. Anything else is our mistake about one of the things that were read together:
 * halves are read apart until it is alone, and that one is set aside, so that it does not keep the others from being read.
 */
export function afterFault(error: unknown, count: number): AfterFault {
  if (error instanceof Retryable || error instanceof Terminal) return { do: "stop" };
  return count > 1 ? { do: "halve" } : { do: "setAside", code: codeOf(error) };
}

/** PostgreSQL says five characters (SQLSTATE). */
const SQLSTATE = /^[0-9A-Z]{5}$/;

function codeOf(error: unknown): SetAsideCode {
  if (error instanceof Bug) return "refused";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return SQLSTATE.test(code) ? "not_storable" : "not_understood";
}
