import { readId, type CountId, type InventoryItemId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { CLASSES, classify, type AbcClass } from "./domain/abc.ts";
import type { CountReason, CountScope } from "./domain/count.ts";
import { itemsByCode } from "./items-by-code.server.ts";

export interface NewCount {
  readonly locationId: LocationId;
  readonly name: string;
  readonly scope: CountScope;
  /** The bin, class, vendor or number of days; for chosen items their SKUs or barcodes, between commas or on lines of their own. */
  readonly scopeValue: string;
  readonly blind: boolean;
  readonly assignee: string;
  readonly reason: CountReason;
}

/** `scopeValue`: what is no class or no number of days; `none`: no tracked item of this location fits; `unknown`: codes that no item has. */
export type Created =
  | { readonly status: "created"; readonly countId: CountId; readonly lines: number }
  | {
      readonly status: "refused";
      readonly code: "location" | "scopeValue" | "none" | "unknown";
      readonly text: string;
    };

const DAY_MS = 86_400_000;
/** Classes are made from what was sold in this time. */
const SOLD_DAYS = 90;

/** Stores a count with the items on its list: those that are tracked and stocked at the location. Stores nothing when none fits. */
export async function createCount(tx: ShopTx, count: NewCount, now: Date): Promise<Created> {
  const [location] = await tx.rows(
    "select 1 from location where shop_id = $1 and location_id = $2 and deleted_at is null",
    [tx.shopId, count.locationId],
  );
  if (!location) return { status: "refused", code: "location", text: "" };
  const fits = await conditionOf(tx, count, now);
  if ("code" in fits) return { status: "refused", ...fits };
  const [row] = await tx.rows<{ count_id: CountId }>(
    `insert into stock_count (shop_id, location_id, name, scope, scope_value, blind, assignee, reason, status, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9) returning count_id`,
    [
      tx.shopId,
      count.locationId,
      count.name,
      count.scope,
      count.scope === "items" ? "" : count.scopeValue,
      count.blind,
      count.assignee,
      count.reason,
      now,
    ],
  );
  const countId = row?.count_id;
  const lines = await tx.run(
    `insert into stock_count_line (shop_id, count_id, item_id)
     select $1, $3, l.item_id from inventory_level l join inventory_item i on i.shop_id = $1 and i.item_id = l.item_id
      where l.shop_id = $1 and l.location_id = $2 and l.active and i.tracked and i.deleted_at is null and ${fits.sql}`,
    [tx.shopId, count.locationId, countId, ...fits.values],
  );
  if (lines > 0 && countId !== undefined) {
    await tell(tx, { code: "counts.created", subject: `count:${countId}`, data: { lines } }, now);
    return { status: "created", countId, lines };
  }
  await tx.run("delete from stock_count where shop_id = $1 and count_id = $2", [tx.shopId, countId]);
  return { status: "refused", code: "none", text: "" };
}

type Fits =
  | { readonly sql: string; readonly values: readonly unknown[] }
  | { readonly code: "scopeValue" | "unknown"; readonly text: string };

/** The condition on level `l` and item `i`; `$2` is the location, `$4` and on its values. */
async function conditionOf(tx: ShopTx, { scope, scopeValue, locationId }: NewCount, now: Date): Promise<Fits> {
  switch (scope) {
    case "location":
      return { sql: "true", values: [] };
    case "bin":
      return {
        sql: "exists (select 1 from item_bin b where b.shop_id = $1 and b.location_id = $2 and b.item_id = l.item_id and b.bin = $4)",
        values: [scopeValue],
      };
    case "vendor":
      return { sql: "i.vendor = $4", values: [scopeValue] };
    case "stale": {
      const days = Number(scopeValue);
      if (!/^\d{1,4}$/.test(scopeValue) || days < 1) return { code: "scopeValue", text: scopeValue };
      return {
        sql: `not exists (select 1 from stock_count_line n join stock_count c on c.shop_id = $1 and c.count_id = n.count_id
                where n.shop_id = $1 and n.item_id = l.item_id and c.location_id = $2 and n.status in ('written', 'same') and n.decided_at > $4)`,
        values: [new Date(now.getTime() - days * DAY_MS)],
      };
    }
    case "class": {
      const wanted = CLASSES.find((name) => name === scopeValue);
      if (wanted === undefined) return { code: "scopeValue", text: scopeValue };
      return ofClass(wanted, await abcClasses(tx, now));
    }
    case "items": {
      const codes = scopeValue.split(/[\r\n,;]+/).flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
      const found = await itemsByCode(tx, codes, locationId);
      const unknown = codes.filter((code) => !found.has(code));
      if (unknown.length > 0) return { code: "unknown", text: unknown.slice(0, 10).join(", ") };
      return { sql: "l.item_id = any($4::bigint[])", values: [[...found.values()]] };
    }
  }
}

/** C are all but those of A and B: also what never sold. */
function ofClass(wanted: AbcClass, classes: ReadonlyMap<InventoryItemId, AbcClass>): Fits {
  const items = [...classes].filter(([, name]) => (wanted === "C" ? name !== "C" : name === wanted)).map(([id]) => id);
  return { sql: `${wanted === "C" ? "not " : ""}l.item_id = any($4::bigint[])`, values: [items] };
}

/** The classes of what the shop sold in the last 90 days, at cost. */
async function abcClasses(tx: ShopTx, now: Date): Promise<Map<InventoryItemId, AbcClass>> {
  const rows = await tx.rows<{ item_id: string; value: string }>(
    `select e.item_id, (sum(-e.available) * coalesce(max(i.unit_cost_minor), 0))::text as value
       from stock_entry e join inventory_item i on i.shop_id = $1 and i.item_id = e.item_id
      where e.shop_id = $1 and e.cause = 'sold' and e.occurred_at > $2 group by e.item_id`,
    [tx.shopId, new Date(now.getTime() - SOLD_DAYS * DAY_MS)],
  );
  return classify(
    rows.flatMap(({ item_id, value }) => {
      const itemId = readId<InventoryItemId>(item_id);
      return itemId === undefined ? [] : [{ itemId, value: Number(value) }];
    }),
  );
}
