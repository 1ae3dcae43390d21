import { z } from "zod";
import { readWith, type Read } from "./read.ts";
import type { RuleSet } from "./rule.ts";
import { checked, ruleSetShape } from "./rule-schema.ts";

const FORMAT = "entrega-rules";
const VERSION = 1;

/** Rules as a file: what is exported, sent to another shop, and imported. */
export interface RuleDocument extends RuleSet {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly name: string;
}

const documentSchema: z.ZodType<RuleDocument> = checked(
  z.strictObject({
    format: z.literal(FORMAT),
    version: z.literal(VERSION),
    name: z.string().trim().min(1).max(120),
    ...ruleSetShape,
  }),
);

/** The file of a set of rules, readable by people: two spaces, a line's end at the end. */
export function exportRules(name: string, set: RuleSet): string {
  const { trigger, channels, handlesAll, rules } = set;
  const document: RuleDocument = { format: FORMAT, version: VERSION, name, trigger, channels, handlesAll, rules };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Reads such a file. Inverse of `exportRules`. What it does not know it refuses, with the path. */
export function importRules(text: string): Read<RuleDocument> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { faults: [{ code: "notJson", path: [], params: {} }] };
  }
  return readWith(documentSchema, json);
}

/** The published JSON Schema (2020-12) of such a file. It cannot say everything: ids are there once, ranges do not end before they begin. */
export const documentJsonSchema = (): unknown => z.toJSONSchema(documentSchema, { io: "input", reused: "ref" });
