import type { AnyCondition } from "../condition.ts";
import type { Want } from "./want.ts";

/** A condition and what it has to be. */
export interface Part {
  readonly condition: AnyCondition;
  readonly want: Want;
}

/** What has to hold of an order, or of one of the locations it is given. */
export interface Goal extends Part {
  /** Index of the location it is about. */
  readonly location?: number;
}

/** One of several lists of goals. */
export interface OneOf {
  readonly oneOf: readonly (readonly Goal[])[];
}
