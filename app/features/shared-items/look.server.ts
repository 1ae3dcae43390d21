import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { sharedToLookAt } from "./plan.server.ts";

/** Makes due what no change of stock does; called with each reconcile. */
export async function lookAtShared(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => stockChanged(tx, await sharedToLookAt(tx, now)));
}
