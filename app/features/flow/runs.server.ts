import { cutPage, sideOf } from "../../core/cut-page.ts";
import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Action } from "./domain/actions.ts";
import type { RunFilter } from "./domain/run-filter.ts";
import type { RunCode } from "./domain/run.ts";

/** What a workflow asked of an order, as it goes to the browser. */
export interface ListedRun {
  readonly runId: string;
  readonly action: Action;
  readonly orderId: OrderId;
  /** Empty: the order is not known here. */
  readonly order: string;
  readonly status: "waiting" | "done" | "refused";
  readonly code: RunCode | "";
  /** ISO 8601 */
  readonly receivedAt: string;
}

export interface RunPage {
  readonly runs: readonly ListedRun[];
  readonly before: string | null;
  readonly after: string | null;
}

const placeOf = ({ receivedAt, runId }: ListedRun): string => `${Date.parse(receivedAt)}_${runId}`;

/** One page, the newest first. */
export async function listRuns(tx: ShopTx, filter: RunFilter, limit: number): Promise<RunPage> {
  const { status, action, search, after, before } = filter;
  const backwards = before !== null;
  const [, ms = null, runId = ""] = /^(\d+)_(.*)$/.exec(before ?? after ?? "") ?? [];
  const rows = await tx.rows<Omit<ListedRun, "receivedAt"> & { receivedAt: Date; [column: string]: unknown }>(
    `select r.run as "runId", r.action, r.order_id as "orderId", coalesce(o.name, '') as "order", r.status, r.code, r.received_at as "receivedAt"
       from flow_run r left join shop_order o on o.shop_id = r.shop_id and o.order_id = r.order_id
      where r.shop_id = $1 and ($2::text is null or r.status = $2) and ($3::text is null or r.action = $3)
        and ($4::timestamptz is null or (r.received_at, r.run) ${backwards ? ">" : "<"} ($4, $5))
        and ($7 = '' or starts_with(o.name, $7) or starts_with(o.name, '#' || $7))
      order by r.received_at ${backwards ? "asc" : "desc"}, r.run ${backwards ? "asc" : "desc"} limit $6`,
    [tx.shopId, status, action, ms === null ? null : new Date(Number(ms)), runId, limit + 1, search],
  );
  const listed = rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
  const page = cutPage(listed, limit, sideOf({ after, before }), placeOf);
  return { runs: page.rows, before: page.before, after: page.after };
}
