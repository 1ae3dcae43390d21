import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { PersonalFacts } from "../automation/domain/facts.ts";
import type { Outcome } from "../automation/domain/run.ts";
import { askReady, readRules, type ReadyRules } from "../automation/public.server.ts";
import { personalFactsOf } from "../orders/public.server.ts";
import { factsOf } from "./domain/facts.ts";
import type { RoutingSnapshot } from "./domain/snapshot.ts";

export const NO_RULES: RoutingRules = { sets: [], versions: [], asksForPersonal: false, names: new Map() };

/** The live rules of a shop's routing, ready to be asked. */
export type RoutingRules = ReadyRules;

/** What the rules said of one order; null: they could not be asked, the snapshot knows nothing of the order. */
export type Said = Outcome | null;

/** What is live now. */
export const readRoutingRules = (tx: ShopTx, now: Date): Promise<RoutingRules> => readRules(tx, "order.routing", now);

/** What is personal of these orders, opened only when a rule asks for it. */
export async function readPersonal(
  tx: ShopTx,
  { asksForPersonal }: RoutingRules,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, PersonalFacts>> {
  return asksForPersonal ? personalFactsOf(tx, orderIds) : new Map();
}

/** Asks the rules of the order's channel, in their order. */
export function askRules(rules: RoutingRules, snapshot: RoutingSnapshot, personal: PersonalFacts | null): Said {
  const facts = factsOf(snapshot, personal);
  return facts === null ? null : askReady(rules, facts);
}
