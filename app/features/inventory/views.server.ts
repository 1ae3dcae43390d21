import { z } from "zod";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readId } from "../../core/ids.ts";
import { viewName, viewQuery } from "./domain/view.ts";

/** A list of stock under a name, for all staff of the shop. */
export interface SavedView {
  readonly viewId: string;
  readonly name: string;
  /** As `viewQuery` writes it. */
  readonly query: string;
}

/** As many tabs as anybody finds their way in. */
const MOST_VIEWS = 30;

/** The shop's views, oldest first. */
export async function readViews(tx: ShopTx): Promise<SavedView[]> {
  return tx.rows<SavedView & Record<string, unknown>>(
    `select view_id as "viewId", name, query from inventory_view where shop_id = $1 order by view_id limit $2`,
    [tx.shopId, MOST_VIEWS],
  );
}

const viewId = z.string().refine((text) => readId(text) !== undefined);

/** What staff can do with views; `query` is the address of the list. */
export const viewActionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("saveView"), name: z.string(), query: z.string().max(4_000) }),
  z.object({ action: z.literal("changeView"), viewId, query: z.string().max(4_000) }),
  z.object({ action: z.literal("renameView"), viewId, name: z.string() }),
  z.object({ action: z.literal("deleteView"), viewId }),
]);
export type ViewAction = z.infer<typeof viewActionSchema>;

/** `name`: empty or too long; `taken`: another view has it; `gone`: somebody deleted the view; `full`: there are 30. */
export type ViewOutcome =
  | { readonly status: "did"; readonly view: SavedView | null }
  | { readonly status: "refused"; readonly code: "forbidden" | "name" | "taken" | "gone" | "full" };

const refused = (code: "name" | "taken" | "gone" | "full") => ({ status: "refused", code }) as const;

/** Saves, changes, renames or deletes a view. */
export async function doViewAction(tx: ShopTx, act: ViewAction, now: Date): Promise<ViewOutcome> {
  const views = await readViews(tx);
  const id = "viewId" in act ? act.viewId : null;
  const old = views.find((view) => view.viewId === id);
  if (id !== null && !old) return refused("gone");
  if (act.action === "deleteView") {
    await tx.run("delete from inventory_view where shop_id = $1 and view_id = $2", [tx.shopId, id]);
    return { status: "did", view: null };
  }
  const name = "name" in act ? viewName(act.name) : old?.name;
  if (name === undefined) return refused("name");
  if (!old && views.length >= MOST_VIEWS) return refused("full");
  const query = "query" in act ? viewQuery(new URLSearchParams(act.query)) : (old?.query ?? "");
  const view = old ? await change(tx, { ...old, name, query }) : await insert(tx, name, query, now);
  return view ? { status: "did", view } : refused("taken");
}

/** Undefined when another view has the name: two people may save at the same moment. */
async function insert(tx: ShopTx, name: string, query: string, now: Date): Promise<SavedView | undefined> {
  const [row] = await tx.rows<{ viewId: string }>(
    `insert into inventory_view (shop_id, name, query, created_at) values ($1, $2, $3, $4) on conflict (shop_id, name) do nothing
     returning view_id as "viewId"`,
    [tx.shopId, name, query, now],
  );
  return row && { viewId: row.viewId, name, query };
}

async function change(tx: ShopTx, view: SavedView): Promise<SavedView | undefined> {
  const rows = await tx.rows(
    `update inventory_view v set name = $3, query = $4 where v.shop_id = $1 and v.view_id = $2
        and not exists (select from inventory_view o where o.shop_id = $1 and o.name = $3 and o.view_id <> $2) returning view_id`,
    [tx.shopId, view.viewId, view.name, view.query],
  );
  return rows.length > 0 ? view : undefined;
}
