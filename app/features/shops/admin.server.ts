import { Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { createAdminClient, type AdminClient } from "../../platform/admin-api/client.server.ts";
import { assertStillHeld, type Lease } from "../../platform/lanes.server.ts";
import { readShop } from "./store.server.ts";
import { offlineToken } from "./tokens.server.ts";

/** A client asks for its token again after so long; a token that is given out lasts at least twice that (tokens.server.ts). */
const KEPT_MS = 10_000;

/**
 * The Admin API of one shop, with the shop's own token; with a lease it sends no mutation once somebody else may hold the lane. Throws Terminal
 * `not_connected` for a shop that is not installed.
 */
export async function adminFor(shopId: ShopId, lease?: Lease): Promise<AdminClient> {
  const shop = await readShop(shopId);
  if (shop?.installedAt == null || shop.uninstalledAt !== null)
    throw new Terminal("not_connected", "the shop does not have us installed");
  let kept: { readonly token: string; readonly until: number } | undefined;
  return createAdminClient({
    shopId,
    domain: shop.domain,
    ...(lease && {
      mayWrite: () => {
        assertStillHeld(lease);
      },
    }),
    async token(refused) {
      if (kept === undefined || refused !== undefined || performance.now() > kept.until)
        kept = { token: await offlineToken(shopId, refused), until: performance.now() + KEPT_MS };
      return kept.token;
    },
  });
}
