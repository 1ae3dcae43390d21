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

/** Where a change of a write went: the intent that carries it out, and its place in that intent. Whoever records keeps both. */
export interface RecordedChange {
  readonly intentId: IntentId;
  readonly place: number;
}

/**
 * Records a write of stock, in pieces of 100 levels. What became of it is read by `writesSettled`, and the stock lane runs when a piece is settled.
 * Returns where each change went, in the order of the input; null where the switch is off and nobody clicked. A write without changes records nothing.
 */
export async function recordStockWrite(
  tx: ShopTx,
  write: StockWrite,
  now: Date,
  how: { readonly clicked?: boolean } = {},
): Promise<(RecordedChange | null)[]> {
  const recorded: (RecordedChange | null)[] = [];
  for (const piece of piecesOf(write)) {
    const { kind, id } = write.input.document;
    const intent = { ...piece, orderId: null, subject: `${kind} ${id} ${randomUUID()}` };
    const [intentId = null] = await recordIntents(tx, [intent], now, how);
    recorded.push(...piece.input.changes.map((_, place) => (intentId === null ? null : { intentId, place })));
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
  /** `asks`: it cannot go on by itself; a person says what next. `cancelled`: withdrawn, because the switch was turned off. */
  readonly status: "done" | "refused" | "asks" | "cancelled";
  readonly codes: readonly string[];
  /** Which changes were at fault, by their place; the others were not written either. Empty: the whole. */
  readonly at: readonly { readonly index: number; readonly code: string }[];
}

/** Those of these writes that have come to an end. Nulls, of what has no write under way, and repeated ids may be among them. */
export async function writesSettled(
  tx: ShopTx,
  ids: readonly (IntentId | null)[],
): Promise<ReadonlyMap<IntentId, SettledWrite>> {
  const open = new Set(ids.filter((id) => id !== null));
  if (open.size === 0) return new Map();
  const rows = await tx.rows<{
    intent_id: IntentId;
    status: SettledWrite["status"];
    outcome: { codes?: string[]; code?: string; at?: { index: number; code: string }[] } | null;
  }>(
    `select intent_id, status, case when status = 'done' then null else outcome end as outcome from intent
      where shop_id = $1 and intent_id = any($2::bigint[]) and status in ('done', 'refused', 'asks', 'cancelled') order by intent_id`,
    [tx.shopId, [...open]],
  );
  return new Map(
    rows.map(({ intent_id: intentId, status, outcome }) => [
      intentId,
      {
        status,
        codes: outcome?.codes ?? (outcome?.code === undefined ? [] : [outcome.code]),
        at: outcome?.at ?? [],
      },
    ]),
  );
}

/** Why the change at this place was not written: "" when another one of its piece was at fault. A refusal that names none is everybody's. */
export function faultAt({ codes, at }: SettledWrite, place: number | null): string {
  if (at.length === 0) return codes[0] ?? "unknown";
  return at.find(({ index }) => index === place)?.code ?? "";
}
