import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { fireTrigger } from "../flow/public.server.ts";
import { thingsAt, UNNAMED, type Drift } from "../inventory/public.server.ts";

/** Workflows that wait for units that nothing explains are started. */
export async function tellOfDrift(tx: ShopTx, drifts: readonly Drift[], now: Date): Promise<void> {
  await fireTrigger(
    tx,
    "drift-found",
    async () => {
      const things = await thingsAt(tx, drifts);
      return drifts.map(({ itemId, locationId, units, at }, place) => ({
        thing: `${itemId} ${locationId}`,
        fact: at.toISOString(),
        fields: { ...(things[place] ?? UNNAMED), units },
      }));
    },
    now,
  );
}
