import type { AnyCondition, AnyLeaf, Condition } from "../condition.ts";
import { sayValue } from "./value.ts";
import type { TextKey, Voice } from "./voice.ts";

/** A condition in words: "Order total is more than €100.00 and Fraud risk is high". */
export function sayCondition(condition: Condition | Condition<"line"> | Condition<"location">, voice: Voice): string {
  return say(condition, voice);
}

function say(condition: AnyCondition, voice: Voice): string {
  if ("all" in condition) return sayGroup(condition.all, "conjunction", voice);
  if ("any" in condition) return sayGroup(condition.any, "disjunction", voice);
  if ("not" in condition) return voice.t("condition.not", { condition: say(condition.not, voice) });
  if ("lines" in condition) {
    return voice.t(`condition.lines.${condition.lines}`, { where: say(condition.where, voice) });
  }
  if ("locations" in condition) {
    return voice.t(`condition.locations.${condition.locations}`, { where: say(condition.where, voice) });
  }
  return sayLeaf(condition, voice);
}

/** Groups inside of a group stand in brackets: "A and (B or C)". */
function sayGroup(parts: readonly AnyCondition[], type: "conjunction" | "disjunction", voice: Voice): string {
  if (parts.length === 0) return voice.t("condition.always");
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return say(only, voice);
  const said = parts.map((part) => (isGroup(part) ? `(${say(part, voice)})` : say(part, voice)));
  return new Intl.ListFormat(voice.locale, { type }).format(said);
}

/** Whether it is said with "and" or "or". */
function isGroup(condition: AnyCondition): boolean {
  if ("where" in condition) return true;
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : [];
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? isGroup(only) : parts.length > 1;
}

const OF_ONE: Readonly<Record<string, string>> = {
  isOneOf: "is",
  isNoneOf: "isNot",
  hasAnyOf: "has",
  hasAllOf: "has",
  hasNoneOf: "hasNot",
  fitsAnyOf: "fits",
  fitsNoneOf: "fitsNot",
};

function sayLeaf({ field: key, op, of, value }: AnyLeaf, voice: Voice): string {
  const label = voice.t(`field.${key}`);
  const field = of === undefined ? label : voice.t("condition.named", { field: label, name: of });
  if (typeof value === "boolean") return voice.t(value ? "condition.yes" : "condition.no", { field });
  const isOfOne = Array.isArray(value) && value.length === 1;
  const operator = voice.t(`operator.${isOfOne ? (OF_ONE[op] ?? op) : op}` as TextKey);
  return value === undefined
    ? voice.t("condition.plain", { field, operator })
    : voice.t("condition.leaf", { field, operator, value: sayValue(key, value, voice) });
}
