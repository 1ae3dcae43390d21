import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readSwitches } from "../intents/public.server.ts";
import { readSetAside } from "../refresh/public.server.ts";
import { decidedSince, readCostModel, readInPart } from "../routing/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { costTexts } from "./domain/cost-form.ts";
import { inPartTexts } from "./domain/in-part-form.ts";
import { pausedEffects } from "./paused.server.ts";

const WEEK_MS = 7 * 86_400_000;

/** Everything the settings page shows. */
export async function settingsPage(shopId: ShopId, now: Date) {
  const { currency } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => {
    return {
      switches: await readSwitches(tx),
      paused: await pausedEffects(tx, now),
      observed: (await decidedSince(tx, new Date(now.getTime() - WEEK_MS))).observe,
      setAside: await readSetAside(tx),
      costs: costTexts(await readCostModel(tx), currency),
      inPart: inPartTexts(await readInPart(tx), currency),
    };
  });
}
