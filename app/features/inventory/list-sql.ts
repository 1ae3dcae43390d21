import { KINDS } from "../../core/kinds.ts";
import type { LocationId, ShopId } from "../../core/ids.ts";
import { isText, type PageKey, type Stock, type StockFilter, type StockSort } from "./domain/list-filter.ts";

/**
 * The SQL of the list of stock, one row for each item at each location. As in the list of orders only leakproof operators can use an index, and
 * paging is by key (docs/decisions: lists under row-level security). What is known of an item (vendor, tag, words) is found in the item's tables
 * and not repeated in its levels: a renamed product would rewrite thousands of them.
 */
export interface StockQuery {
  readonly shopId: ShopId;
  readonly filter: Omit<StockFilter, "search" | "locations">;
  /** Every word must begin one of the item's; null: no search; empty: nothing can be found. */
  readonly words: readonly string[] | null;
  /** The locations to show, each named. */
  readonly locations: readonly LocationId[];
}

export interface Sql {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Counting stops here: "10,000+" is what anybody needs to know. */
export const COUNT_LIMIT = 10_000;

const COLUMN: Readonly<Record<StockSort, string>> = {
  title: "title_key",
  sku: "sku_key",
  available: "available",
  on_hand: "on_hand",
  committed: "committed",
  incoming: "incoming",
  updated: "updated_at",
};

/** Nearly all levels have none: their index holds only the others (migration inventory_list). */
const MOSTLY_ZERO: readonly StockSort[] = ["committed", "incoming"];

const STOCK: Readonly<Record<Stock, (low: string) => string>> = {
  in: () => "l.available > 0",
  low: (low) => `l.available > 0 and l.available <= ${low}::int`,
  out: () => "l.available <= 0",
  negative: () => "l.available < 0",
};

/** One page, in the order of the list. `few`: the filter is known to leave `COUNT_LIMIT` or less. */
export function stockListSql(query: StockQuery, key: PageKey | null, limit: number, few: boolean): Sql {
  const build = new Building(query, key, limit);
  const { sort, look } = query.filter;
  // Those to look at are few and have indexes of their own.
  const page = few || look !== null ? build.sorted() : isText(sort) ? build.walkItems() : build.walkLevels();
  return { sql: build.shown(page), values: build.values };
}

/** How many there are, at most `COUNT_LIMIT` + 1. */
export function stockCountSql(query: StockQuery): Sql {
  const build = new Building(query, null, COUNT_LIMIT + 1);
  const found = build
    .branches()
    .map((where) => `(select l.item_id, l.location_id from inventory_level l where ${where} limit ${build.limit})`);
  return {
    sql: `select count(*)::int as count from (select * from (${found.join(" union ")}) all_found limit ${build.limit}) found`,
    values: build.values,
  };
}

/** Puts one statement together; its values by number. A page is first the keys of its levels, then what is shown of them. */
class Building {
  readonly values: unknown[] = [];
  readonly limit: string;
  private readonly shop: string;
  private readonly query: StockQuery;
  private readonly key: PageKey | null;
  private readonly column: string;
  private readonly direction: "asc" | "desc";
  /** How what is on the page compares with its key. */
  private readonly beyond: "<" | ">";

  constructor(query: StockQuery, key: PageKey | null, limit: number) {
    this.query = query;
    this.key = key;
    this.shop = this.add(query.shopId);
    this.limit = this.add(limit);
    this.column = COLUMN[query.filter.sort];
    this.direction = query.filter.descending !== (key?.side === "before") ? "desc" : "asc";
    this.beyond = this.direction === "desc" ? "<" : ">";
  }

  /** The few levels that fit, sorted: all of them are read, whatever the order. */
  sorted(): string {
    const byItem = isText(this.query.filter.sort);
    const own = byItem ? "" : `, l.${this.column}`;
    const found = this.branches().map(
      (where) => `select l.item_id, l.location_id${own} from inventory_level l where ${where}`,
    );
    const item = `cross join lateral (select i.${this.column} from inventory_item i where i.shop_id = ${this.shop} and i.item_id = f.item_id limit 1) i`;
    const sorted = byItem ? "i" : "f";
    return `with found as materialized (${found.join(" union ")})
      select f.item_id, f.location_id, ${sorted}.${this.column} from found f ${byItem ? item : ""}
       ${this.key ? `where ${this.past(this.key, sorted, "f")}` : ""} ${this.tail(sorted, "f")}`;
  }

