import { EFFECT_SWITCHES, type EffectSwitchName } from "../../core/effects.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** Since when each effect is switched on (ISO 8601); an effect that is not named is off. */
export async function readSwitches(tx: ShopTx): Promise<Partial<Record<EffectSwitchName, string>>> {
  const rows = await tx.rows<{ effect: EffectSwitchName; on_since: Date }>(
    "select effect, on_since from effect_switch where shop_id = $1 and on_since is not null",
    [tx.shopId],
  );
  return Object.fromEntries(rows.map(({ effect, on_since }) => [effect, on_since.toISOString()]));
}

/** The effects that this shop has never had on, not even before it left and came back. */
export async function neverOn(tx: ShopTx): Promise<EffectSwitchName[]> {
  const rows = await tx.rows<{ effect: EffectSwitchName }>(
    "select effect from effect_switch where shop_id = $1 and first_on is not null",
    [tx.shopId],
  );
  const known = new Set(rows.map(({ effect }) => effect));
  return EFFECT_SWITCHES.filter((effect) => !known.has(effect));
}
