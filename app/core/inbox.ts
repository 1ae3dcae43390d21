import type { Permission } from "./permissions.ts";

/**
 * Everything that may need a person, by kind, and the part of the work it belongs to. A kind has one source, which its own feature writes
 * (features/…/inbox-source.ts); features/inbox reads them together.
 */
export const INBOX_KINDS = {
  /** An order with a reason to look at it (features/orders/domain/stage.ts). */
  order: "orders",
  /** Something that may go wrong on its way, or has. */
  risk: "deliveries",
  /** A carrier's code that nobody knows. */
  code: "deliveries",
  /** Stock runs out, or has. */
  alert: "inventory",
  /** A change of stock that nothing explains. */
  drift: "inventory",
  /** A message that did not go out. */
  message: "messages",
  /** What goods and places lack, all of a kind together. */
  fault: "setup",
  /** Things of the store that could not be read, all of a kind together. */
  setAside: "setup",
} as const;
export type InboxKind = keyof typeof INBOX_KINDS;

/** In the order of the tabs. */
export const INBOX_AREAS = ["orders", "deliveries", "inventory", "messages", "setup"] as const;
export type InboxArea = (typeof INBOX_AREAS)[number];

/** What somebody needs to be allowed to see what is open in an area. */
export const INBOX_PERMISSIONS = {
  orders: "seeOrders",
  deliveries: "seeDeliveries",
  inventory: "seeStock",
  messages: "seeOrders",
  setup: "seeSettings",
} as const satisfies Record<InboxArea, Permission>;

/** The areas that somebody sees. */
export const areasFor = (may: (permission: Permission) => boolean): InboxArea[] =>
  INBOX_AREAS.filter((area) => may(INBOX_PERMISSIONS[area]));

/** What a feature contributes of one kind. */
export interface InboxSource {
  readonly kind: InboxKind;
  /**
   * SQL of a query with a row for each thing that is open; `$1` is the shop, `$2` now (both are always given). Its columns:
   *
   * - `ref` text: names the thing within its kind, for as long as it is open.
   * - `what` text: the code of what it is; `name` text: as people know it; `count` int: how many things it stands for.
   * - `since` timestamptz: open since; `deadline` timestamptz or null: until when acting helps.
   * - `owner` text: who has it, empty for nobody; `rests` boolean: somebody let it rest. Of a source that does not know them `''` and `false`.
   * - `target` text: the id its next step needs (an order, an item), or empty.
   *
   * What only the shown rows need (a name from another table) is a subquery among the columns and not a join: PostgreSQL looks it up for the page's fifty
   * rows, after it has sorted and cut, and not for all that is open.
   */
  readonly rows: string;
}
