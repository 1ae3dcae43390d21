import { z } from "zod";
import { readId, type EditId, type InventoryItemId, type LocationId } from "../../core/ids.ts";
import { STOCK_REASONS } from "../../core/stock-reasons.ts";
import { MOST_UNITS } from "../../core/stock-states.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { levelsOfList } from "../inventory/public.server.ts";
import { MOVABLE, problemOf, SETTABLE, type Change, type LineStatus } from "./domain/edit.ts";
import { createDraft, type DraftLine } from "./draft.server.ts";
import { levelsNow } from "./levels-now.server.ts";

/** Rows of one edit: what a person can still look through, and a write of some minutes. */
export const MOST_ROWS = 5_000;

const typed = z
  .string()
  .transform((text) => text.replaceAll("−", "-").trim())
  .pipe(z.string().regex(/^[+-]?\d{1,10}$/))
  .transform(Number)
  .refine((units) => Math.abs(units) <= MOST_UNITS);

/** What the form of a bulk edit sends. */
export const bulkFormSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("set"), state: z.enum(SETTABLE), units: typed, reason: z.enum(STOCK_REASONS) }),
  z.object({
    kind: z.literal("add"),
    state: z.enum(["on_hand", ...MOVABLE]),
    units: typed,
    reason: z.enum(STOCK_REASONS),
  }),
  z.object({
    kind: z.literal("move"),
    state: z.enum(MOVABLE),
    into: z.enum(MOVABLE),
    units: typed,
    reason: z.enum(STOCK_REASONS),
  }),
]);

interface Chosen {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
}

/** The rows that an address of the bulk page names: `levels=item-location,…`, or all of a filter of the list. "too_many" beyond 5,000. */
export async function chosenRows(tx: ShopTx, address: URLSearchParams): Promise<readonly Chosen[] | "too_many"> {
  const named = address.get("levels");
  if (named === null) {
    const levels = await levelsOfList(tx, address, MOST_ROWS + 1);
    return levels.length > MOST_ROWS ? "too_many" : levels;
  }
  const levels = named.split(",").flatMap((pair): Chosen[] => {
    const [item, place] = pair.split("-");
    const [itemId, locationId] = [readId<InventoryItemId>(item), readId<LocationId>(place)];
    return itemId === undefined || locationId === undefined ? [] : [{ itemId, locationId }];
  });
  return levels.length > MOST_ROWS ? "too_many" : levels;
}

/** Stores what one change would do to each of these rows. Undefined when none of them is in the shop. */
export async function draftBulkEdit(
  tx: ShopTx,
  rows: readonly Chosen[],
  form: z.output<typeof bulkFormSchema>,
  staffId: string,
  now: Date,
): Promise<EditId | undefined> {
  const { reason, ...change } = form;
  const levels = await levelsNow(
    tx,
    rows.map(({ itemId }) => itemId),
  );
  const lines = rows.flatMap((row): DraftLine[] => {
    const level = levels.get(`${row.itemId} ${row.locationId}`);
    if (!level) return [];
    const problem = problemOf(change, level);
    const seen = level[change.state];
    return [{ ...row, change, seen, level, status: statusOf(change, seen, problem), ...(problem && { problem }) }];
  });
  if (lines.length === 0) return undefined;
  const counts = { rows: lines.length, skipped: 0, unmatched: 0, doubled: 0, invalid: invalidOf(lines) };
  return createDraft(tx, { source: "bulk", reason, fileName: "", staffId }, lines, counts, now);
}

function statusOf({ kind, units }: Change, seen: number, problem: string | undefined): LineStatus {
  if (problem !== undefined) return "failed";
  return kind === "set" && units === seen ? "same" : "planned";
}

const invalidOf = (lines: readonly DraftLine[]) => lines.filter(({ status }) => status === "failed").length;
