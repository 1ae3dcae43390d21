/** The lists of which people save views. */
export const LISTS = [
  "orders",
  "inbox",
  "deliveries",
  "arrivals",
  "reports",
  "queue",
  "batches",
  "manifests",
  "pickups",
  "stock",
  "alerts",
  "buffers",
  "counts",
  "suggestions",
  "transfers",
  "automations",
  "runs",
  "messages",
  "locations",
  "codes",
  "audit",
] as const;
export type ListName = (typeof LISTS)[number];

/** Lists whose search (`q`) finds people: a view would keep a name or an e-mail in plain text, where no erasure finds it. */
const FINDS_PEOPLE: ReadonlySet<ListName> = new Set(["orders"]);

/** May a view of the list keep this address? */
export const mayBeKept = (list: ListName, query: string): boolean =>
  !FINDS_PEOPLE.has(list) || (new URLSearchParams(query).get("q") ?? "") === "";

/** A list as somebody saved it: a name, and the parameters of its address. */
export interface SavedView {
  readonly viewId: string;
  readonly name: string;
  /** Filters, search, sorting and columns, as the list spells them. */
  readonly query: string;
  /** Everybody who works here sees it; otherwise only the reader. */
  readonly shared: boolean;
  /** The reader has the list open with it. */
  readonly isDefault: boolean;
}

/** What the page of a list gets of its saved views, with its rows. */
export interface SavedOfList {
  readonly list: ListName;
  readonly views: readonly SavedView[];
  /** The view that the address names. */
  readonly view: string | null;
}

/** The parameter of a list's address that says which saved view is shown. */
export const SAVED = "saved";
/** Its value for: the list as it is, although another view is what it opens with. */
export const NO_VIEW = "none";

const LONGEST_NAME = 40;

/** The name of a view; undefined for one that is empty or too long (40 characters). */
export function viewName(text: string): string | undefined {
  const name = text.replaceAll("\0", " ").replace(/\s+/g, " ").trim();
  return name === "" || name.length > LONGEST_NAME ? undefined : name;
}
