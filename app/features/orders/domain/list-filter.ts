import { readAddress, sortText } from "../../../core/address.ts";
import { readId, type OrderId } from "../../../core/ids.ts";
import { ATTENTION_CODES, ORDER_STAGES, type AttentionCode, type OrderStage } from "./stage.ts";

/** Shopify's OrderDisplayFinancialStatus, as the mirror stores it. */
export const PAYMENT_STATUSES = [
  "PENDING",
  "AUTHORIZED",
  "PARTIALLY_PAID",
  "PAID",
  "PARTIALLY_REFUNDED",
  "REFUNDED",
  "VOIDED",
  "EXPIRED",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** How urgent an order is: 1 is the most. */
export const PRIORITIES = ["1", "2", "3", "4", "5"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const ORDER_SORTS = ["placed", "total"] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

/** What a list of orders shows, without which page of it. Lives in the address, so that it survives a reload and can be shared. */
export interface OrdersFilter {
  readonly stage: OrderStage | null;
  /** `any`: every order that somebody should look at. `blocked`: those that cannot ship. */
  readonly attention: AttentionCode | "any" | "blocked" | null;
  readonly payment: PaymentStatus | null;
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
  readonly priority: Priority | null;
  /** Who takes care of it. */
  readonly assignee: string | null;
  readonly search: string;
  readonly sort: OrderSort;
  readonly descending: boolean;
}

/** The row a page begins after (or ends before): the sorted value as stored, and the order's id, which makes it unique. */
export interface PageKey {
  readonly side: "after" | "before";
  /** Milliseconds since 1970, or minor units. */
  readonly value: number;
  readonly orderId: OrderId;
}

export const NO_FILTER: OrdersFilter = {
  stage: null,
  attention: null,
  payment: null,
  country: null,
  priority: null,
  assignee: null,
  search: "",
  sort: "placed",
  descending: true,
};

const MAX_SEARCH = 100;
/** The longest name of an assignee (features/automation: staff). */
export const LONGEST_ASSIGNEE = 64;

/** Reads a filter from an address. What it does not know (an old bookmark, a typing error) counts as not given. */
export function readFilter(parameters: URLSearchParams): OrdersFilter {
  const country = parameters.get("country");
  const address = readAddress(parameters);
  const [sort, direction] = address.sort(ORDER_SORTS);
  return {
    stage: address.oneOf("stage", ORDER_STAGES),
    attention: address.oneOf("attention", [...ATTENTION_CODES, "any", "blocked"]),
    payment: address.oneOf("payment", PAYMENT_STATUSES),
    country: country !== null && /^[A-Z]{2}$/.test(country) ? country : null,
    priority: address.oneOf("priority", PRIORITIES),
    assignee: address.text("assignee", LONGEST_ASSIGNEE) || null,
    search: address.text("q", MAX_SEARCH),
    sort: sort ?? NO_FILTER.sort,
    descending: direction !== "asc",
  };
}

/** The filter as the parameters of an address; what is not filtered is not named. Inverse of `readFilter`. */
export function writeFilter(filter: OrdersFilter): Record<string, string> {
  const given: Record<string, string> = {};
  if (filter.stage !== null) given["stage"] = filter.stage;
  if (filter.attention !== null) given["attention"] = filter.attention;
  if (filter.payment !== null) given["payment"] = filter.payment;
  if (filter.country !== null) given["country"] = filter.country;
  if (filter.priority !== null) given["priority"] = filter.priority;
  if (filter.assignee !== null) given["assignee"] = filter.assignee;
  if (filter.search !== "") given["q"] = filter.search;
  if (filter.sort !== NO_FILTER.sort || filter.descending !== NO_FILTER.descending)
    given["sort"] = sortText(filter.sort, filter.descending);
  return given;
}

/** Does it show less than all orders? */
export function isFiltered({ search, sort: _sort, descending: _descending, ...given }: OrdersFilter): boolean {
  return search !== "" || Object.values(given).some((value) => value !== null);
}

/** Reads the place in the list; null for the first page and for anything that is not a place. */
export function readPageKey(parameters: URLSearchParams): PageKey | null {
  const side = parameters.has("after") ? "after" : "before";
  const match = /^(\d{1,15})_(\d{1,19})$/.exec(parameters.get(side) ?? "");
  const orderId = readId<OrderId>(match?.[2]);
  return orderId === undefined ? null : { side, value: Number(match?.[1]), orderId };
}

/** The place of a row, as the value of `after` or `before`. */
export function writePageKey({ value, orderId }: Pick<PageKey, "value" | "orderId">): string {
  return `${value}_${orderId}`;
}

/** The filter of an address in the spelling of `writeFilter`. */
export const tidyFilter = (given: URLSearchParams): Record<string, string> => writeFilter(readFilter(given));
