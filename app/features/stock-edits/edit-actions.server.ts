import { z } from "zod";
import { readId, type EditId, type InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import type { EditStatus } from "./domain/edit.ts";
import { readEdit } from "./edits.server.ts";
import { closeWhenSettled } from "./plan-edits.server.ts";

/** Lines that asked, each as `item_location_now`: with the number that the page showed. */
const answered = z.string().transform((text) =>
  text.split(",").flatMap((part) => {
    const [item, place, now] = part.split("_");
    const [itemId, locationId] = [readId(item), readId(place)];
    return itemId === undefined || locationId === undefined || !/^-?\d{1,10}$/.test(now ?? "")
      ? []
      : [{ item_id: itemId, location_id: locationId, now: Number(now) }];
  }),
);

/** What a button of an edit's page, or of the list, sends. */
export const editActionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("write") }),
  z.object({ action: z.literal("drop") }),
  z.object({ action: z.literal("lookAgain") }),
  z.object({ action: z.literal("anyway"), lines: answered }),
  z.object({ action: z.literal("keep"), lines: answered }),
]);
export type EditAction = z.output<typeof editActionSchema>;

/** `gone`: the edit or its lines are no longer as the page showed them. */
export type EditOutcome =
  | { readonly status: "did"; readonly did: EditAction["action"] }
  | { readonly status: "refused"; readonly code: "gone" };

/** Does what a staff member asked for on the page of an edit. */
export async function doEditAction(tx: ShopTx, editId: EditId, action: EditAction, now: Date): Promise<EditOutcome> {
  const edit = await readEdit(tx, editId, true);
  const worked = edit !== undefined && (await act(tx, editId, edit.status, action, now));
  if (worked) await tell(tx, { code: `edits.${action.action}`, subject: `edit:${editId}` }, now);
  return worked ? { status: "did", did: action.action } : { status: "refused", code: "gone" };
}

async function act(tx: ShopTx, editId: EditId, status: EditStatus, action: EditAction, now: Date): Promise<boolean> {
  switch (action.action) {
    case "write":
      if (status !== "draft" && status !== "asks") return false;
      await tx.run("update stock_edit set status = 'writing' where shop_id = $1 and edit_id = $2", [tx.shopId, editId]);
      await wake(tx, editId);
      await closeWhenSettled(tx, editId, now);
      return true;
    case "drop":
      if (status !== "draft" && status !== "asks") return false;
      await tx.run("update stock_edit set status = 'dropped', closed_at = $3 where shop_id = $1 and edit_id = $2", [
        tx.shopId,
        editId,
        now,
      ]);
      await tx.run(
        "update stock_edit_line set status = 'dropped' where shop_id = $1 and edit_id = $2 and status = 'planned'",
        [tx.shopId, editId],
      );
      return true;
    case "lookAgain":
      return status === "writing" && (await wake(tx, editId)) > 0;
    case "anyway":
    case "keep": {
      if (status !== "writing") return false;
      const rows = await answer(tx, editId, action, now);
      await stockChanged(tx, rows);
      await closeWhenSettled(tx, editId, now);
      return rows.length > 0;
    }
  }
}

/** "Anyway" is over the number that the page showed: when it is another one by then, the line asks again. */
async function answer(
  tx: ShopTx,
  editId: EditId,
  { action, lines }: Extract<EditAction, { action: "anyway" | "keep" }>,
  now: Date,
): Promise<InventoryItemId[]> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    `update stock_edit_line n set status = $3, seen = case when $3 = 'planned' then x.now else n.seen end, intent_id = null, intent_index = null, decided_at = $5
       from jsonb_to_recordset($4::jsonb) as x(item_id bigint, location_id bigint, now int)
      where n.shop_id = $1 and n.edit_id = $2 and n.item_id = x.item_id and n.location_id = x.location_id and n.status = 'asks' returning n.item_id`,
    [tx.shopId, editId, action === "anyway" ? "planned" : "dropped", JSON.stringify(lines), now],
  );
  return rows.map((row) => row.item_id);
}

/** The stock lane decides what is written of the planned lines. */
async function wake(tx: ShopTx, editId: EditId): Promise<number> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from stock_edit_line where shop_id = $1 and edit_id = $2 and status = 'planned'",
    [tx.shopId, editId],
  );
  await stockChanged(
    tx,
    rows.map((row) => row.item_id),
  );
  return rows.length;
}
