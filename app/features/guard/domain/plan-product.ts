import { nextStep, type Claim, type Step, type Thing } from "./claim.ts";

/** A variant with what is left of it to sell online. */
export interface GuardedVariant {
  readonly id: string;
  /** Untracked variants are never gone. */
  readonly tracked: boolean;
  /** Available at active locations that fulfil online orders, after buffers. */
  readonly sellable: number;
}

/** A product as the planner sees it. */
export interface GuardedProduct {
  /** The guard is on, and looks after it. */
  readonly guarded: boolean;
  readonly variants: readonly GuardedVariant[];
  /** Publications it is taken off when all of it is gone. */
  readonly channels: readonly string[];
  readonly claims: readonly (Claim & { readonly thing: Thing; readonly id: string })[];
}

export interface PlannedStep {
  readonly thing: Thing;
  readonly id: string;
  readonly step: Exclude<Step, "rest">;
}

/** What follows for a product: each sold-out variant is closed; when all are, the product leaves its channels. */
export function planProduct({ guarded, variants, channels, claims }: GuardedProduct): PlannedStep[] {
  const gone = ({ tracked, sellable }: GuardedVariant) => guarded && tracked && sellable <= 0;
  const allGone = variants.length > 0 && variants.every(gone);
  const wanted = new Map<string, { readonly thing: Thing; readonly id: string }>();
  for (const variant of variants.filter(gone))
    wanted.set(`variant ${variant.id}`, { thing: "variant", id: variant.id });
  if (allGone) for (const id of channels) wanted.set(`publication ${id}`, { thing: "publication", id });
  const known = new Map(claims.map((claim) => [`${claim.thing} ${claim.id}`, claim]));
  return [...new Map([...known, ...wanted])].flatMap(([key, { thing, id }]) => {
    const step = nextStep(known.get(key) ?? null, wanted.has(key));
    return step === "rest" ? [] : [{ thing, id, step }];
  });
}
