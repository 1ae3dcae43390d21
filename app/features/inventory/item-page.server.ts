import type { InventoryItemId, LocationId, OrderId } from "../../core/ids.ts";
import type { Money } from "../../core/money.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { HistoryEntry } from "./domain/history.ts";
import { chosenLocation, itemHistory, type ItemHistory, type ItemQuery } from "./domain/item-history.ts";
import { LEDGER_STATES, STATES, type LedgerState, type StockState, type Units } from "../../core/stock-states.ts";

/** An item as its page shows it. */
export interface ShownItem {
  readonly itemId: InventoryItemId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly vendor: string;
  readonly type: string;
  /** ACTIVE, DRAFT …; empty when its product is gone. */
  readonly status: string;
  readonly tracked: boolean;
  readonly oversells: boolean;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly cost: Money | null;
}

/** An item at one location. */
export interface ShownLevel {
  readonly locationId: LocationId;
  readonly location: string;
  readonly active: boolean;
  readonly quantities: Readonly<Record<StockState, number>>;
  /** What its entries add up to. */
  readonly expected: Units;
  readonly openedAt: string;
  /** The last read that showed what was expected. */
  readonly agreedAt: string;
  readonly differs: boolean;
}

/** An item with its levels, and the history of one of them. */
export interface ItemPageData {
  readonly item: ShownItem;
  readonly levels: readonly ShownLevel[];
  /** The level whose history this is; null for an item that is stocked nowhere. */
  readonly history: (ItemHistory & { readonly locationId: LocationId }) | null;
  /** Names of the orders in it, by id. */
  readonly orders: Readonly<Record<string, string>>;
}

/** Undefined when this shop has no such item. */
export async function itemPage(
  tx: ShopTx,
  itemId: InventoryItemId,
  query: ItemQuery,
): Promise<ItemPageData | undefined> {
  const item = await readItem(tx, itemId);
  if (!item) return undefined;
  const levels = await levelsOfItem(tx, itemId);
  const level = chosenLocation(levels, query.location);
  if (!level) return { item, levels, history: null, orders: {} };
  const entries = await entriesOfLevel(tx, itemId, level.locationId);
  const standing = { expected: level.expected, reported: level.quantities };
  const history = itemHistory(entries, standing, { openedAt: level.openedAt, ...query });
  const shown = [...history.steps, ...history.oversells.flatMap(({ steps }) => steps)];
  const orders = shown.flatMap(({ document }) => (document?.kind === "order" ? [document.id] : []));
  return {
    item,
    levels,
    history: { ...history, locationId: level.locationId },
    orders: await orderNames(tx, [...new Set(orders)]),
  };
}

/** More than anybody reads on a page; what is older is in the openings that the page counts from. */
const MOST_ENTRIES = 5_000;

interface ItemRow {
  readonly title: string;
  readonly variant_title: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly vendor: string;
  readonly product_type: string;
  readonly product_status: string;
  readonly tracked: boolean;
  readonly inventory_policy: string;
  readonly product_id: string | null;
  readonly variant_id: string | null;
  readonly unit_cost_minor: string | null;
  readonly unit_cost_currency: string | null;
  readonly [column: string]: unknown;
}

async function readItem(tx: ShopTx, itemId: InventoryItemId): Promise<ShownItem | undefined> {
  const [row] = await tx.rows<ItemRow>(
    `select title, variant_title, sku, barcode, vendor, product_type, product_status, tracked, inventory_policy, product_id, variant_id, unit_cost_minor,
            unit_cost_currency
       from inventory_item where shop_id = $1 and item_id = $2`,
    [tx.shopId, itemId],
  );
  if (!row) return undefined;
  const { unit_cost_minor: cost, unit_cost_currency: currency } = row;
  return {
    itemId,
    title: row.title,
    variant: row.variant_title,
    sku: row.sku,
    barcode: row.barcode,
    vendor: row.vendor,
    type: row.product_type,
    status: row.product_status,
    tracked: row.tracked,
    oversells: row.inventory_policy === "CONTINUE",
    productId: row.product_id,
    variantId: row.variant_id,
    cost: cost === null || currency === null ? null : { minor: Number(cost), currency },
  };
}

