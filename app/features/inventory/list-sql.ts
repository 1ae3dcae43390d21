import { KINDS } from "../../core/kinds.ts";
import type { LocationId, ShopId } from "../../core/ids.ts";
import { COUNT_LIMIT } from "../../core/some-count.ts";
import { asked, COMMON, hashed, listed, wordCondition, type Has, type Reach, type Sql } from "./list-reach.ts";
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
  /** How many items each of its conditions leaves; unknown: none was counted. */
  readonly reach: readonly Reach[];
  /** The locations to show, each named. */
  readonly locations: readonly LocationId[];
}

const COLUMN: Readonly<Record<StockSort, string>> = {
  title: "title_key",
  sku: "sku_key",
  available: "available",
  on_hand: "on_hand",
  committed: "committed",
  incoming: "incoming",
  updated: "updated_at",
};

const MORE_THAN_ALL = 1_000_000_000;

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
  return { sql: build.shown(build.page(few)), values: build.values };
}

/** How many there are, at most `COUNT_LIMIT` + 1. */
export function stockCountSql(query: StockQuery): Sql {
  const build = new Building(query, null, COUNT_LIMIT + 1);
  return {
    sql: `select count(*)::int as count from (select * from (${build.found()}) all_found limit ${build.limit}) found`,
    values: build.values,
  };
}