  /**
   * Many fit: walks the levels of each location in the order of the number, all locations side by side, until the page is full. The walk reads nothing but its
   * index, and asks of each level whether its item is among those that fit; as a join PostgreSQL would read and sort all that fit.
   */
  walkLevels(): string {
    const walks = this.query.locations.flatMap((location) => {
      const here = `l.shop_id = ${this.shop} and l.location_id = ${this.add(location)}::bigint`;
      return this.stretches().map(
        (stretch) => `(select l.item_id, l.location_id, l.${this.column} from inventory_level l
          where ${[here, ...this.levelConditions(), ...this.itemConditions(hashed), ...stretch].join(" and ")} ${this.tail("l", "l")})`,
      );
    });
    // No location is left (all were deleted): nothing.
    if (walks.length === 0)
      return `select l.item_id, l.location_id, l.${this.column} from inventory_level l where false`;
    return `select * from (${walks.join(" union all ")}) f ${this.tail("f", "f")}`;
  }

  /** Many fit: walks the items in the order of their text, and looks at the levels of each. */
  walkItems(): string {
    const { filter } = this.query;
    const items = [
      `i.shop_id = ${this.shop}`,
      "i.deleted_at is null",
      ...(filter.vendor === null ? [] : [`i.vendor = ${this.add(filter.vendor)}`]),
      ...(filter.type === null ? [] : [`i.product_type = ${this.add(filter.type)}`]),
      ...(this.needsTracked() ? ["i.tracked"] : []),
      ...(filter.tracked === false ? ["not i.tracked"] : []),
      ...this.labelConditions(asked),
      ...(this.key
        ? [
            `(i.${this.column}, i.item_id) ${this.beyond}= (${this.add(this.key.value)}, ${this.add(this.key.itemId)}::bigint)`,
          ]
        : []),
    ];
    const levels = [
      `l.shop_id = ${this.shop}`,
      "l.item_id = i.item_id",
      this.inLocations(),
      ...this.levelConditions(),
    ].join(" and ");
    return `select i.item_id, l.location_id, i.${this.column} from inventory_item i
       cross join lateral (select l.location_id, l.item_id from inventory_level l where ${levels}) l
      where ${items.join(" and ")} ${this.key ? `and ${this.past(this.key, "i", "l")}` : ""} ${this.tail("i", "l")}`;
  }

  /** What is shown of the levels of a page, in the list's order. */
  shown(page: string): string {
    const direction = this.query.filter.descending ? "desc" : "asc";
    return `select l.item_id, l.location_id, l.active, l.available, l.on_hand, l.committed, l.incoming, l.reserved, l.damaged, l.safety_stock,
            l.quality_control, l.updated_at, coalesce(l.differs, false) as differs,
            l.provisional or exists (select from mark m where ${this.marks()} and m.object_id = p.item_id and m.part = p.location_id) as unread,
            i.title, i.variant_title, i.sku, i.barcode, i.vendor, i.product_type, i.tracked, i.inventory_policy, i.unit_cost_minor,
            i.unit_cost_currency, i.title_key, i.sku_key
       from (${page}) p
       join inventory_level l on l.shop_id = ${this.shop} and l.item_id = p.item_id and l.location_id = p.location_id
       join inventory_item i on i.shop_id = ${this.shop} and i.item_id = p.item_id
      order by p.${this.column} ${direction}, p.item_id ${direction}, p.location_id ${direction}`;
  }

  /**
   * Conditions of the levels that fit, as one branch of a union each. An OR (provisional, or marked to be read) would make PostgreSQL read everything; each
   * branch alone reads its own index.
   */
  branches(): string[] {
    const always = [
      `l.shop_id = ${this.shop}`,
      this.inLocations(),
      ...this.levelConditions(),
      ...this.itemConditions(listed),
    ];
    const ways =
      this.query.filter.look === "unread"
        ? [
            "l.provisional",
            `(l.item_id, l.location_id) in (select m.object_id, m.part from mark m where ${this.marks()})`,
          ]
        : ["true"];
    return ways.map((way) => [...always, way].join(" and "));
  }

  private add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  private tail(sorted: string, level: string): string {
    const { direction } = this;
    return `order by ${sorted}.${this.column} ${direction}, ${level}.item_id ${direction}, ${level}.location_id ${direction} limit ${this.limit}`;
  }

  private valueOf(key: PageKey): string {
    if (this.query.filter.sort === "updated") return `${this.add(new Date(key.value))}::timestamptz`;
    return isText(this.query.filter.sort) ? this.add(key.value) : `${this.add(key.value)}::int`;
  }

