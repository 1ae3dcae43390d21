import type { z } from "zod";
import { faultsOf, type Fault } from "./fault.ts";
import type { RuleSet } from "./rule.ts";
import { ruleSetSchema } from "./rule-schema.ts";

/** What was read, or everything that is wrong with it; never both. */
export type Read<Value> = { readonly value: Value } | { readonly faults: readonly Fault[] };

/** Deeper than the deepest rules; more would only exhaust the stack. */
const MOST_DEEP = 40;

/** Reads rules somebody typed or stored. Spaces around texts are cut. */
export function readRuleSet(json: unknown): Read<RuleSet> {
  return readWith(ruleSetSchema, json);
}

/** Reads JSON with a schema, faults as codes. */
export function readWith<Value>(schema: z.ZodType<Value>, json: unknown): Read<Value> {
  if (isDeeperThan(json, MOST_DEEP)) return { faults: [{ code: "tooDeep", path: [], params: {} }] };
  const { success, data, error } = schema.safeParse(json);
  return success ? { value: data } : { faults: faultsOf(error.issues, json) };
}

function isDeeperThan(json: unknown, most: number): boolean {
  if (typeof json !== "object" || json === null) return false;
  return most === 0 || Object.values(json).some((each) => isDeeperThan(each, most - 1));
}
