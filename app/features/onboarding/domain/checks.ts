import { missingScopes } from "./scopes.ts";

/**
 * What goods and places may lack. `sku`: none at all. `sharedSku`: another item has the same, and nobody said that they are one thing. `weight`: labels cannot
 * be priced. `barcode`: it cannot be scanned. `address`: a location nobody can ship from or measure a distance to.
 */
export const FAULT_KINDS = ["address", "sku", "sharedSku", "weight", "barcode"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Everything that is looked at, the most far-reaching first. */
export const CHECKS = ["scopes", "accounts", "orderPages", ...FAULT_KINDS] as const;
export type CheckName = (typeof CHECKS)[number];

/** Found so many; `more`: that many and some. */
interface Found {
  readonly value: number;
  readonly more: boolean;
}

/** What is known of the shop's setup. */
export interface SetupFacts {
  /** When it was looked at last; null: not yet. */
  readonly lookedAt: Date | null;
  /** Shopify's word (CustomerAccountsVersion); empty: not known. */
  readonly accounts: string;
  /** Whether the thank-you and order status pages take extensions; `denied`: Shopify does not let us ask. */
  readonly orderPages: "" | "new" | "old" | "denied";
  /** A shopper's page has lately asked for its order, so the block is there. */
  readonly shown: boolean;
  readonly granted: readonly string[];
  readonly faults: ReadonlyMap<FaultKind, Found>;
}

/** What a check says, as the code of a text. */
export type CheckSays = "fine" | "todo" | "unknown" | "old" | "notShown" | "denied";

export interface Check {
  readonly name: CheckName;
  readonly state: "fine" | "todo" | "unknown";
  readonly says: CheckSays;
  /** How many things it is about; null: it is about the shop. */
  readonly found: Found | null;
  /** Scopes that are not granted. */
  readonly missing: readonly string[];
}

/** The state of each check. What nobody has looked at, or Shopify does not tell, is not known: never fine. */
export function checksOf(facts: SetupFacts): Check[] {
  const missing = facts.granted.length === 0 ? [] : missingScopes(facts.granted);
  const of = (name: CheckName, state: Check["state"], says: CheckSays = state): Check => ({
    name,
    state,
    says,
    found: null,
    missing: [],
  });
  const scopes = facts.granted.length === 0 ? "unknown" : missing.length > 0 ? "todo" : "fine";
  return [
    { ...of("scopes", scopes), missing },
    of("accounts", stateOfAccounts(facts.accounts)),
    orderPages(facts, of),
    ...FAULT_KINDS.map((kind): Check => {
      const found = facts.faults.get(kind) ?? { value: 0, more: false };
      const state = facts.lookedAt === null ? "unknown" : found.value > 0 ? "todo" : "fine";
      return { ...of(kind, state), found: facts.lookedAt === null ? null : found };
    }),
  ];
}

function stateOfAccounts(accounts: string): Check["state"] {
  if (accounts === "") return "unknown";
  return accounts === "CLASSIC" ? "todo" : "fine";
}

/** That a shopper's page asked says more than any setting: then the block is there. */
function orderPages(
  { shown, orderPages: pages }: SetupFacts,
  of: (name: CheckName, state: Check["state"], says?: CheckSays) => Check,
): Check {
  if (shown) return of("orderPages", "fine");
  if (pages === "old") return of("orderPages", "todo", "old");
  if (pages === "new") return of("orderPages", "unknown", "notShown");
  return of("orderPages", "unknown", pages === "denied" ? "denied" : "unknown");
}
