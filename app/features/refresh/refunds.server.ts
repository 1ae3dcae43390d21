import { fromGid, toGid } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import {
  MoreRefundLinesDocument,
  RefundLinesDocument,
  RefundsOfOrdersDocument,
} from "../../platform/admin-api/operations.ts";
import { allPages } from "../../platform/admin-api/pages.ts";
import { knownRefunds, type OrderNode, type RefundNode } from "../orders/public.server.ts";
import { found, inRun, type RefreshRun } from "./tools.server.ts";

/** A refund with 40 lines is about 120 points; one query may cost 1,000. */
const REFUNDS_AT_ONCE = 8;

/**
 * Reads the refunds of those orders that have lost units (cancelled, edited, refunded) and whose refunds we do not have. A refund never changes, so each
 * is read once; orders without any cost nothing.
 */
export async function readRefunds(run: RefreshRun, orders: readonly OrderNode[]): Promise<RefundNode[]> {
  const ids = orders.filter(lostUnits).map(({ order }) => fromGid("Order", order.id));
  if (ids.length === 0) return [];
  const data = await run.admin.request(
    RefundsOfOrdersDocument,
    { ids: ids.map((id) => toGid("Order", id)) },
    { share: SHARES.rest, ids: ids.length },
  );
  const known = await inRun(run, (tx) => knownRefunds(tx, ids));
  const unknown = found(data.nodes)
    .flatMap(({ refunds }) => refunds.map(({ id }) => id))
    .filter((id) => !known.has(lastOf(id)));
  const refunds: RefundNode[] = [];
  for (let from = 0; from < unknown.length; from += REFUNDS_AT_ONCE) {
    const piece = unknown.slice(from, from + REFUNDS_AT_ONCE);
    const answer = await run.admin.request(
      RefundLinesDocument,
      { ids: piece },
      { share: SHARES.rest, ids: piece.length },
    );
    for (const refund of found(answer.nodes)) {
      const lines = await allPages(refund.refundLineItems, async (after) => {
        const page = await run.admin.request(MoreRefundLinesDocument, { id: refund.id, after }, { share: SHARES.rest });
        return page.refund?.refundLineItems;
      });
      refunds.push({ orderId: fromGid("Order", refund.order.id), refundId: lastOf(refund.id), lines });
    }
  }
  return refunds;
}

/** An order of which units were cancelled, taken out or refunded. */
export const lostUnits = ({ lines }: OrderNode): boolean =>
  lines.some(({ currentQuantity, quantity }) => currentQuantity < quantity);

const lastOf = (gid: string) => gid.slice(gid.lastIndexOf("/") + 1);
