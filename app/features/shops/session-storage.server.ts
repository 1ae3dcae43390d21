import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { ShopId } from "../../core/ids.ts";
import { now } from "../../platform/clock.server.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { domainOfSession } from "./domain/session-id.ts";
import { connected } from "./install.server.ts";
import {
  deleteSessions,
  readSession,
  readSessions,
  resealSession,
  writeSession,
  type ReadSession,
} from "./session-rows.server.ts";
import { ensureShop, knownShop } from "./store.server.ts";

/**
 * Where Shopify's library keeps sessions: encrypted, keyed by shop, under row-level security. The library may ask for a session before anybody
 * knows the shop's number, but every session id names its shop. Storing the shop's own session is what installs the shop (install.server.ts),
 * in the same transaction: there is no moment in which we hold tokens of a shop that is not installed.
 */
export const sessionStorage: SessionStorage = {
  async storeSession(session) {
    const { accessToken } = session;
    if (accessToken === undefined) return false;
    const shopId = await ensureShop(session.shop);
    await inShop(shopId, async (tx) => {
      await writeSession(tx, {
        sessionId: session.id,
        isOnline: session.isOnline,
        state: session.state,
        scope: session.scope ?? null,
        expiresAt: session.expires ?? null,
        accessToken,
        refreshToken: session.refreshToken ?? null,
        refreshTokenExpiresAt: session.refreshTokenExpires ?? null,
        staff: session.onlineAccessInfo ?? null,
      });
      if (!session.isOnline) await connected(tx, now());
    });
    return true;
  },

  async loadSession(id) {
    const shop = await shopOf(id);
    if (!shop) return undefined;
    return inShop(shop.shopId, async (tx) => {
      const stored = await readSession(tx, id);
      if (stored?.stale) await resealSession(tx, stored);
      return stored && asSession(shop.domain, stored);
    });
  },

  async deleteSession(id) {
    return this.deleteSessions([id]);
  },

  async deleteSessions(ids) {
    for (const id of ids) {
      const shop = await shopOf(id);
      if (shop) await inShop(shop.shopId, (tx: ShopTx) => deleteSessions(tx, [id]));
    }
    return true;
  },

  async findSessionsByShop(domain) {
    const shopId = await knownShop(domain);
    if (shopId === undefined) return [];
    const stored = await inShop(shopId, readSessions);
    return stored.map((each) => asSession(domain, each));
  },
};

async function shopOf(sessionId: string): Promise<{ shopId: ShopId; domain: string } | undefined> {
  const domain = domainOfSession(sessionId);
  const shopId = domain === undefined ? undefined : await knownShop(domain);
  return domain === undefined || shopId === undefined ? undefined : { shopId, domain };
}

function asSession(domain: string, stored: ReadSession): Session {
  return new Session({
    id: stored.sessionId,
    shop: domain,
    state: stored.state,
    isOnline: stored.isOnline,
    accessToken: stored.accessToken,
    ...(stored.scope !== null && { scope: stored.scope }),
    ...(stored.expiresAt && { expires: stored.expiresAt }),
    ...(stored.refreshToken !== null && { refreshToken: stored.refreshToken }),
    ...(stored.refreshTokenExpiresAt && { refreshTokenExpires: stored.refreshTokenExpiresAt }),
    ...(stored.staff && { onlineAccessInfo: stored.staff }),
  });
}