/** The levels of so many items are read and sorted sooner than an index is walked in which they may all lie at the far end. */
const FEW = { items: 3_000, levels: 30_000 };

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

  /** The keys of the page. */
  page(few: boolean): string {
    const { sort, look } = this.query.filter;
    // What is to be looked at is little, and has indexes of its own.
    if (look !== null && (few || !isText(sort) || look === "unread")) return this.sorted();
    if (look === null && this.itemsAreFew()) return this.sortedItems();
    if (few) return this.sorted();
    return isText(sort) ? this.walkItems() : this.walkLevels();
  }

  /** Levels that fit, in no order, until there are enough. */
  found(): string {
    const { look, stock } = this.query.filter;
    // Nearly every level of an item that fits does: the items are asked, not ten times as many levels.
    if (look === null && (stock === null ? this.query.reach.length > 0 : this.itemsAreFew())) {
      const items = this.itemsThatFit(this.fewestItems() <= COMMON ? listed : asked, [], []);
      return `select l.item_id, l.location_id from (${items}) i cross join lateral (${this.levelsOf([])}) l`;
    }
    const found = this.branches().map(
      (where) => `(select l.item_id, l.location_id from inventory_level l where ${where} limit ${this.limit})`,
    );
    return found.join(" union ");
  }

  private itemsAreFew(): boolean {
    const items = this.fewestItems();
    return items <= FEW.items && items * this.query.locations.length <= FEW.levels;
  }

  /** How many items the narrowest condition leaves. */
  private fewestItems(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.query.reach.map(({ items }) => items));
  }

  /** The few levels that fit, sorted: all of them are read, whatever the order. */
  private sorted(): string {
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
   * Many fit: walks the levels of each location in the order of the number, all locations side by side, until the page is full. The walk reads nothing but
   * indexes, and each level that comes by is asked whether its item is among those that fit; as a join PostgreSQL would read and sort all that fit. The limit
   * of a location's walk is no limit: without one it would not be kept apart, and sorted.
   */
  private walkLevels(): string {
    // No location is left (all were deleted): nothing.
    if (this.query.locations.length === 0)
      return `select l.item_id, l.location_id, l.${this.column} from inventory_level l where false`;
    const stretches = this.stretches().map((stretch) =>
      stretch.sorted.length === 0 && this.fewestItems() <= COMMON
        ? this.walkFitting(stretch)
        : this.walkLocations(stretch),
    );
    return `select * from (${stretches.join(" union all ")}) f ${this.tail("f", "f")}`;
  }

  private walkLocations({ where, sorted }: Stretch): string {
    const order = this.orderBy([...sorted, "item_id", "location_id"]);
    const walks = this.query.locations.map((location) => {
      const here = [`l.shop_id = ${this.shop}`, `l.location_id = ${this.add(location)}::bigint`];
      const conditions = [...here, ...this.levelConditions(), ...where].join(" and ");
      return `(select l.item_id, l.location_id, l.${this.column} from inventory_level l where ${conditions} ${order} limit ${MORE_THAN_ALL})`;
    });
    const fits = ["true", ...this.itemConditions(hashed, "f")].join(" and ");
    return `(select * from (select * from (${walks.join(" union all ")}) l ${order}) f where ${fits} ${order} limit ${this.limit})`;
  }

  /** The levels of a stretch that is in the order of items: of those that fit only, which may lie far from each other. */
  private walkFitting({ where }: Stretch): string {
    const from = this.key?.value === 0 ? [`i.item_id ${this.beyond}= ${this.add(this.key.itemId)}::bigint`] : [];
    const items = this.itemsThatFit(hashed, ["item_id"], from);
    return `(select l.item_id, l.location_id, l.${this.column} from (${items}) i cross join lateral (${this.levelsOf(where)}) l
       ${this.orderBy(["i.item_id", "l.location_id"])} limit ${this.limit})`;
  }

  /** Few items fit: in the order of their text, until their levels fill the page; or all their levels, sorted by a number. */
  private sortedItems(): string {
    const { key, column } = this;
    const byItem = isText(this.query.filter.sort);
    const sorted = byItem ? "i" : "l";
    const items = this.itemsThatFit(
      listed,
      byItem ? [column, "item_id"] : ["item_id"],
      byItem && key ? [this.fromKey(key)] : [],
    );
    return `select i.item_id, l.location_id, ${sorted}.${column} from (${items}) i cross join lateral (${this.levelsOf([])}) l
       ${key ? `where ${this.past(key, sorted, "l")}` : ""} ${this.tail(sorted, "l")}`;
  }

  /** The limit keeps them apart from their levels: joined freely, PostgreSQL read all levels of the shop and sorted them. */
  private itemsThatFit(has: Has, order: readonly string[], more: readonly string[]): string {
    const conditions = [...this.plainConditions(), ...this.labelConditions(has, "i"), ...more];
    const columns = new Set([...order, "item_id"]);
    return `select ${[...columns].map((name) => `i.${name}`).join(", ")} from inventory_item i where ${conditions.join(" and ")}
       ${order.length > 0 ? this.orderBy(order) : ""} limit ${MORE_THAN_ALL}`;
  }

  /** The levels of item i that fit, found by their key. */
  private levelsOf(where: readonly string[]): string {
    const own = isText(this.query.filter.sort) ? "" : `, l.${this.column}`;
    const conditions = [
      `l.shop_id = ${this.shop}`,
      "l.item_id = i.item_id",
      this.inLocations(true),
      ...this.levelConditions(),
      ...where,
    ];
    return `select l.item_id, l.location_id${own} from inventory_level l where ${conditions.join(" and ")}
       ${this.orderBy(["location_id"])} limit ${MORE_THAN_ALL}`;
  }

  private orderBy(columns: readonly string[]): string {
    return `order by ${columns.map((name) => `${name} ${this.direction}`).join(", ")}`;
  }

  /** Many fit: walks the items in the order of their text, and looks at the levels of each. */
  private walkItems(): string {
    const items = [
      ...this.plainConditions(),
      "i.deleted_at is null",
      ...this.labelConditions(asked, "i"),
      ...(this.key ? [this.fromKey(this.key)] : []),
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

  /** Conditions of an item that its own row answers. */
  private plainConditions(): string[] {
    const { filter } = this.query;
    return [
      `i.shop_id = ${this.shop}`,
      ...(filter.vendor === null ? [] : [`i.vendor = ${this.add(filter.vendor)}`]),
      ...(filter.type === null ? [] : [`i.product_type = ${this.add(filter.type)}`]),
      ...(this.needsTracked() ? ["i.tracked"] : []),
      ...(filter.tracked === false ? ["not i.tracked"] : []),
      // What is not tracked has no stock to ask for.
      ...(filter.tracked === false && filter.stock !== null ? ["false"] : []),
    ];
  }

  /** Items from the one of the page's key on. */
  private fromKey(key: PageKey): string {
    return `(i.${this.column}, i.item_id) ${this.beyond}= (${this.add(key.value)}, ${this.add(key.itemId)}::bigint)`;
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
  private branches(): string[] {
    const always = [
      `l.shop_id = ${this.shop}`,
      this.inLocations(),
      ...this.levelConditions(),
      ...this.itemConditions(listed, "l"),
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

  private order(sorted: string, level: string): string {
    const { direction } = this;
    return `order by ${sorted}.${this.column} ${direction}, ${level}.item_id ${direction}, ${level}.location_id ${direction}`;
  }

  private tail(sorted: string, level: string): string {
    return `${this.order(sorted, level)} limit ${this.limit}`;
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
   * A walk is one stretch, or for numbers that are mostly zero two: the others, and the zeros, which the index of the others does not hold. Beyond a key, the
   * comparison of number and item is a condition of the index; the one with the location decides.
   */
  private stretches(): Stretch[] {
    const { key, column, beyond } = this;
    const beyondKey = this.pastInIndex(column);
    if (!MOSTLY_ZERO.includes(this.query.filter.sort)) return [{ where: beyondKey, sorted: [column] }];
    const others = { where: [`l.${column} <> 0`, ...beyondKey], sorted: [column] };
    const zero = `l.${column} = 0`;
    if (!key) return [others, { where: [zero], sorted: [] }];
    if (key.value === 0) {
      const item = `${this.add(key.itemId)}::bigint`;
      const past = `(l.item_id, l.location_id) ${beyond} (${item}, ${this.add(key.locationId)}::bigint)`;
      const later = [`l.item_id ${beyond}= ${item}`, past];
      return [others, { where: [zero, ...later], sorted: [] }];
    }
    return Number(key.value) > 0 === (beyond === "<") ? [others, { where: [zero], sorted: [] }] : [others];
  }

  private pastInIndex(column: string): string[] {
    const { key } = this;
    if (!key) return [];
    return [
      `(l.${column}, l.item_id) ${this.beyond}= (${this.valueOf(key)}, ${this.add(key.itemId)}::bigint)`,
      this.past(key, "l", "l"),
    ];
  }

  /** `ofItem`: the levels of an item lie side by side; with "is true" they are read at once, and not looked up location by location. */
  private inLocations(ofItem = false): string {
    const condition = `l.location_id = any(${this.add(this.query.locations)}::bigint[])`;
    return ofItem && this.query.locations.length > 1 ? `(${condition}) is true` : condition;
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

  private wordIs(word: string): string {
    return wordCondition(this.shop, word, this.add(word));
  }

  private needsTracked(): boolean {
    return this.query.filter.tracked === true || this.query.filter.stock !== null;
  }

  private itemConditions(has: Has, row: string): string[] {
    const { filter } = this.query;
    const item = `inventory_item i where i.shop_id = ${this.shop}`;
    return [
      ...(filter.vendor === null ? [] : [has(row, `${item} and i.vendor = ${this.add(filter.vendor)}`, "i")]),
      ...(filter.type === null ? [] : [has(row, `${item} and i.product_type = ${this.add(filter.type)}`, "i")]),
      ...(filter.tracked === false ? [has(row, `${item} and not i.tracked`, "i")] : []),
      // Few are not tracked: those are looked for, and not each level among all that are.
      ...(this.needsTracked() ? [`not ${hashed(row, `${item} and not i.tracked`, "i")}`] : []),
      // Gone items keep their levels, inactive.
      ...(filter.look === "inactive" ? [`not ${hashed(row, `${item} and i.deleted_at is not null`, "i")}`] : []),
      ...this.labelConditions(has, row),
    ];
  }

  private labelConditions(has: Has, row: string): string[] {
    const { filter, words, reach } = this.query;
    if (words?.length === 0) return ["false"];
    const common = (word: string) => reach.some((each) => each.word === word && each.items > COMMON);
    // A list to begin with is none of a common word, unless there is nothing narrower.
    const asks = has === hashed || (has === listed && this.fewestItems() <= COMMON);
    return [
      ...(filter.tag === null
        ? []
        : [has(row, `item_tag t where t.shop_id = ${this.shop} and t.tag = ${this.add(filter.tag)}`, "t")]),
      ...(words ?? []).map((word) =>
        (asks && common(word) ? asked : has)(row, `item_word w where ${this.wordIs(word)}`, "w"),
      ),
    ];
  }
}

/** A part of a walk: what its levels fulfil, and the number it is sorted by before items and locations. */
interface Stretch {
  readonly where: readonly string[];
  readonly sorted: readonly string[];
}
