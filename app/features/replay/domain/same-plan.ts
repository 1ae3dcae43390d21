import type { Decision } from "../../routing/domain/decide.ts";
import { isSameJson } from "./same-json.ts";

/** Whether two decisions of a fulfillment order ship the same units from the same places, or both nothing. */
export function isSamePlan(one: Decision, other: Decision): boolean {
  if (!("plan" in one) || !("plan" in other)) return "plan" in one === "plan" in other;
  const [parts, others] = [one.plan.parts, other.plan.parts];
  return parts.length === others.length && parts.every((part) => others.some((each) => isSamePart(part, each)));
}

type Part = Extract<Decision, { plan: unknown }>["plan"]["parts"][number];

/** Lines of a part come in the order of their ids, and a location has one part. */
const isSamePart = (one: Part, other: Part): boolean =>
  one.locationId === other.locationId && isSameJson(one.lines, other.lines);
