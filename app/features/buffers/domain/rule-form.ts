import { readId, type LocationId } from "../../../core/ids.ts";
import { KINDS, MOST, SCOPES, type Kind, type Scope } from "./rule.ts";

/** A rule as it was typed, before its item is looked up by its SKU. */
export interface TypedRule {
  readonly scope: Scope;
  readonly sku: string;
  readonly locationId: LocationId | null;
  readonly label: string;
  readonly kind: Kind;
  readonly amount: number;
}

/** What is wrong with a field. `noItem`, `severalItems`: the SKU names none, or more than one. */
export type FieldError = "missing" | "whole" | "range" | "noItem" | "severalItems";
export type RuleFields = Readonly<
  Partial<Record<"scope" | "sku" | "location" | "vendor" | "tag" | "kind" | "amount", FieldError>>
>;

const MAX_TEXT = 255;

/** Reads the fields of a rule; only those of its scope count. */
export function readRule(
  texts: Readonly<Record<string, string>>,
): { readonly rule: TypedRule } | { readonly fields: RuleFields } {
  const text = (name: string) => (texts[name] ?? "").replaceAll("\0", "").trim().slice(0, MAX_TEXT);
  const scope = SCOPES.find((each) => each === text("scope")) ?? "all";
  const kind = KINDS.find((each) => each === text("kind")) ?? "units";
  const sku = scope === "itemAt" || scope === "item" ? text("sku") : "";
  const locationId = scope === "itemAt" || scope === "location" ? (readId<LocationId>(text("location")) ?? null) : null;
  const label = scope === "vendor" || scope === "tag" ? text(scope) : "";
  const fields: { -readonly [Field in keyof RuleFields]: FieldError } = {};
  if ((scope === "itemAt" || scope === "item") && sku === "") fields.sku = "missing";
  if ((scope === "itemAt" || scope === "location") && locationId === null) fields.location = "missing";
  if ((scope === "vendor" || scope === "tag") && label === "") fields[scope] = "missing";
  const amount = text("amount");
  if (amount === "") fields.amount = "missing";
  else if (!/^\d{1,9}$/.test(amount)) fields.amount = "whole";
  else if (Number(amount) > MOST[kind]) fields.amount = "range";
  return Object.keys(fields).length > 0
    ? { fields }
    : { rule: { scope, sku, locationId, label, kind, amount: Number(amount) } };
}
