import { setImmediate } from "node:timers/promises";
import type { FulfillmentOrderId, OrderId, RuleVersionId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { claimsOf, promise, type Promised } from "../routing/domain/public.ts";
import {
  loadTrials,
  readOpenOrders,
  rulesWith,
  tryRules,
  type OpenOrder,
  type Trial,
} from "../routing/public.server.ts";
import { barOf } from "./domain/bar.ts";
import { changedBy, type Changed } from "./domain/change.ts";

/** Looked at; more open orders than this are another day's work, and the page says so. */
const MOST = 1_000;
/** Read together. */
const PIECE = 50;
/** The web process has other pages to answer: after so long it lets them. */
const TURN_MS = 20;

/** An open order that the rules would change. */
interface OpenChange extends Changed {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly name: string;
  /** Which read of Shopify it was decided from: tells whether it has changed since. */
  readonly readNo: string;
  /** Names of the rules that match, in their order. */
  readonly rules: readonly string[];
}

interface Look {
  /** Oldest order first. */
  readonly changes: readonly OpenChange[];
  /** Fulfillment orders that were tried. */
  readonly tried: number;
  /** There are more open ones than are looked at. */
  readonly isMore: boolean;
}

/**
 * Decides the shop's open orders under a version of rules, in memory: which would ship from elsewhere, be split, held or released? The oldest come
 * first, and what they would take is not there for the next. Undefined: the version's rules cannot be asked.
 */
export async function lookAtOpen(shopId: ShopId, versionId: RuleVersionId, now: Date): Promise<Look | undefined> {
  const begun = await inShop(shopId, async (tx) => {
    const rules = await rulesWith(tx, versionId, now);
    return rules && { rules, open: await readOpenOrders(tx, { count: MOST + 1 }) };
  });
  if (begun === undefined) return undefined;
  const { rules, open } = begun;
  const tried = open.slice(0, MOST).filter((each) => barOf(each) === null);
  const promised: Promised = new Map();
  const changes: OpenChange[] = [];
  for (let start = 0; start < tried.length; start += PIECE) {
    const piece = tried.slice(start, start + PIECE);
    const trials = await inShop(shopId, (tx) => loadTrials(tx, piece, rules, now));
    let turn = performance.now();
    for (const [index, each] of piece.entries()) {
      changes.push(...changeOf(each, trials[index], promised));
      if (performance.now() - turn < TURN_MS) continue;
      await setImmediate();
      turn = performance.now();
    }
  }
  return { changes, tried: tried.length, isMore: open.length > MOST };

  function changeOf(each: OpenOrder, trial: Trial | undefined, taken: Promised): OpenChange[] {
    if (trial === undefined) return [];
    const { snapshot, decision, said } = tryRules(rules, trial, taken);
    const changed = changedBy(snapshot, each.holds.length > 0, decision);
    if (changed === null) return [];
    promise(taken, claimsOf(snapshot, decision));
    const names = (said?.matched ?? []).map(({ ruleId }) => rules.names.get(ruleId) ?? ruleId);
    return [
      { ...changed, id: each.id, orderId: each.orderId, name: each.orderName, readNo: each.readNo, rules: names },
    ];
  }
}
