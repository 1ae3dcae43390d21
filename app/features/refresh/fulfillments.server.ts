import { fromGid, toGid, type FulfillmentId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import {
  FulfillmentLinesDocument,
  RefreshFulfillmentsDocument,
  RefreshKnownFulfillmentsDocument,
} from "../../platform/admin-api/operations.ts";
import { allPages } from "../../platform/admin-api/pages.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged, type OwnMark } from "../../platform/marks.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { refreshPromises } from "../delivery/public.server.ts";
import { mirroredFulfillments, mirrorFulfillments, type FulfillmentNode } from "../orders/public.server.ts";
import type { TakenMark } from "./domain/clearing.ts";
import type { Reading } from "./read-marked.server.ts";
import { clearMarks } from "./store.server.ts";
import { found, inRun, type RefreshRun } from "./tools.server.ts";

/** Documented cost of one fulfilment of this selection (100 lines, 25 events), until it was measured. */
const COST = 240;

/** How marked fulfilments are read anew. */
export const FULFILLMENTS: Reading = {
  kind: "fulfillment",
  most: (admin) => admin.fits(RefreshFulfillmentsDocument, COST),
  read: readFulfillments,
};

async function readFulfillments(run: RefreshRun, marks: readonly TakenMark[], read: ReadStamp): Promise<void> {
  const ids = marks.map((mark) => mark.objectId as FulfillmentId);
  const mirrored = new Set(await inRun(run, (tx) => mirroredFulfillments(tx, ids)));
  const { known = [], fresh = [] } = Object.groupBy(ids, (id) => (mirrored.has(id) ? "known" : "fresh"));
  const nodes = [...(await readState(run, known)), ...(await readWhole(run, fresh))];
  const answers = nodes.map(({ fulfillment }) => fulfillment);
  const updated = new Map(answers.map((answer) => [fromGid("Fulfillment", answer.id), new Date(answer.updatedAt)]));
  await inRun(run, async (tx) => {
    const connected = await connectedTo(tx, answers);
    await mirrorFulfillments(tx, nodes, read);
    await refreshPromises(tx, [...new Set(answers.map(({ order }) => fromGid("Order", order.id)))], run.now());
    await markChanged(tx, connected, run.now());
    await clearMarks(
      tx,
      "fulfillment",
      marks,
      (mark) => updated.get(mark.objectId as FulfillmentId) ?? null,
      run.now(),
    );
  });
}

/** What may have changed of fulfilments that the mirror has. */
async function readState(run: RefreshRun, ids: readonly FulfillmentId[]): Promise<FulfillmentNode[]> {
  if (ids.length === 0) return [];
  const { nodes } = await run.admin.request(RefreshKnownFulfillmentsDocument, { ids: gids(ids) }, asked(ids));
  return found(nodes).map((fulfillment) => ({ fulfillment, lines: [] }));
}

/** Fulfilments with their lines. */
async function readWhole(run: RefreshRun, ids: readonly FulfillmentId[]): Promise<FulfillmentNode[]> {
  if (ids.length === 0) return [];
  const data = await run.admin.request(RefreshFulfillmentsDocument, { ids: gids(ids) }, asked(ids));
  const nodes: FulfillmentNode[] = [];
  for (const answer of found(data.nodes)) {
    const lines = await allPages(answer.fulfillmentLineItems, async (after) => {
      const page = await run.admin.request(FulfillmentLinesDocument, { id: answer.id, after }, { share: SHARES.rest });
      return page.fulfillment?.fulfillmentLineItems;
    });
    nodes.push({ fulfillment: answer, lines });
  }
  return nodes;
}

const gids = (ids: readonly FulfillmentId[]) => ids.map((id) => toGid("Fulfillment", id));
const asked = (ids: readonly FulfillmentId[]) => ({ share: SHARES.rest, ids: ids.length });

/**
 * The orders and fulfillment orders of fulfilments that have another status than before (cancelled): that changes what is left to ship. An event of a
 * parcel does not, and there are some five of them to each parcel: so their topics leave the order alone.
 */
async function connectedTo(
  tx: ShopTx,
  answers: readonly { readonly id: string; readonly status: string }[],
): Promise<OwnMark[]> {
  return tx.rows<OwnMark & Record<string, unknown>>(
    `with x as (
       select distinct f.order_id from fulfillment f join unnest($2::bigint[], $3::text[]) as x(id, status) on f.fulfillment_id = x.id
        where f.shop_id = $1 and f.status <> x.status)
     select 'order' as kind, order_id as "objectId" from x
     union all
     select 'fulfillmentOrder', o.fulfillment_order_id from x join fulfillment_order o on o.shop_id = $1 and o.order_id = x.order_id`,
    [tx.shopId, answers.map(({ id }) => fromGid("Fulfillment", id)), answers.map(({ status }) => status)],
  );
}
