import type { ShopId } from "../../core/ids.ts";
import type { Role } from "../../core/permissions.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { roleSeenSince, writeSeen, type Person } from "./store.server.ts";

/** How exactly "last seen" is kept: one write an hour, not one a click. */
const SEEN_MS = 3_600_000;

/** What somebody is in this shop, now: a changed role counts from the next click on. Whoever is here for the first time is known from then on. */
export async function roleOfStaff(
  shopId: ShopId,
  { isOwner, ...person }: Person & { readonly isOwner: boolean },
  now: Date,
): Promise<Role> {
  return inShop(
    shopId,
    async (tx) =>
      (await roleSeenSince(tx, person.userId, new Date(now.getTime() - SEEN_MS))) ??
      writeSeen(tx, person, isOwner, now),
  );
}
