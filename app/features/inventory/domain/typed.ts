import { MOST_UNITS } from "../../../core/stock-states.ts";

/** The quantities of a level that can be typed over in the list. */
export const TYPED_STATES = ["available", "on_hand"] as const;
export type TypedState = (typeof TYPED_STATES)[number];

/** What was typed: a number, or with a sign a change; nothing yet; or why it is neither. */
export type Typed =
  | { readonly kind: "set" | "add"; readonly units: number }
  | { readonly kind: "unfinished" }
  | { readonly kind: "wrong"; readonly code: "not_whole" | "too_many" | "below_zero" };

/**
 * Reads what somebody typed over a quantity that was `seen`. `group`: what separates thousands in their language. A number with a sign is a change, so that
 * what is below zero (which cannot be set) can be changed too.
 */
export function readTyped(text: string, state: TypedState, seen: number, group: string): Typed {
  const plain = text.trim().replace(/^−/, "-");
  if (plain === "" || plain === "+" || plain === "-") return { kind: "unfinished" };
  const digits = ungrouped(plain, group);
  if (!/^[+-]?\d{1,15}$/.test(digits)) return { kind: "wrong", code: "not_whole" };
  const units = Number(digits);
  const kind = /^[+-]/.test(digits) ? "add" : "set";
  const after = kind === "add" ? seen + units : units;
  if (after > MOST_UNITS || units < -MOST_UNITS) return { kind: "wrong", code: "too_many" };
  if (after < 0 && state === "on_hand") return { kind: "wrong", code: "below_zero" };
  return { kind, units };
}

/** "1,200" is twelve hundred where thousands are separated by commas; "1,2" is nothing. */
function ungrouped(text: string, group: string): string {
  const [first = "", ...others] = text.split(group);
  const fits = others.length > 0 && /^[+-]?\d{1,3}$/.test(first) && others.every((part) => /^\d{3}$/.test(part));
  return fits ? [first, ...others].join("") : text;
}
