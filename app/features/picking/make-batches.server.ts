import { z } from "zod";
import { readId, type FulfillmentOrderId, type PickBatchId, type ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { createBatches } from "./create-batch.server.ts";
import { PICK_MODES } from "./domain/batch.ts";

/** Fulfillment orders between spaces, batches between bars: "11 12 13|14 15". */
const schema = z.object({
  waves: z.string().max(250_000),
  mode: z.enum(PICK_MODES),
  assignee: z.string().trim().max(100),
});

export type MadeWaves =
  | {
      readonly status: "made";
      readonly batchIds: readonly PickBatchId[];
      readonly orders: number;
      readonly left: number;
    }
  | { readonly status: "none" };

/** Makes the batches a form asks for. Throws a Response with 400 for a form that no page of ours sends. */
export async function makeBatches(
  shopId: ShopId,
  form: Readonly<Record<string, string>>,
  now: Date,
): Promise<MadeWaves> {
  const parsed = schema.safeParse(form);
  if (!parsed.success) throw new Response(null, { status: 400 });
  const { waves, mode, assignee } = parsed.data;
  return inShop(shopId, async (tx) => {
    const batchIds: PickBatchId[] = [];
    let [orders, left] = [0, 0];
    for (const wave of waves.split("|")) {
      const ids = wave.split(" ").flatMap((text) => readId<FulfillmentOrderId>(text) ?? []);
      if (ids.length === 0) continue;
      const made = await createBatches(tx, { mode, assignee, ids }, now);
      batchIds.push(...made.batchIds);
      orders += made.orders;
      left += made.left;
    }
    if (batchIds.length === 0) return { status: "none" };
    await tell(tx, { code: "batches.made", data: { batchIds, orders } }, now);
    return { status: "made", batchIds, orders, left };
  });
}
