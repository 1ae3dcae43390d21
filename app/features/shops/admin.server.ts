import { Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { createAdminClient, type AdminClient } from "../../platform/admin-api/client.server.ts";
import { readShop } from "./store.server.ts";
import { offlineToken } from "./tokens.server.ts";

/** The Admin API of one shop, with the shop's own token. Throws Terminal `not_connected` for a shop that is not installed. */
export async function adminFor(shopId: ShopId): Promise<AdminClient> {
  const shop = await readShop(shopId);
  if (shop?.installedAt == null || shop.uninstalledAt !== null)
    throw new Terminal("not_connected", "the shop does not have us installed");
  return createAdminClient({ shopId, domain: shop.domain, token: (refused) => offlineToken(shopId, refused) });
}
