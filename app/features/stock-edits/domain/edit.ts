import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { MOST_UNITS } from "../../../core/stock-states.ts";

/** Typed over in the list, many rows at once, or from a file. */
export const EDIT_SOURCES = ["grid", "bulk", "csv"] as const;
export type EditSource = (typeof EDIT_SOURCES)[number];

/**
 * draft → writing → done; numbers typed in the list begin with writing. `asks`: a draft that would empty so much that a second look is due.
 * `refused`: too much of the file is bad. `dropped`: a person said no.
 */
export type EditStatus = "draft" | "asks" | "refused" | "writing" | "done" | "dropped";

/** `asks`: the number is no longer what the person saw. `same`: it is that already. */
export const LINE_STATUSES = ["planned", "asks", "written", "same", "failed", "dropped"] as const;
export type LineStatus = (typeof LINE_STATUSES)[number];

/** What Shopify lets an app set to a number. */
export const SETTABLE = ["available", "on_hand"] as const;
/** What units can be put into and taken out of by a person; committed and incoming belong to orders and transfers. */
export const MOVABLE = ["available", "damaged", "quality_control", "reserved", "safety_stock"] as const;
type Movable = (typeof MOVABLE)[number];

/** What a person wants of a level. */
export type Change =
  | { readonly kind: "set"; readonly state: (typeof SETTABLE)[number]; readonly units: number }
  /** Of on hand: what comes or goes is available. */
  | { readonly kind: "add"; readonly state: Movable | "on_hand"; readonly units: number }
  | { readonly kind: "move"; readonly state: Movable; readonly into: Movable; readonly units: number };

/** The numbers of a level that people may change. */
export type Quantities = Readonly<Record<Movable | "on_hand", number>>;

export interface EditedLevel extends Quantities {
  readonly tracked: boolean;
  readonly active: boolean;
}

/** Why a change cannot be made of a level as it is; each has a text. */
export type ChangeProblem =
  "inactive" | "untracked" | "nothing" | "negative" | "too_many" | "below_zero" | "not_enough" | "same_state";

/** Undefined when it can. Available may go below zero by a change (it was sold), everything else may not. */
export function problemOf(change: Change, level: EditedLevel | undefined): ChangeProblem | undefined {
  if (!level?.active) return "inactive";
  if (!level.tracked) return "untracked";
  const { kind, state, units } = change;
  if (kind !== "set" && (units === 0 || (kind === "move" && units < 0))) return "nothing";
  if (kind === "set" && units < 0) return "negative";
  const after = afterOf(change, level[state]);
  if (after > MOST_UNITS || Math.abs(units) > MOST_UNITS) return "too_many";
  if (kind === "move") return change.into === state ? "same_state" : after < 0 ? "not_enough" : undefined;
  return after < 0 && state !== "available" ? "below_zero" : undefined;
}

/** The state's number after the change, if it is `now` before. */
export function afterOf({ kind, units }: Pick<Change, "kind" | "units">, now: number): number {
  if (kind === "set") return units;
  return kind === "add" ? now + units : now - units;
}

/** A line as people see it. */
export interface ListedLine {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly title: string;
  readonly sku: string | null;
  readonly location: string;
  readonly kind: Change["kind"];
  readonly state: Change["state"];
  readonly into: Movable | "";
  readonly seen: number;
  readonly units: number;
  /** What the state has now. */
  readonly now: number;
  readonly status: LineStatus;
  /** A code of ours or Shopify's; "" for none. */
  readonly problem: string;
}

/** What came of numbers that were typed in the list. `gone`: so many of its rows are not in the shop any more. */
export type GridSaved =
  | { readonly status: "saved"; readonly editId: string; readonly gone: number }
  | { readonly status: "refused"; readonly code: "gone" };
