import type { z } from "zod";
import { CONDITION_KINDS } from "./condition-schema.ts";
import { FIELDS } from "./fields.ts";

/** What can be wrong with rules that somebody typed, imported or stored. Each has a text under `fault` in locales/*.json. */
export const FAULT_CODES = [
  "notJson",
  "tooDeep",
  "tooLarge",
  "missing",
  "noCondition",
  "unknownProperty",
  "unknownField",
  "unknownOperator",
  "unknownAction",
  "wrongScope",
  "wrongTrigger",
  "wrongType",
  "notInList",
  "tooSmall",
  "tooBig",
  "wrongFormat",
  "postalPattern",
  "backwards",
  "emptyRange",
  "sameId",
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** One thing that is wrong, where, and what the text needs to say so. */
export interface Fault {
  readonly code: FaultCode;
  /** From the outermost: `["rules", 0, "when", "value"]`. */
  readonly path: readonly (string | number)[];
  readonly params: Readonly<Record<string, string | number>>;
}

type Issue = z.core.$ZodIssue;

/** What zod found wrong with `input`, as codes. */
export function faultsOf(issues: readonly Issue[], input: unknown): Fault[] {
  return issues.flatMap((issue) => faultsOfIssue(issue, input, []));
}

function faultsOfIssue(issue: Issue, input: unknown, outer: Fault["path"]): Fault[] {
  const path = [...outer, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  const found = issue.path.reduce<unknown>(stepInto, input);
  const fault = (code: FaultCode, params: Fault["params"] = {}): Fault[] => [{ code, path, params }];
  if (found === undefined && issue.code !== "custom") return fault("missing");
  switch (issue.code) {
    case "invalid_union":
      return issue.discriminator === undefined
        ? faultsOfCondition(issue, found, path)
        : fault(...codeOfName(issue.discriminator, String(found).slice(0, 80)));
    case "unrecognized_keys":
      return issue.keys.flatMap((key) => fault("unknownProperty", { name: key.slice(0, 80) }));
    case "invalid_type":
      return fault("wrongType", { expected: issue.expected });
    case "invalid_value":
      return fault("notInList", { value: String(found).slice(0, 80) });
    case "too_small":
      return fault("tooSmall", { limit: Number(issue.minimum) });
    case "too_big":
      return fault("tooBig", { limit: Number(issue.maximum) });
    case "custom":
      return fault(FAULT_CODES.find((code) => code === issue.params?.["fault"]) ?? "wrongFormat");
    default:
      return fault("wrongFormat");
  }
}

/** Of the kinds of condition, what is wrong with the one that was meant: the one whose property is there. */
function faultsOfCondition(issue: z.core.$ZodIssueInvalidUnion, found: unknown, path: Fault["path"]): Fault[] {
  // Conditions over lines and locations know three kinds fewer: their branches are the kinds without those two.
  const kinds = CONDITION_KINDS.filter((kind) => issue.errors.length === CONDITION_KINDS.length || !isOver(kind));
  const meant = kinds.findIndex((kind) => typeof found === "object" && found !== null && kind in found);
  const errors = issue.errors[meant];
  if (errors === undefined) return [{ code: "noCondition", path, params: {} }];
  return errors.flatMap((error) => faultsOfIssue(error, found, path));
}

const isOver = (kind: (typeof CONDITION_KINDS)[number]): boolean => kind === "lines" || kind === "locations";

function codeOfName(discriminator: string, name: string): [FaultCode, Fault["params"]] {
  switch (discriminator) {
    case "field":
      return [name in FIELDS ? "wrongScope" : "unknownField", { name }];
    case "op":
      return ["unknownOperator", { name }];
    case "do":
      return ["unknownAction", { name }];
    default:
      return ["notInList", { value: name }];
  }
}

function stepInto(value: unknown, step: PropertyKey): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<PropertyKey, unknown>>)[step]
    : undefined;
}
