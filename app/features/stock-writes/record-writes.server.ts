import { randomUUID } from "node:crypto";
import type { StockEffectKind } from "../../core/effects.ts";
import type { IntentId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { EffectInputs } from "../intents/domain/intent.ts";
import { recordIntents } from "../intents/public.server.ts";

/** Shopify takes 250 in one request; all of them fail with one, so fewer wait for each other. */
const MOST_CHANGES = 100;

/** A write of stock, of any size. */
export type StockWrite = {
  [Kind in StockEffectKind]: { readonly kind: Kind; readonly input: EffectInputs[Kind] };
}[StockEffectKind];

/**
 * Records writes of stock, in pieces of 100 levels. Whoever records keeps the ids: what became of each is read by `writesSettled`, and the stock lane runs
 * when one is settled. Returns the intent of each change, in the order of the input; null where the switch is off and nobody clicked.
 */
export async function recordStockWrites(
  tx: ShopTx,
  writes: readonly StockWrite[],
  now: Date,
  how: { readonly clicked?: boolean } = {},
): Promise<(IntentId | null)[][]> {
  const recorded: (IntentId | null)[][] = [];
  for (const write of writes) {
    const ids: (IntentId | null)[] = [];
    for (const piece of piecesOf(write)) {
      const { kind, id } = write.input.document;
      const [intentId = null] = await recordIntents(
        tx,
        [{ ...piece, orderId: null, subject: `${kind} ${id} ${randomUUID()}` }],
        now,
        how,
      );
      ids.push(...piece.input.changes.map(() => intentId));
    }
    recorded.push(ids);
  }
  return recorded;
}

function piecesOf({ kind, input }: StockWrite): StockWrite[] {
  const pieces: StockWrite[] = [];
  for (let from = 0; from < input.changes.length; from += MOST_CHANGES)
    pieces.push({ kind, input: { ...input, changes: input.changes.slice(from, from + MOST_CHANGES) } } as StockWrite);
  return pieces;
}

/** What became of a recorded write. */
export interface SettledWrite {
  readonly intentId: IntentId;
  /** `asks`: it cannot go on by itself; a person says what next. `cancelled`: withdrawn, because the switch was turned off. */
  readonly status: "done" | "refused" | "asks" | "cancelled";
  readonly codes: readonly string[];
  /** Which changes were at fault, by their place; the others were not written either. Empty: the whole. */
  readonly at: readonly { readonly index: number; readonly code: string }[];
}

/** Those of these writes that have come to an end. */
export async function writesSettled(tx: ShopTx, ids: readonly IntentId[]): Promise<SettledWrite[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<{
    intent_id: IntentId;
    status: SettledWrite["status"];
    outcome: { codes?: string[]; code?: string; at?: { index: number; code: string }[] } | null;
  }>(
    `select intent_id, status, case when status = 'done' then null else outcome end as outcome from intent
      where shop_id = $1 and intent_id = any($2::bigint[]) and status in ('done', 'refused', 'asks', 'cancelled') order by intent_id`,
    [tx.shopId, ids],
  );
  return rows.map(({ intent_id: intentId, status, outcome }) => ({
    intentId,
    status,
    codes: outcome?.codes ?? (outcome?.code === undefined ? [] : [outcome.code]),
    at: outcome?.at ?? [],
  }));
}
