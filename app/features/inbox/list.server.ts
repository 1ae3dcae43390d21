import { cutPage } from "../../core/cut-page.ts";
import { INBOX_AREAS, INBOX_KINDS, type InboxArea, type InboxKind } from "../../core/inbox.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { kindsOf, rankOf, writeInboxPlace, type InboxFilter, type InboxPlace } from "./domain/filter.ts";
import { isReadSql, openSql } from "./sources.server.ts";

const PAGE_SIZE = 50;
/** Each kind is counted exactly to here. */
const MOST = 10_000;

/** A thing that needs somebody, as it goes to the browser. Times are ISO 8601. */
export interface InboxRow {
  readonly kind: InboxKind;
  readonly ref: string;
  /** Its code within the kind. */
  readonly what: string;
  readonly name: string;
  readonly count: number;
  readonly since: string;
  readonly deadline: string | null;
  readonly owner: string;
  readonly rests: boolean;
  readonly target: string;
  /** The reader has not looked at it since it is open, or since somebody else gave it to anybody. */
  readonly fresh: boolean;
}

/** Who reads: how their name stands where somebody has something, and Shopify's number of them. */
export interface InboxReader {
  readonly name: string;
  readonly who: string;
}

/** Those of InboxRow. */
const COLUMNS = "kind, ref, what, name, count, since, deadline, owner, rests, target, fresh";

interface InboxPage {
  readonly rows: readonly InboxRow[];
  readonly before: string | null;
  readonly after: string | null;
}

/** One page. */
export async function listInbox(
  tx: ShopTx,
  filter: InboxFilter,
  place: InboxPlace | null,
  reader: InboxReader,
  now: Date,
): Promise<InboxPage> {
  const found = await inboxFrom(tx, filter, place, PAGE_SIZE + 1, reader, now);
  return cutPage(found, PAGE_SIZE, place?.side ?? null, (row) => writeInboxPlace(placeOf(row, filter)));
}

/** Rows after a place (before it: the nearest first): the first of each kind, and of those the first. */
export async function inboxFrom(
  tx: ShopTx,
  filter: InboxFilter,
  place: InboxPlace | null,
  limit: number,
  reader: InboxReader,
  now: Date,
): Promise<InboxRow[]> {
  const { where, values } = conditionsOf(tx, filter, reader, now);
  const sorted = filter.sort === "since" ? "x.since" : "coalesce(x.deadline, 'infinity')";
  const down = filter.descending !== (place?.side === "before");
  const direction = down ? "desc" : "asc";
  const columns = [sorted, "x.rank", "x.since", "x.ref"];
  const order = `order by ${columns.map((column) => `${column} ${direction}`).join(", ")} limit ${limit}`;
  const n = values.length;
  const beyond = place
    ? `and (${columns.join(", ")}) ${down ? "<" : ">"} ($${n + 1}::timestamptz, $${n + 2}::int, $${n + 3}::timestamptz, $${n + 4})`
    : "";
  const kinds = filter.kind === null ? kindsOf(filter.area, filter.areas) : [filter.kind];
  if (kinds.length === 0) return [];
  const branches = kinds.map((kind) => {
    const fresh = `not exists (select 1 from inbox_read s where ${isReadSql(kind, "$5")})`;
    // Among the columns it is asked for the fifty rows that are left; as a condition PostgreSQL joins it at once.
    return `(select x.*, ${fresh} as fresh from (${openSql(kind)}) x where ${where} ${filter.fresh ? `and ${fresh}` : ""} ${beyond} ${order})`;
  });
  const rows = await tx.rows<Omit<InboxRow, "since" | "deadline"> & { since: Date; deadline: Date | null }>(
    `select ${COLUMNS} from (${branches.join(" union all ")}) x ${order}`,
    [...values, ...(place ? [place.value, rankOf(place.kind), place.since, place.ref] : [])],
  );
  return rows.map((row) => ({
    ...row,
    since: row.since.toISOString(),
    deadline: row.deadline?.toISOString() ?? null,
  }));
}

/** Where a row stands in the list of this sorting. */
export const placeOf = ({ kind, ref, since, deadline }: InboxRow, { sort }: InboxFilter): Omit<InboxPlace, "side"> => ({
  ...{ kind, ref, since, value: sort === "since" ? since : (deadline ?? "infinity") },
});

/** How much is open in each area and does not rest, and how much of it all is new for somebody: each kind counted to 10,000 (10,001: and some). */
interface InboxCounts {
  readonly open: Readonly<Record<InboxArea, number>>;
  readonly fresh: number;
}

/** Counts these areas; what is new is new for `who`. One look for both: of thousands of open things each look takes as long as a page of them. */
export async function countInbox(
  tx: ShopTx,
  who: string,
  areas: readonly InboxArea[],
  now: Date,
): Promise<InboxCounts> {
  const branches = kindsOf(null, areas).map(
    (kind) =>
      // A join, where a page asks for its fifty rows one by one: here each of the thousands is asked for.
      `select '${kind}' as kind, count(*)::int as count, (count(*) - count(s.ref))::int as fresh
         from (select ref, since from (${openSql(kind)}) o where not o.rests limit ${MOST + 1}) x
         left join inbox_read s on ${isReadSql(kind, "$3")}`,
  );
  const rows =
    branches.length === 0
      ? []
      : await tx.rows<{ kind: InboxKind; count: number; fresh: number }>(branches.join(" union all "), [
          tx.shopId,
          now,
          who,
        ]);
  const open = INBOX_AREAS.map((area) => [
    area,
    rows.filter(({ kind }) => INBOX_KINDS[kind] === area).reduce((sum, { count }) => sum + count, 0),
  ]);
  return {
    open: Object.fromEntries(open) as Record<InboxArea, number>,
    fresh: rows.reduce((sum, each) => sum + each.fresh, 0),
  };
}

const OWNER = { me: "x.owner = $4", nobody: "x.owner = ''", other: "x.owner not in ('', $4)" } as const;
const DUE = { over: "x.deadline <= $2", today: "x.deadline <= $2 + interval '1 day'" } as const;

function conditionsOf(tx: ShopTx, { owner, due, resting, search }: InboxFilter, { name, who }: InboxReader, now: Date) {
  const parts = ["x.rests = $3", "$4::text is not null"];
  const values: unknown[] = [tx.shopId, now, resting, name, who];
  if (owner !== null) parts.push(OWNER[owner]);
  if (due !== null) parts.push(DUE[due]);
  if (search !== "") parts.push(`starts_with(lower(x.name), lower($${values.push(search)}))`);
  return { where: parts.join(" and "), values };
}
