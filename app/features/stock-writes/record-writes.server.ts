import { randomUUID } from "node:crypto";
import type { StockEffectKind } from "../../core/effects.ts";
import type { IntentId } from "../../core/ids.ts";
import type { TriedWrite, WriteEnd } from "../../core/tried-write.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { lastActor } from "../audit/public.server.ts";
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
  const { kind, id } = write.input.document;
  // The lane writes what somebody counted or typed: it is theirs.
  const asked = how.clicked ? await lastActor(tx, `${kind.toLowerCase()}:${id}`) : undefined;
  for (const piece of piecesOf(write)) {
    const intent = { ...piece, orderId: null, subject: `${kind} ${id} ${randomUUID()}` };
    const [intentId = null] = await recordIntents(tx, [intent], now, { ...how, asked });
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
  readonly status: WriteEnd;
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

/** What a row keeps of its last write: what it was decided from and when, the intent that carries it out, and its place in that intent. */
export interface WriteRow {
  readonly decided_from: number | null;
  readonly decided_at: Date | null;
  readonly intent_id: IntentId | null;
  readonly intent_index: number | null;
}

/** The last write of a row, and what became of it; null when nothing was tried. */
export function triedWrite(row: WriteRow, settled: ReadonlyMap<IntentId, SettledWrite>): TriedWrite | null {
  const { decided_from: from, decided_at: at, intent_id: intentId } = row;
  if (intentId === null || from === null || at === null) return null;
  const write = settled.get(intentId);
  return { from, at, outcome: write ? { status: write.status, code: faultAt(write, row.intent_index) } : null };
}
