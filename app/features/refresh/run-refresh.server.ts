import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { keepLease, type Lease } from "../../platform/lanes.server.ts";
import { decideDue } from "../routing/public.server.ts";
import { applyFacts, type OnShopFact } from "./facts.server.ts";
import { refreshFulfillmentOrders } from "./fulfillment-orders.server.ts";
import { refreshFulfillments } from "./fulfillments.server.ts";
import { applyHints, refreshItems, refreshLevels, refreshLocations } from "./inventory.server.ts";
import { refreshOrders } from "./orders.server.ts";
import { nextMarkAt } from "./store.server.ts";
import type { RefreshRun } from "./tools.server.ts";

/** Give the lane back after so many rounds, so that other shops get their turn. */
const MOST_ROUNDS = 30;

/** In the order in which decisions need them: where, what, whose; then the rest. */
const STEPS = [
  refreshLocations,
  refreshFulfillmentOrders,
  refreshOrders,
  refreshItems,
  refreshFulfillments,
  refreshLevels,
] as const;

export interface RefreshTools {
  readonly adminFor: (shopId: ShopId) => Promise<AdminClient>;
  readonly onShopFact: OnShopFact;
  /** Called after deciding: what can be shipped now? Returns how many parcels were planned. */
  readonly planShipments: (lease: Lease, now: Date) => Promise<number>;
  readonly now: () => Date;
}

/**
 * One run of a shop's refresh lane: facts → numbers of bodies → refetch what is marked → decide what is due → plan what can be shipped; round
 * by round until nothing is left. `nextAt`: when a mark that waits for a newer read is due. `more`: there is work left for the next run.
 */
export async function runRefresh(lease: Lease, tools: RefreshTools): Promise<{ nextAt?: Date; more: boolean }> {
  await applyFacts(lease, tools.onShopFact, tools.now(), false);
  const run: RefreshRun = { lease, admin: await tools.adminFor(lease.shopId), now: tools.now };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await applyHints(run);
    let worked = 0;
    for (const step of STEPS) {
      worked += await step(run);
      await keepLease(lease);
    }
    worked += await decideDue(lease, run.admin, tools.now);
    worked += await tools.planShipments(lease, tools.now());
    await keepLease(lease);
    if (worked === 0) {
      await applyFacts(lease, tools.onShopFact, tools.now(), true);
      const nextAt = await inShop(lease.shopId, nextMarkAt);
      return { more: false, ...(nextAt && { nextAt }) };
    }
    await applyFacts(lease, tools.onShopFact, tools.now(), false);
  }
  return { more: true };
}
