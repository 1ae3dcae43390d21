import type { AlertRuleId, LocationId } from "../../../core/ids.ts";
import { mostSpecific, type RuleSubject } from "../../../core/rule-scope.ts";
import type { Cover } from "../../demand/domain/cover.ts";
import type { AlertRule } from "./rule.ts";

/** Why nobody has to be told of an item any more, whatever is left of it. */
export type Gone = "deleted" | "untracked" | "inactive" | "notActive";
/** `above`: stock is above the line again. `rule`: no rule speaks of it any more. */
export type ClosedWhy = Gone | "above" | "rule";

/** An item at one location, or (`locationId` null) at all that sell online together. */
export interface AlertSubject extends RuleSubject {
  readonly locationId: LocationId | null;
  readonly available: number;
  /** How long that lasts; null when it is not known. */
  readonly cover: Cover | null;
  readonly gone: Gone | null;
}

/** Something to be told: nothing is left, or little. */
export interface Alarm {
  readonly kind: "out" | "low";
  readonly ruleId: AlertRuleId;
}

/**
 * What is to be told of a subject; `open`: what is told already. An alert opens when stock reaches the line of the rule that counts, and closes when
 * stock is above it by a tenth, at least one (unit or day), so that one return and one sale do not close and open it again. What is sold out stays told
 * until something is there again, also when its sales become too old to say how long anything would last.
 */
export function judge(
  subject: AlertSubject,
  rules: readonly AlertRule[],
  open: Alarm | null,
): Alarm | { readonly closed: ClosedWhy } | null {
  if (subject.gone !== null) return open && { closed: subject.gone };
  const fitting = mostSpecific(
    rules.filter(({ pooled }) => pooled === (subject.locationId === null)),
    subject,
  );
  const [first] = fitting;
  if (!first) return open && { closed: "rule" };
  const kind = subject.available <= 0 ? "out" : "low";
  const rule = fitting.find((each) => isReached(each, subject, open?.ruleId === each.ruleId));
  if (rule) return { kind, ruleId: rule.ruleId };
  if (open && kind === "out") return { kind, ruleId: first.ruleId };
  return open && { closed: "above" };
}

function isReached({ kind, amount }: AlertRule, { available, cover }: AlertSubject, isOpen: boolean): boolean {
  const line = isOpen ? amount + Math.max(1, amount / 10) : amount;
  switch (kind) {
    case "out":
      return available <= 0;
    case "units":
      return available <= line;
    case "days":
      return cover !== null && cover.days <= line;
    case "sureDays":
      return cover !== null && cover.sureDays <= line;
  }
}
