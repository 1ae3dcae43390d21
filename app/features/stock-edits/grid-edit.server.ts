import { z } from "zod";
import { parseId, readId, type InventoryItemId, type LocationId } from "../../core/ids.ts";
import { STOCK_REASONS } from "../../core/stock-reasons.ts";
import { MOST_UNITS } from "../../core/stock-states.ts";
import { readJson } from "../../core/read-json.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { SETTABLE, type GridSaved } from "./domain/edit.ts";
import { createEdit } from "./edits.server.ts";
import { levelsNow } from "./levels-now.server.ts";

const id = z.string().refine((text) => readId(text) !== undefined);
const units = z.number().int().min(-MOST_UNITS).max(MOST_UNITS);

/** Rows of two pages of the list; each has two numbers to type. */
const MOST_LINES = 500;

/** Numbers that were typed in the list; each says what the person saw. */
const lines = z
  .array(
    z.object({
      itemId: id,
      locationId: id,
      kind: z.enum(["set", "add"]),
      state: z.enum(SETTABLE),
      seen: z.number().int(),
      units,
    }),
  )
  .min(1)
  .max(MOST_LINES);

/** What the list sends: a form with its lines as JSON. */
export const gridEditSchema = z.object({
  reason: z.enum(STOCK_REASONS),
  lines: z.string().transform(readJson).pipe(lines),
});

/** Stores numbers that were typed in the list, to be written at once; a level has one line. */
export async function saveGridEdit(
  tx: ShopTx,
  { reason, lines: typed }: z.output<typeof gridEditSchema>,
  staffId: string,
  now: Date,
): Promise<GridSaved> {
  const byLevel = new Map(typed.map((line) => [`${line.itemId} ${line.locationId}`, line]));
  const known = await levelsNow(
    tx,
    typed.map(({ itemId }) => parseId<InventoryItemId>(itemId)),
  );
  const lines = [...byLevel]
    .filter(([key]) => known.has(key))
    .map(([, { kind, state, units, seen, itemId, locationId }]) => ({
      itemId: parseId<InventoryItemId>(itemId),
      locationId: parseId<LocationId>(locationId),
      change: { kind, state, units },
      seen,
      status: "planned" as const,
    }));
  if (lines.length === 0) return { status: "refused", code: "gone" };
  const editId = await createEdit(tx, { source: "grid", status: "writing", reason, fileName: "", staffId }, lines, now);
  await stockChanged(
    tx,
    lines.map(({ itemId }) => itemId),
  );
  return { status: "saved", editId, gone: byLevel.size - lines.length };
}
