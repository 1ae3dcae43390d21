import type { Directives } from "../../automation/domain/directives.ts";
import { decide, type Decision } from "./decide.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

/** Decides under what the rules want of the order; null: no rule was asked. */
export function decideBy(snapshot: RoutingSnapshot, _directives: Directives | null): Decision {
  return decide(snapshot);
}
