import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { restageScans } from "../delivery/public.server.ts";
import type { ScanStage } from "./domain/carrier.ts";
import { factsOf } from "./store.server.ts";
import { isUnknownCode } from "./unknown-codes.server.ts";

/**
 * What the merchant says a carrier's code means, or that it is taken back (`stage` null): kept with who and when, for scans to come and for those
 * that are stored. Parcels, pages and promises follow at once. False when it is no code that the tables do not know. `who`: the staff member's Shopify id.
 */
export async function sayCode(
  shopId: ShopId,
  { carrier, code, stage }: { readonly carrier: string; readonly code: string; readonly stage: ScanStage | null },
  who: string,
  now: Date,
): Promise<boolean> {
  const facts = factsOf(carrier);
  if (!facts) return false;
  return inShop(shopId, async (tx) => {
    if (!(await isUnknownCode(tx, carrier, code))) return false;
    await tx.run("insert into carrier_code (shop_id, carrier, code, stage, who, at) values ($1, $2, $3, $4, $5, $6)", [
      tx.shopId,
      carrier,
      code,
      stage,
      who,
      now,
    ]);
    await tell(tx, { code: "carriers.code_said", subject: `carrier:${carrier}`, data: { stage }, who }, now);
    await restageScans(tx, facts, { code, stage: stage ?? "unknown" }, now);
    return true;
  });
}
