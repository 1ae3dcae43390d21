import type { ProductId } from "../../../core/ids.ts";

/** The most specific first. */
export const SCOPES = ["product", "tag", "all"] as const;
export type Scope = (typeof SCOPES)[number];

/** Says of some products whether the guard looks after them. */
export interface GuardRule {
  readonly ruleId: string;
  readonly scope: Scope;
  readonly productId: ProductId | null;
  readonly label: string;
  readonly include: boolean;
}

/** Is this product looked after? The most specific rule counts; of two tags the one that excludes; without a rule it is not. */
export function isGuarded(
  rules: readonly GuardRule[],
  product: { readonly productId: ProductId; readonly tags: readonly string[] },
): boolean {
  for (const scope of SCOPES) {
    const fitting = rules.filter(
      (rule) =>
        rule.scope === scope &&
        (scope === "all" ||
          (scope === "tag" ? product.tags.includes(rule.label) : rule.productId === product.productId)),
    );
    if (fitting.length > 0) return fitting.every(({ include }) => include);
  }
  return false;
}
