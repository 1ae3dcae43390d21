/**
 * A label that is given back so that another one takes its place, one after the other: `voiding`, then `buying`, then `done`. `kept`: the carrier did not
 * take it back, so it holds; `failed`: it was given back and no other could be bought.
 */
export type ReplacementStatus = "voiding" | "buying" | "done" | "kept" | "failed";

/** Why the label of a parcel is not replaced now. Codes, translated when shown. */
export type ReplaceRefusal = "gone" | "underWay" | "onItsWay" | "ownLabel" | "cannotVoid" | "notTold" | "onList";

/** What decides whether a parcel's label may be replaced. */
export interface LabelFacts {
  readonly stage: string;
  /** It was bought by us. */
  readonly bought: boolean;
  /** Its carrier takes labels back. */
  readonly canVoid: boolean;
  /** Shopify knows the parcel. */
  readonly fulfilled: boolean;
  /** A driver has a list with its number. */
  readonly onList: boolean;
  /** How its last replacement stands; null: there was none. */
  readonly last: ReplacementStatus | null;
}

/** Null: it may be, by giving the label back first; or, where that was done and no other was bought, by buying. */
export function replaceRefusal(facts: LabelFacts): ReplaceRefusal | null {
  const { stage, bought, canVoid, fulfilled, onList, last } = facts;
  if (last === "voiding" || last === "buying") return "underWay";
  if (stage === "void" && fulfilled && last === "failed") return null;
  if (stage === "planned" || stage === "void") return "gone";
  if (stage !== "labelled") return "onItsWay";
  if (!bought) return "ownLabel";
  if (!canVoid) return "cannotVoid";
  if (!fulfilled) return "notTold";
  return onList ? "onList" : null;
}
