import { SHARES } from "../../core/effects.ts";
import { fromGid, toGid, type VariantId } from "../../core/ids.ts";
import { ReadVariantSizesDocument, type MetafieldValueFragment } from "../../platform/admin-api/operations.ts";
import type { OrderSeen } from "../orders/public.server.ts";
import { keepMetafieldSizes, sizesToRead } from "../packing/public.server.ts";
import { found, inRun, type RefreshRun } from "./tools.server.ts";

/** Of one variant with its three sides, until it was measured. */
const COST = 5;

/**
 * Reads how large the things in these orders are, where the shop keeps that in metafields and nobody looked within a day: before they are packed, and not the
 * whole catalogue. Costs nothing where nobody said where sizes are.
 */
export async function readVariantSizes(run: RefreshRun, seen: readonly OrderSeen[]): Promise<void> {
  const variants = seen.flatMap(({ node }) =>
    node.lines.flatMap(({ variant }) => (variant ? [fromGid("ProductVariant", variant.id)] : [])),
  );
  const wanted = await inRun(run, (tx) => sizesToRead(tx, [...new Set(variants)], run.now()));
  if (wanted.variants.length === 0) return;
  const read = new Map<VariantId, readonly MetafieldValueFragment[]>(wanted.variants.map((id) => [id, []]));
  for (let from = 0; from < wanted.variants.length;) {
    const some = wanted.variants.slice(from, from + run.admin.fits(ReadVariantSizesDocument, COST));
    const { nodes } = await run.admin.request(
      ReadVariantSizesDocument,
      { ids: some.map((id) => toGid("ProductVariant", id)), keys: [...wanted.keys], first: wanted.keys.length },
      { share: SHARES.rest, ids: some.length },
    );
    for (const node of found(nodes)) read.set(fromGid("ProductVariant", node.id), node.metafields.nodes);
    from += some.length;
  }
  await inRun(run, (tx) => keepMetafieldSizes(tx, read, run.now()));
}
