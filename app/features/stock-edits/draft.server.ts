import type { EditId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { judgeFeed } from "../feeds/public.server.ts";
import type { EditedLevel } from "./domain/edit.ts";
import { summaryOf, type FileCounts } from "./domain/summary.ts";
import { createEdit, type Edit, type NewLine } from "./edits.server.ts";

export interface DraftLine extends NewLine {
  readonly level: EditedLevel;
}

/** The share of bad lines that refuses a file; of levels or units going to zero, and of the total, above which a second look is due. As new feeds have them. */
const LIMITS = { mostBad: 5, mostZeroed: 20, mostDrop: 50 };

/** Stores an edit that is shown before anything of it is written, and judges it as a feed's file is judged. */
export async function createDraft(
  tx: ShopTx,
  edit: Pick<Edit, "source" | "reason" | "fileName" | "staffId">,
  lines: readonly DraftLine[],
  counts: FileCounts,
  now: Date,
): Promise<EditId> {
  const summary = summaryOf(lines, counts, await stockAt(tx, lines));
  // Of rows that somebody chose, those that cannot be changed are shown, and no mistake.
  const judged = edit.source === "bulk" ? { ...summary, invalid: 0 } : summary;
  const verdict = judgeFeed(judged, LIMITS, false);
  const status = verdict.status === "ready" ? "draft" : verdict.status;
  // Nothing of a refused file is to be written.
  const stored = lines.map(({ level: _level, ...line }) =>
    status === "refused" && line.status === "planned" ? { ...line, status: "dropped" as const } : line,
  );
  const editId = await createEdit(tx, { ...edit, status }, stored, now);
  await tx.run("update stock_edit set problem = $3, summary = $4::jsonb where shop_id = $1 and edit_id = $2", [
    tx.shopId,
    editId,
    "problem" in verdict ? verdict.problem : "",
    JSON.stringify(summary),
  ]);
  return editId;
}

/** What is in stock at the locations of these lines. */
async function stockAt(tx: ShopTx, lines: readonly DraftLine[]): Promise<{ stocked: number; units: number }> {
  const [stock] = await tx.rows<{ stocked: number; units: number }>(
    `select count(*)::int as stocked, coalesce(sum(l.available), 0)::int as units from inventory_level l
      where l.shop_id = $1 and l.active and l.available > 0 and l.location_id = any($2::bigint[])
        and exists (select 1 from inventory_item i where i.shop_id = $1 and i.item_id = l.item_id and i.tracked and i.deleted_at is null)`,
    [tx.shopId, [...new Set(lines.map(({ locationId }) => locationId))]],
  );
  return stock ?? { stocked: 0, units: 0 };
}
