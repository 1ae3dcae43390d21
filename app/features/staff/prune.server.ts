import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { erasePersonsBefore } from "./store.server.ts";

/** Who has not opened the app for a year does not work with it any more. */
const KEPT_MS = 365 * 86_400_000;

/** Forgets the names of those who have left. Called with each reconcile. */
export async function pruneStaff(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, (tx) => erasePersonsBefore(tx, new Date(now.getTime() - KEPT_MS)));
}
