import type { LocationId } from "../../../core/ids.ts";
import type { RuleSubject } from "../../../core/rule-scope.ts";
import { ruleFor, unitsKept, type BufferRule } from "./rule.ts";

/** A level as the mirror shows it, with our own book of it. */
export interface BufferedLevel extends RuleSubject {
  readonly locationId: LocationId;
  readonly available: number;
  readonly safetyStock: number;
  /** Units of `safetyStock` that are ours: moved in minus moved back. */
  readonly held: number;
  /** The rule by which `held` came to be. */
  readonly heldBy: string | null;
  /** The location sells online, and the item is stocked there and tracked. */
  readonly sells: boolean;
  readonly soldPerDay: number;
}

/** What should be held, and how many units have to be moved for it: positive into safety stock, negative back. */
export interface Decision {
  readonly ruleId: string | null;
  readonly target: number;
  readonly move: number;
}

/**
 * What a level's buffer should be. Our own moves leave available + held as it is, and the target is made of nothing else, so a level that does not
 * change needs one move at most. A target that follows stock or sales (percent, days) may be missed by a tenth, at least one unit: otherwise each sale
 * would write. Never so when the last units for sale wait behind the buffer.
 */
export function decide(level: BufferedLevel, rules: readonly BufferRule[]): Decision {
  const { available, held, safetyStock, soldPerDay, sells } = level;
  const stock = { total: available + held, soldPerDay };
  const rule = sells ? ruleFor(rules, level, stock) : null;
  const target = rule ? unitsKept(rule, stock) : 0;
  const ruleId = rule?.ruleId ?? null;
  const missing = target - held;
  if (rule && rule.kind !== "units" && ruleId === level.heldBy && target > 0 && held > 0 && available > 0) {
    if (Math.abs(missing) <= Math.max(1, Math.round(target / 10))) return { ruleId, target, move: 0 };
  }
  const move =
    missing > 0 ? Math.min(missing, Math.max(0, available)) : -Math.min(-missing, held, Math.max(0, safetyStock));
  return { ruleId, target, move: move === 0 ? 0 : move };
}
