import { z } from "zod";
import { readId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { LISTS, mayBeKept, viewName, type ListName, type SavedView } from "./domain/view.ts";

/** As many tabs as anybody finds their way in: of a person's own, and of everybody's. */
const MOST_VIEWS = 30;
const LONGEST_QUERY = 4_000;

/** The owner of what everybody sees. */
const EVERYBODY = "";

/** The views of a list that a member of staff sees: those of everybody, then their own, oldest first. `who`: Shopify's number of them. */
export async function readViews(tx: ShopTx, list: ListName, who: string): Promise<SavedView[]> {
  return tx.rows<SavedView & Record<string, unknown>>(
    `select v.view_id as "viewId", v.name, v.query, v.owner = '' as shared, d.view_id is not null as "isDefault"
       from saved_view v left join view_default d on d.shop_id = v.shop_id and d.who = $3 and d.list = v.list and d.view_id = v.view_id
      where v.shop_id = $1 and v.list = $2 and v.owner in ('', $3) order by v.owner, v.view_id`,
    [tx.shopId, list, who],
  );
}

const list = z.enum(LISTS);
const viewId = z.string().refine((text) => readId(text) !== undefined);
const query = z.string().max(LONGEST_QUERY);
const on = z.enum(["true", "false"]);

/** What people do with the views of a list. `query`: the address of the list. */
export const viewActionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("saveView"), list, name: z.string(), query }),
  z.object({ action: z.literal("changeView"), list, viewId, query }),
  z.object({ action: z.literal("renameView"), list, viewId, name: z.string() }),
  z.object({ action: z.literal("deleteView"), list, viewId }),
  /** For everybody, or again only for who says so. */
  z.object({ action: z.literal("shareView"), list, viewId, on }),
  z.object({ action: z.literal("defaultView"), list, viewId, on }),
]);
export type ViewAction = z.infer<typeof viewActionSchema>;

/**
 * `name`: empty or too long; `taken`: another view has it; `gone`: somebody deleted it; `full`: there are 30; `forbidden`: it is everybody's; `search`: what is
 * searched there may be a person.
 */
type Refusal = "forbidden" | "name" | "taken" | "gone" | "full" | "search";
export type ViewOutcome =
  { readonly status: "did"; readonly viewId: string | null } | { readonly status: "refused"; readonly code: Refusal };

const refused = (code: Refusal) => ({ status: "refused", code }) as const;
const did = (viewId: string | null) => ({ status: "did", viewId }) as const;

export interface Viewer {
  /** Shopify's number of the member of staff. */
  readonly who: string;
  /** May change what everybody sees. */
  readonly mayShare: boolean;
}

/** Saves, changes, renames, shares or deletes a view, or has the list open with it. */
export async function doViewAction(
  tx: ShopTx,
  act: ViewAction,
  { who, mayShare }: Viewer,
  now: Date,
): Promise<ViewOutcome> {
  const views = await readViews(tx, act.list, who);
  const owner = (shared: boolean) => (shared ? EVERYBODY : who);
  const isFull = (shared: boolean) => views.filter((view) => view.shared === shared).length >= MOST_VIEWS;
  if ("query" in act && !mayBeKept(act.list, act.query)) return refused("search");
  if (act.action === "saveView") {
    const name = viewName(act.name);
    if (name === undefined) return refused("name");
    if (isFull(false)) return refused("full");
    const [row] = await tx.rows<{ viewId: string }>(
      `insert into saved_view (shop_id, list, owner, name, query, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (shop_id, list, owner, name) do nothing returning view_id as "viewId"`,
      [tx.shopId, act.list, who, name, act.query, now],
    );
    return row ? did(row.viewId) : refused("taken");
  }
  const old = views.find((view) => view.viewId === act.viewId);
  if (!old) return refused("gone");
  if (act.action === "defaultView") {
    await setDefault(tx, act.list, who, act.on === "true" ? old.viewId : null);
    return did(old.viewId);
  }
  if ((old.shared || act.action === "shareView") && !mayShare) return refused("forbidden");
  switch (act.action) {
    case "deleteView":
      await tx.run("delete from view_default where shop_id = $1 and view_id = $2", [tx.shopId, old.viewId]);
      await tx.run("delete from saved_view where shop_id = $1 and view_id = $2", [tx.shopId, old.viewId]);
      return did(null);
    case "shareView": {
      const shared = act.on === "true";
      if (shared !== old.shared && isFull(shared)) return refused("full");
      // Whoever had the list open with it sees it no longer.
      if (!shared)
        await tx.run("delete from view_default where shop_id = $1 and view_id = $2 and who <> $3", [
          tx.shopId,
          old.viewId,
          who,
        ]);
      return change(tx, { ...old, owner: owner(shared) });
    }
    case "renameView": {
      const name = viewName(act.name);
      return name === undefined ? refused("name") : change(tx, { ...old, name, owner: owner(old.shared) });
    }
    case "changeView":
      return change(tx, { ...old, query: act.query, owner: owner(old.shared) });
  }
}

async function change(tx: ShopTx, view: SavedView & { readonly owner: string }): Promise<ViewOutcome> {
  const rows = await tx.rows(
    `update saved_view v set name = $3, query = $4, owner = $5 where v.shop_id = $1 and v.view_id = $2
        and not exists (select from saved_view o where o.shop_id = $1 and o.list = v.list and o.owner = $5 and o.name = $3 and o.view_id <> $2)
     returning view_id`,
    [tx.shopId, view.viewId, view.name, view.query, view.owner],
  );
  return rows.length > 0 ? did(view.viewId) : refused("taken");
}

async function setDefault(tx: ShopTx, list: ListName, who: string, viewId: string | null): Promise<void> {
  await tx.run("delete from view_default where shop_id = $1 and who = $2 and list = $3", [tx.shopId, who, list]);
  if (viewId !== null)
    await tx.run("insert into view_default (shop_id, who, list, view_id) values ($1, $2, $3, $4)", [
      tx.shopId,
      who,
      list,
      viewId,
    ]);
}