type LevelRow = Readonly<Record<StockState | `x_${LedgerState}`, number>> & {
  readonly location_id: LocationId;
  readonly name: string;
  readonly active: boolean;
  readonly opened_at: Date;
  readonly agreed_at: Date;
  readonly differs: boolean | null;
  readonly [column: string]: unknown;
};

/** The item's levels, active ones first, each by the name of its location. */
async function levelsOfItem(tx: ShopTx, itemId: InventoryItemId): Promise<ShownLevel[]> {
  const rows = await tx.rows<LevelRow>(
    `select l.location_id, p.name, l.active, l.opened_at, l.agreed_at, l.differs, ${STATES.map((state) => `l.${state}`).join(", ")},
            ${LEDGER_STATES.map((state) => `l.x_${state}`).join(", ")}
       from inventory_level l join location p on p.shop_id = l.shop_id and p.location_id = l.location_id
      where l.shop_id = $1 and l.item_id = $2 order by l.active desc, p.name, l.location_id`,
    [tx.shopId, itemId],
  );
  return rows.map((row) => ({
    locationId: row.location_id,
    location: row.name,
    active: row.active,
    quantities: Object.fromEntries(STATES.map((state) => [state, row[state]])) as Record<StockState, number>,
    expected: Object.fromEntries(LEDGER_STATES.map((state) => [state, row[`x_${state}`]])),
    openedAt: row.opened_at.toISOString(),
    agreedAt: row.agreed_at.toISOString(),
    differs: row.differs ?? false,
  }));
}

export type EntryRow = Readonly<Record<LedgerState, number>> & {
  readonly seq: string;
  readonly item_id: InventoryItemId;
  readonly location_id: LocationId;
  readonly cause: string;
  readonly document_kind: string | null;
  readonly document_id: string | null;
  readonly since: Date | null;
  readonly occurred_at: Date;
  readonly [column: string]: unknown;
};

/** Columns of `EntryRow`, of a table named e. */
export const ENTRY_COLUMNS = `e.seq, e.item_id, e.location_id, e.cause, e.document_kind, e.document_id, e.since, e.occurred_at,
  ${LEDGER_STATES.map((state) => `e.${state}`).join(", ")}`;

/** An entry as its readers see it. */
export function entryOf(row: EntryRow): HistoryEntry {
  const { document_kind: kind, document_id: id } = row;
  return {
    seq: row.seq,
    itemId: row.item_id,
    locationId: row.location_id,
    cause: row.cause,
    document: kind === null || id === null ? null : { kind, id },
    units: Object.fromEntries(LEDGER_STATES.filter((state) => row[state] !== 0).map((state) => [state, row[state]])),
    occurredAt: row.occurred_at.toISOString(),
    since: row.since?.toISOString() ?? null,
  };
}

/** The newest entries of an item at one location, at most 5,000. */
async function entriesOfLevel(tx: ShopTx, itemId: InventoryItemId, locationId: LocationId): Promise<HistoryEntry[]> {
  const rows = await tx.rows<EntryRow>(
    `select ${ENTRY_COLUMNS} from stock_entry e where e.shop_id = $1 and e.item_id = $2 and e.location_id = $3 order by e.seq desc limit $4`,
    [tx.shopId, itemId, locationId, MOST_ENTRIES],
  );
  return rows.map(entryOf);
}

/** The names of orders ("#1001"), by id. */
async function orderNames(tx: ShopTx, orderIds: readonly string[]): Promise<Record<OrderId, string>> {
  const rows = await tx.rows<{ order_id: OrderId; name: string }>(
    "select order_id, name from shop_order where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, orderIds],
  );
  return Object.fromEntries(rows.map(({ order_id, name }) => [order_id, name]));
}
