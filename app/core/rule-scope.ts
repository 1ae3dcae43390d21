import { readId, type InventoryItemId, type LocationId } from "./ids.ts";

/** What a rule about stock is about, the most specific first: of the rules that fit, the first kind in this order counts. */
export const SCOPES = ["itemAt", "item", "tag", "vendor", "location", "all"] as const;
export type Scope = (typeof SCOPES)[number];

/** A rule about some stock. */
export interface ScopedRule {
  readonly ruleId: string;
  readonly scope: Scope;
  readonly itemId: InventoryItemId | null;
  readonly locationId: LocationId | null;
  /** The tag or the vendor; empty for the other scopes. */
  readonly label: string;
}

/** What rules look at: an item at one location, or at none in particular. */
export interface RuleSubject {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId | null;
  readonly vendor: string;
  readonly tags: readonly string[];
}

function fits({ scope, itemId, locationId, label }: ScopedRule, subject: RuleSubject): boolean {
  switch (scope) {
    case "itemAt":
      return itemId === subject.itemId && locationId === subject.locationId;
    case "item":
      return itemId === subject.itemId;
    case "tag":
      return subject.tags.includes(label);
    case "vendor":
      return label === subject.vendor;
    case "location":
      return locationId === subject.locationId;
    case "all":
      return true;
  }
}

/** The rules that count for a subject, oldest first: those of the most specific scope that has any. Several only if it has several tags. */
export function mostSpecific<Rule extends ScopedRule>(rules: readonly Rule[], subject: RuleSubject): Rule[] {
  const fitting = rules.filter((rule) => fits(rule, subject));
  const scope = SCOPES.find((each) => fitting.some((rule) => rule.scope === each));
  return fitting.filter((rule) => rule.scope === scope).sort((a, b) => Number(a.ruleId) - Number(b.ruleId));
}

/** Both are about the same thing: the later one takes the place of the earlier one. */
export const isAboutTheSame = (one: Omit<ScopedRule, "ruleId">, other: Omit<ScopedRule, "ruleId">): boolean =>
  one.scope === other.scope &&
  one.itemId === other.itemId &&
  one.locationId === other.locationId &&
  one.label === other.label;

/** What a rule is about as it was typed, before its item is looked up by its SKU. */
export interface TypedScope extends Pick<ScopedRule, "scope" | "locationId" | "label"> {
  readonly sku: string;
}

/** The fields of a form in which a scope names things, and what can be wrong with one: the SKU names no item, or more than one. */
export type ScopeField = "sku" | "location" | "vendor" | "tag";
export type ScopeFault = "missing" | "noItem" | "severalItems";

/** What is wrong with which field of a rule. */
export interface RuleFaults extends Readonly<Partial<Record<ScopeField, ScopeFault>>> {
  readonly amount?: "missing" | "whole" | "range";
}

/** Does it name a location? */
export const isOfPlace = (scope: string): boolean => scope === "itemAt" || scope === "location";

const MAX_TEXT = 255;

/** Reads the fields scope, sku, location, vendor and tag of a form; only those of its scope count. `missing` names those that are needed. */
function readScope(texts: Readonly<Record<string, string>>): {
  readonly typed: TypedScope;
  readonly missing: readonly ScopeField[];
} {
  const text = (name: string) => (texts[name] ?? "").replaceAll("\0", "").trim().slice(0, MAX_TEXT);
  const scope = SCOPES.find((each) => each === text("scope")) ?? "all";
  const ofItem = scope === "itemAt" || scope === "item";
  const ofPlace = isOfPlace(scope);
  const named = scope === "vendor" || scope === "tag" ? scope : null;
  const typed: TypedScope = {
    scope,
    sku: ofItem ? text("sku") : "",
    locationId: ofPlace ? (readId<LocationId>(text("location")) ?? null) : null,
    label: named === null ? "" : text(named),
  };
  return {
    typed,
    missing: [
      ...(ofItem && typed.sku === "" ? (["sku"] as const) : []),
      ...(ofPlace && typed.locationId === null ? (["location"] as const) : []),
      ...(named !== null && typed.label === "" ? [named] : []),
    ],
  };
}

/** Reads what a rule is about and its number, from 0 to `most`; null: it has none. */
export function readScopedRule(
  texts: Readonly<Record<string, string>>,
  most: number | null,
): { readonly rule: TypedScope & { readonly amount: number } } | { readonly faults: RuleFaults } {
  const { typed, missing } = readScope(texts);
  const amount = most === null ? "0" : (texts["amount"] ?? "").trim();
  const fault = most === null ? undefined : faultOfAmount(amount, most);
  if (missing.length === 0 && fault === undefined) return { rule: { ...typed, amount: Number(amount) } };
  const faults: RuleFaults = Object.fromEntries(missing.map((field) => [field, "missing"]));
  return { faults: fault === undefined ? faults : { ...faults, amount: fault } };
}

function faultOfAmount(amount: string, most: number): RuleFaults["amount"] {
  if (amount === "") return "missing";
  if (!/^\d{1,9}$/.test(amount)) return "whole";
  return Number(amount) > most ? "range" : undefined;
}