  /** Beyond the page's key: all three columns in one comparison. */
  private past(key: PageKey, sorted: string, level: string): string {
    return `(${sorted}.${this.column}, ${level}.item_id, ${level}.location_id) ${this.beyond} (${this.valueOf(key)}, ${this.add(key.itemId)}::bigint, ${this.add(key.locationId)}::bigint)`;
  }

  /**
   * The parts of a location's walk, as conditions: one, or for numbers that are mostly zero the others and then the zeros, which the index of the others does
   * not hold. Beyond a key, the comparison of number and item is a condition of the index; the one with the location decides.
   */
  private stretches(): string[][] {
    const { key, column, beyond } = this;
    if (!MOSTLY_ZERO.includes(this.query.filter.sort)) return [this.pastInIndex(column)];
    const others = [`l.${column} <> 0`, ...this.pastInIndex(column)];
    const zero = `l.${column} = 0`;
    if (!key) return [others, [zero]];
    if (key.value === 0)
      return [others, [zero, `l.item_id ${beyond}= ${this.add(key.itemId)}::bigint`, this.past(key, "l", "l")]];
    return Number(key.value) > 0 === (beyond === "<") ? [others, [zero]] : [others];
  }

  private pastInIndex(column: string): string[] {
    const { key } = this;
    if (!key) return [];
    return [
      `(l.${column}, l.item_id) ${this.beyond}= (${this.valueOf(key)}, ${this.add(key.itemId)}::bigint)`,
      this.past(key, "l", "l"),
    ];
  }

  private inLocations(): string {
    return `l.location_id = any(${this.add(this.query.locations)}::bigint[])`;
  }

  private levelConditions(): string[] {
    const { stock, low, look } = this.query.filter;
    return [
      look === "inactive" ? "not l.active" : "l.active",
      ...(look === "differs" ? ["l.differs"] : []),
      ...(stock === null ? [] : [STOCK[stock](stock === "low" ? this.add(low) : "")]),
    ];
  }

  private marks(): string {
    return `m.shop_id = ${this.shop} and m.kind = ${KINDS.inventoryLevel}`;
  }

  private needsTracked(): boolean {
    return this.query.filter.tracked === true || this.query.filter.stock !== null;
  }

  private itemConditions(has: Has): string[] {
    const { filter } = this.query;
    const item = `inventory_item i where i.shop_id = ${this.shop}`;
    return [
      ...(filter.vendor === null ? [] : [has("l", `${item} and i.vendor = ${this.add(filter.vendor)}`, "i")]),
      ...(filter.type === null ? [] : [has("l", `${item} and i.product_type = ${this.add(filter.type)}`, "i")]),
      ...(filter.tracked === false ? [has("l", `${item} and not i.tracked`, "i")] : []),
      // Few are not tracked: those are looked for, and not each level among all that are.
      ...(this.needsTracked() ? [`not ${hashed("l", `${item} and not i.tracked`, "i")}`] : []),
      // Gone items keep their levels, inactive.
      ...(filter.look === "inactive" ? [asked("l", `${item} and i.deleted_at is null`, "i")] : []),
      ...this.labelConditions((_row, from, alias) => has("l", from, alias)),
    ];
  }

  private labelConditions(has: Has): string[] {
    const { filter, words } = this.query;
    if (words?.length === 0) return ["false"];
    return [
      ...(filter.tag === null
        ? []
        : [has("i", `item_tag t where t.shop_id = ${this.shop} and t.tag = ${this.add(filter.tag)}`, "t")]),
      ...(words ?? []).map((word) =>
        has("i", `item_word w where w.shop_id = ${this.shop} and starts_with(w.word, ${this.add(word)})`, "w"),
      ),
    ];
  }
}

/** A condition that the item of a row is among those of a query: `from` is "table alias where …". */
type Has = (row: string, from: string, alias: string) => string;

/** As a list that PostgreSQL may begin with. */
const listed: Has = (row, from, alias) => `${row}.item_id in (select ${alias}.item_id from ${from})`;

/** As a list that is made once and asked of each row that comes by; "is true" keeps PostgreSQL from making a join of it. */
const hashed: Has = (row, from, alias) => `((${listed(row, from, alias)}) is true)`;

/** As a question to the tables for each row that comes by, where nearly all rows fit. */
const asked: Has = (row, from, alias) => `(select true from ${from} and ${alias}.item_id = ${row}.item_id limit 1)`;
