import { Bug } from "../../core/faults.ts";
import type { EditId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { StockReason } from "../../core/stock-reasons.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import type { FeedSummary } from "../feeds/domain/judge.ts";
import type { Change, EditSource, EditStatus, LineStatus, ListedLine } from "./domain/edit.ts";
import type { FileError } from "./domain/read-row.ts";

/** An edit as it is stored. */
export interface Edit {
  readonly editId: EditId;
  readonly source: EditSource;
  readonly status: EditStatus;
  /** A code; "" for none. */
  readonly problem: string;
  readonly reason: StockReason;
  readonly fileName: string;
  readonly staffId: string;
  readonly createdAt: Date;
  readonly summary: FeedSummary | null;
}

export interface NewLine {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly change: Change;
  readonly seen: number;
  /** Of a file. */
  readonly line?: number;
  readonly status: LineStatus;
  readonly problem?: string;
}

/** Edits and their lines are kept so long after they ended; the entries of stock stay. */
const KEPT_MS = 90 * 86_400_000;

/** Stores an edit. Lines of levels that are not the shop's are left out. */
export async function createEdit(
  tx: ShopTx,
  edit: Pick<Edit, "source" | "status" | "reason" | "fileName" | "staffId">,
  lines: readonly NewLine[],
  now: Date,
): Promise<EditId> {
  await forgetOld(tx, now);
  const [row] = await tx.rows<{ edit_id: EditId }>(
    `insert into stock_edit (shop_id, source, status, reason, file_name, staff_id, created_at) values ($1, $2, $3, $4, $5, $6, $7) returning edit_id`,
    [tx.shopId, edit.source, edit.status, edit.reason, edit.fileName, edit.staffId, now],
  );
  if (!row) throw new Bug("an edit without a number");
  const editId = row.edit_id;
  const { source, status, reason, staffId: who } = edit;
  await tell(
    tx,
    { code: "edits.saved", subject: `edit:${editId}`, data: { source, status, reason, lines: lines.length }, who },
    now,
  );
  await tx.run(
    `insert into stock_edit_line (shop_id, edit_id, item_id, location_id, kind, state, into_state, seen, units, line, status, problem)
     select $1, $2, x.item_id, x.location_id, x.kind, x.state, coalesce(x.into_state, ''), x.seen, x.units, x.line, x.status, coalesce(x.problem, '')
       from jsonb_to_recordset($3::jsonb) as x(item_id bigint, location_id bigint, kind text, state text, into_state text, seen int, units int, line int,
              status text, problem text)
       join inventory_level l on l.shop_id = $1 and l.item_id = x.item_id and l.location_id = x.location_id
      order by x.item_id, x.location_id`,
    [
      tx.shopId,
      editId,
      JSON.stringify(
        lines.map(({ itemId, locationId, change, ...line }) => ({
          item_id: itemId,
          location_id: locationId,
          ...{ kind: change.kind, state: change.state, units: change.units },
          ...(change.kind === "move" && { into_state: change.into }),
          ...line,
        })),
      ),
    ],
  );
  return editId;
}

async function forgetOld(tx: ShopTx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  const old = `edit_id in (select edit_id from stock_edit where shop_id = $1 and created_at < $2 and status <> 'writing')`;
  for (const table of ["stock_edit_error", "stock_edit_line", "stock_edit"])
    await tx.run(`delete from ${table} where shop_id = $1 and ${old}`, [tx.shopId, before]);
}

const EDIT = `edit_id as "editId", source, status, problem, reason, file_name as "fileName", staff_id as "staffId", created_at as "createdAt", summary`;

/** One edit; undefined when the shop has none of this number. */
export async function readEdit(tx: ShopTx, editId: EditId, lock = false): Promise<Edit | undefined> {
  const [edit] = await tx.rows<Edit & Record<string, unknown>>(
    `select ${EDIT} from stock_edit where shop_id = $1 and edit_id = $2 ${lock ? "for update" : ""}`,
    [tx.shopId, editId],
  );
  return edit;
}

/** Edits before a number, newest first, of one source or all. */
export async function listEdits(
  tx: ShopTx,
  { source, before }: { readonly source: EditSource | null; readonly before: EditId | null },
  limit: number,
): Promise<(Edit & { readonly lines: Readonly<Partial<Record<LineStatus, number>>> })[]> {
  return tx.rows<Edit & { lines: Record<string, number> } & Record<string, unknown>>(
    `select ${EDIT}, coalesce((select jsonb_object_agg(c.status, c.lines) from (select n.status, count(*) as lines from stock_edit_line n
              where n.shop_id = $1 and n.edit_id = e.edit_id group by n.status) c), '{}') as lines
       from stock_edit e where e.shop_id = $1 and ($2::text is null or e.source = $2) and ($3::bigint is null or e.edit_id < $3)
      order by e.edit_id desc limit $4`,
    [tx.shopId, source, before, limit],
  );
}

/** How many lines of an edit have each status. */
export async function countLines(tx: ShopTx, editId: EditId): Promise<Readonly<Partial<Record<LineStatus, number>>>> {
  const rows = await tx.rows<{ status: LineStatus; lines: number }>(
    "select status, count(*)::int as lines from stock_edit_line where shop_id = $1 and edit_id = $2 group by status",
    [tx.shopId, editId],
  );
  return Object.fromEntries(rows.map(({ status, lines }) => [status, lines]));
}

/** Where a page of lines begins: after this title, item and location. */
export interface LineKey {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly title: string;
}

/** Lines of an edit by title, of one status or all. */
export async function listLines(
  tx: ShopTx,
  editId: EditId,
  { status, after }: { readonly status: LineStatus | null; readonly after: LineKey | null },
  limit: number,
): Promise<(ListedLine & { readonly titleKey: string })[]> {
  return tx.rows<ListedLine & { titleKey: string } & Record<string, unknown>>(
    `select n.item_id as "itemId", n.location_id as "locationId", concat_ws(' · ', i.title, i.variant_title) as title, i.sku, p.name as location,
            n.kind, n.state, n.into_state as "into", n.seen, n.units, n.status, n.problem, i.title_key as "titleKey",
            case n.state when 'available' then l.available when 'on_hand' then l.on_hand when 'damaged' then l.damaged
                 when 'quality_control' then l.quality_control when 'reserved' then l.reserved else l.safety_stock end as now
       from stock_edit_line n join inventory_item i on i.shop_id = $1 and i.item_id = n.item_id
       join inventory_level l on l.shop_id = $1 and l.item_id = n.item_id and l.location_id = n.location_id
       join location p on p.shop_id = $1 and p.location_id = n.location_id
      where n.shop_id = $1 and n.edit_id = $2 and ($3::text is null or n.status = $3)
        and ($4::text is null or (i.title_key, n.item_id, n.location_id) > ($4, $5::bigint, $6::bigint))
      order by i.title_key, n.item_id, n.location_id limit $7`,
    [tx.shopId, editId, status, after?.title ?? null, after?.itemId ?? "0", after?.locationId ?? "0", limit],
  );
}

export interface ListedError extends FileError {
  readonly line: number;
}

/** Lines of the file that were not taken, by line. */
export async function listErrors(tx: ShopTx, editId: EditId, limit: number): Promise<ListedError[]> {
  return tx.rows<ListedError & Record<string, unknown>>(
    "select line, field, code, text from stock_edit_error where shop_id = $1 and edit_id = $2 order by line limit $3",
    [tx.shopId, editId, limit],
  );
}
