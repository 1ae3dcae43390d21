import { setTimeout as sleep } from "node:timers/promises";
import { Bug, Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { config } from "../../config.server.ts";
import { assertNoTransaction, inShop } from "../../platform/db/in-shop.server.ts";
import { assertLease, claimLane, finishLane, type Lease } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { shopifyFetch } from "../../platform/shopify-fetch.server.ts";
import { offlineSessionId } from "./domain/session-id.ts";
import { lasts, readRefreshAnswer, REFRESH_BEFORE_MS, type RefreshOutcome } from "./domain/token.ts";
import { deleteAllSessions, readSession, replacePair, type ReadSession } from "./session-rows.server.ts";
import { readShop } from "./store.server.ts";

/** Shorter than the lease (30 s), so that an answer is stored while the lease still holds. */
const ANSWER_MS = 10_000;
/** How long others wait for the one who refreshes: an answer and a lost lease. */
const WAIT_MS = 40_000;
const LOOK_AGAIN_MS = 100;

/**
 * A valid access token of the shop. One that ends within five minutes is refreshed first, by one process at a time: under the `token` lease,
 * stored only if the fence still holds and nobody stored another pair meanwhile. The others use the old token while it lasts, or wait.
 * `refused` names a token that Shopify has just answered 401 to; it is not given out again.
 *
 * A crash or a lost answer between Shopify and our table is harmless: the old refresh token stays usable until its successor is used.
 * Lifetimes of tokens are the machine's time, as in Shopify's library, not business time.
 * Throws Terminal `not_connected` (uninstalled, or the refresh token was refused: a staff member must open the app), `shop_away`, or Retryable.
 */
export async function offlineToken(shopId: ShopId, refused?: string): Promise<string> {
  assertNoTransaction("getting an access token");
  const giveUpAt = performance.now() + WAIT_MS;
  for (;;) {
    const stored = await storedSession(shopId);
    if (isUsable(stored, refused, REFRESH_BEFORE_MS)) return stored.accessToken;
    const lease = await claimLane(shopId, "token");
    if (lease) {
      try {
        return await refreshUnder(lease, refused);
      } finally {
        await finishLane(lease);
      }
    }
    if (isUsable(stored, refused, 2 * ANSWER_MS)) return stored.accessToken;
    if (performance.now() > giveUpAt) throw new Retryable("somebody else refreshes the token", { afterMs: 1_000 });
    await sleep(LOOK_AGAIN_MS);
  }
}

function isUsable(session: ReadSession, refused: string | undefined, forMs: number): boolean {
  return session.accessToken !== refused && lasts(session.expiresAt, new Date(), forMs);
}

async function storedSession(shopId: ShopId): Promise<ReadSession> {
  const shop = await readShop(shopId);
  const session = shop && (await inShop(shopId, (tx) => readSession(tx, offlineSessionId(shop.domain))));
  if (!session) throw new Terminal("not_connected", "the shop has no token of ours");
  return session;
}

async function refreshUnder(lease: Lease, refused: string | undefined): Promise<string> {
  const { shopId } = lease;
  const stored = await storedSession(shopId);
  // Between our look and our lease somebody else may have finished.
  if (isUsable(stored, refused, REFRESH_BEFORE_MS)) return stored.accessToken;
  const outcome = await askForPair(shopId, stored);
  switch (outcome.kind) {
    case "granted": {
      const { pair } = outcome;
      const isOurs = await inShop(shopId, async (tx) => {
        await assertLease(tx, lease);
        return replacePair(tx, stored, pair);
      });
      return isOurs ? pair.accessToken : (await storedSession(shopId)).accessToken;
    }
    case "refused": {
      const newer = await disconnect(lease, stored);
      if (newer !== undefined) return newer;
      log.error({ event: "shop.disconnected", shopId, status: outcome.status });
      throw new Terminal("not_connected", "Shopify refused the refresh token");
    }
    case "shopAway":
      throw new Terminal("shop_away", `Shopify answered ${outcome.status} to a refresh`);
    case "ourFault":
      throw new Bug(
        `Shopify does not know this app: ${outcome.status} to a refresh. Check SHOPIFY_API_KEY and _SECRET`,
      );
    case "later":
      throw new Retryable(`Shopify answered ${outcome.status} to a refresh`);
  }
}

/**
 * The tokens are dead: all sessions go, so that the next visit of a staff member exchanges new ones for everybody. Unless such a visit was
 * faster than our question: then its token is returned and stays.
 */
async function disconnect(lease: Lease, dead: ReadSession): Promise<string | undefined> {
  return inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    const current = await readSession(tx, dead.sessionId);
    if (current && current.accessToken !== dead.accessToken) return current.accessToken;
    await deleteAllSessions(tx);
    return undefined;
  });
}

/** Asks Shopify; never inside a transaction. Throws Retryable when there is no answer. */
async function askForPair(shopId: ShopId, session: ReadSession): Promise<RefreshOutcome> {
  const shop = await readShop(shopId);
  if (!shop) throw new Terminal("not_connected", "the shop was erased");
  if (session.refreshToken === null || !lasts(session.refreshTokenExpiresAt, new Date(), 0)) {
    return { kind: "refused", status: 0 };
  }
  try {
    const response = await shopifyFetch(`https://${shop.domain}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({
        client_id: config.apiKey,
        client_secret: config.apiSecret,
        grant_type: "refresh_token",
        refresh_token: session.refreshToken,
      }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const body: unknown = await response.json().catch(() => null);
    return readRefreshAnswer(response.status, body, new Date());
  } catch (cause) {
    throw new Retryable("no answer from Shopify to a refresh", { cause });
  }
}
