import { cutPage } from "../../core/cut-page.ts";
import { instantAt } from "../../core/local-time.ts";
import type { Permission, Role } from "../../core/permissions.ts";
import { countSome } from "../../platform/db/count-some.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { subjectsNamed } from "./domain/things.ts";
import { writeAuditPlace, type AuditFilter, type AuditPlace, type AuditSort } from "./domain/filter.ts";

const PAGE_SIZE = 50;

/** An entry as it goes to the browser. `role`, `permission` and `page` are empty where they were not kept yet. Times are ISO 8601. */
export interface AuditRow {
  readonly seq: string;
  readonly at: string;
  readonly who: string;
  readonly role: Role | "";
  readonly permission: Permission | "";
  readonly page: string;
  readonly area: string;
  readonly code: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One page of the log, and how much there is of it. */
export async function listAudit(tx: ShopTx, filter: AuditFilter, place: AuditPlace | null, timeZone: string) {
  const found = await auditFrom(tx, filter, place, PAGE_SIZE + 1, timeZone);
  const { where, values } = conditionsOf(tx, filter, timeZone);
  return {
    ...cutPage(found, PAGE_SIZE, place?.side ?? null, (row) => writeAuditPlace(placeOf(row, filter))),
    count: await countSome(tx, `from audit_entry where ${where}`, values),
  };
}

/** Entries after a place (before it: the nearest first). */
export async function auditFrom(
  tx: ShopTx,
  filter: AuditFilter,
  place: AuditPlace | null,
  limit: number,
  timeZone: string,
): Promise<AuditRow[]> {
  const { where, values } = conditionsOf(tx, filter, timeZone);
  const columns = COLUMNS[filter.sort];
  const down = filter.descending !== (place?.side === "before");
  const n = values.length;
  const at = filter.sort === "at";
  const beyond = place
    ? `and (${columns.join(", ")}) ${down ? "<" : ">"} (${at ? "" : `$${n + 1}, `}$${n + (at ? 1 : 2)}::timestamptz, $${n + (at ? 2 : 3)}::bigint)`
    : "";
  const rows = await tx.rows<Omit<AuditRow, "at"> & { at: Date; [column: string]: unknown }>(
    `select seq, at, who, role, permission, page, area, code, subject, data from audit_entry
      where ${where} ${beyond} order by ${columns.map((column) => `${column} ${down ? "desc" : "asc"}`).join(", ")} limit ${limit}`,
    [...values, ...(place ? [...(at ? [] : [place.value]), place.at, place.seq] : [])],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** What a list is sorted by, down to what makes an entry unique: each of them is an index. */
const COLUMNS: Readonly<Record<AuditSort, readonly string[]>> = {
  at: ["at", "seq"],
  who: ["who", "at", "seq"],
  code: ["code", "at", "seq"],
};

export const placeOf = ({ seq, at, who, code }: AuditRow, { sort }: AuditFilter): Omit<AuditPlace, "side"> => ({
  value: { at, who, code }[sort],
  at,
  seq,
});

function conditionsOf(tx: ShopTx, { area, who, code, from, to, search }: AuditFilter, timeZone: string) {
  const values: unknown[] = [tx.shopId];
  const parts = ["shop_id = $1"];
  const add = (sql: (place: string) => string, value: unknown) => parts.push(sql(`$${values.push(value)}`));
  if (area !== null) add((at) => `area = ${at}`, area);
  if (who !== "") add((at) => `who = ${at}`, who);
  if (code !== null) add((at) => `code = ${at}`, code);
  if (from !== "") add((at) => `at >= ${at}`, dayStart(from, timeZone));
  if (to !== "") add((at) => `at < ${at}`, dayStart(to, timeZone, 1));
  if (search !== "") add((at) => `subject = any(${at}::text[])`, subjectsNamed(search));
  return { where: parts.join(" and "), values };
}

const DAY_MS = 86_400_000;

/** When a day ("2026-11-23") begins on the shop's wall, or the one so many days after it. */
const dayStart = (day: string, timeZone: string, after = 0): Date =>
  new Date(instantAt(timeZone, Date.parse(day) / DAY_MS + after, 0));

/** Everybody who is in the log, by Shopify's number, or everything that was done: jumped to through the index, so that it costs as much as there are of them. */
export async function readDistinct(tx: ShopTx, column: "who" | "code"): Promise<string[]> {
  const rows = await tx.rows<{ value: string }>(
    `with recursive next as (
       (select ${column} as value, 1 as n from audit_entry where shop_id = $1 order by ${column} limit 1)
       union all
       select (select e.${column} from audit_entry e where e.shop_id = $1 and e.${column} > next.value order by e.${column} limit 1), n + 1
         from next where next.value is not null and n < 500)
     select value from next where value is not null`,
    [tx.shopId],
  );
  return rows.map(({ value }) => value);
}
