import { Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { carrierAccounts, factsOf } from "../carriers/public.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { readPriceLists } from "../routing/public.server.ts";
import { adminFor, shopProfile } from "../shops/public.server.ts";
import { textsOfOffer } from "./domain/read-offer.ts";
import { planAllows, SCOPES_FOR_RATES } from "./domain/scopes.ts";
import { carrierServices } from "./handlers.server.ts";
import { readSetting } from "./setting.server.ts";

/** What is known of our carrier service in Shopify; `unknown`: Shopify does not answer, or we may not ask. */
type InShopify = "active" | "inactive" | "missing" | "unknown";

/** Everything the page shows. */
export async function ratesPage(shopId: ShopId) {
  const read = await readRates(shopId);
  return { ...read, inShopify: read.mayRegister ? await stateInShopify(shopId) : ("unknown" as const) };
}

/** What is offered, what it can be priced by, and whether the shop lets us. Without asking Shopify. */
export async function readRates(shopId: ShopId) {
  const { scopes, plan, currency } = await shopProfile(shopId);
  const mayRegister = SCOPES_FOR_RATES.every((scope) => scopes.includes(scope));
  const read = await inShop(shopId, async (tx) => {
    const { offer, trouble, key } = await readSetting(tx);
    return {
      offer: textsOfOffer(offer, currency),
      saved: key !== null,
      trouble,
      on: (await switchedOnSince(tx, "rates")) !== null,
      lists: (await readPriceLists(tx)).map(({ name }) => name),
      carriers: (await carrierAccounts(tx)).flatMap(({ carrier, name, enabled }) => {
        const facts = factsOf(carrier);
        return enabled && facts?.can.rates
          ? [{ code: carrier, name, services: facts.services.map(({ code }) => code) }]
          : [];
      }),
    };
  });
  return { ...read, currency, plan, allows: planAllows(plan), mayRegister };
}

async function stateInShopify(shopId: ShopId): Promise<InShopify> {
  try {
    const [ours] = await carrierServices(await adminFor(shopId));
    return ours === undefined ? "missing" : ours.active ? "active" : "inactive";
  } catch (error) {
    if (error instanceof Retryable || error instanceof Terminal) return "unknown";
    throw error;
  }
}
