import type { EffectSwitchName } from "../../core/effects.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { isBeginningPaused } from "../billing/public.server.ts";
import { neverOn } from "../intents/public.server.ts";

/** The effects on orders that cannot be switched on for now, because the shop has more orders this month than are free: those it has never had on. */
export async function pausedEffects(tx: ShopTx, now: Date): Promise<readonly EffectSwitchName[]> {
  return (await isBeginningPaused(tx, now)) ? neverOn(tx) : [];
}
