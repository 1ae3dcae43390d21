import type { DocumentNode } from "graphql";
import { Bug } from "../../core/faults.ts";
import { SHARES } from "../../core/effects.ts";
import { fromGid } from "../../core/ids.ts";
import { BrokenBulk, type BulkGroup } from "../../platform/admin-api/bulk-lines.ts";
import { bulkBatches, startBulk, stateOfBulk } from "../../platform/admin-api/bulk.server.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  BulkFulfillmentOrdersDocument,
  BulkInventoryItemsDocument,
  BulkOrdersDocument,
} from "../../platform/admin-api/operations.ts";
import { assertNoTransaction, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { beginRead, type ReadStamp } from "../../platform/read-number.server.ts";
import { itemOfBulk, mirrorItems, mirrorLevels } from "../inventory/public.server.ts";
import { fulfillmentOrderOfBulk, mirrorFulfillmentOrders, mirrorOrders, orderOfBulk } from "../orders/public.server.ts";
import { compareBatch } from "./full-look.server.ts";
import { markUnseen, noticeImported } from "./import-aftermath.server.ts";
import { bulkFilter, type BulkKind } from "./domain/import-plan.ts";
import {
  ordersAmong,
  runAsked,
  runCounted,
  runDone,
  runFailed,
  runProgressed,
  runReady,
  type ImportRun,
} from "./import-runs.server.ts";

export type BulkRun = ImportRun & { readonly kind: BulkKind };

/** Lines of the result in one transaction: about 50–150 ms of work, far below a transaction's 15 s. */
const BATCH_LINES = 500;

/** The first time, somebody has just installed us and waits for it. */
const shareOf = ({ again }: BulkRun) => (again ? SHARES.rest : SHARES.people);

const DOCUMENTS: Readonly<Record<BulkKind, DocumentNode>> = {
  items: BulkInventoryItemsDocument,
  orders: BulkOrdersDocument,
  fulfillment_orders: BulkFulfillmentOrdersDocument,
};

/**
 * Asks Shopify for one kind (10 points, whatever the size). Five bulk queries of a shop may run at once; when others use them all, the run
 * stays waiting. A lost answer leaves an operation nobody reads, and the next attempt asks anew.
 */
export async function askForBulk(lease: Lease, admin: AdminClient, run: BulkRun, now: Date): Promise<void> {
  const filter = bulkFilter(run.kind, now);
  const read = await beginRead(now);
  const started = await startBulk(
    admin,
    DOCUMENTS[run.kind],
    filter === undefined ? {} : { query: filter },
    shareOf(run),
  );
  if (started === "busy") return;
  await inLease(lease, async (tx) => {
    await runAsked(tx, run.kind, started.id, read);
  });
}

/** How is it going? Stores the progress, the address of the result, the end of an empty one, or the failure. */
export async function lookAtBulk(lease: Lease, admin: AdminClient, run: BulkRun, now: Date): Promise<void> {
  const state = await stateOfBulk(admin, run.bulkId ?? "", shareOf(run));
  await inLease(lease, async (tx) => {
    if (state.kind === "running") await runCounted(tx, run, state.objects);
    else if (state.kind === "broken") await runFailed(tx, run, state.failure, now);
    else if (state.url !== null) await runReady(tx, run, state.url, state.objects);
    else await runDone(tx, run.kind, stampOf(run), now);
  });
}

/**
 * Takes the result into the mirror (or, `again`, compares it) while it streams in, from where the last run stopped. Rows and progress are one transaction, so a crash
 * at any point repeats nothing and loses nothing. A result that is gone (addresses live seven days) or not what was asked for is asked for
 * again. Throws Retryable when the line breaks.
 */
export async function loadBulk(lease: Lease, run: BulkRun, now: Date): Promise<void> {
  assertNoTransaction("reading a bulk result");
  const read = stampOf(run);
  try {
    for await (const batch of bulkBatches(run.url ?? "", run.done, BATCH_LINES)) {
      await inLease(lease, async (tx) => {
        await (run.again ? compareBatch : take)(tx, run.kind, batch, read, now);
        await runProgressed(tx, run.kind, read, batch.at(-1)?.lines ?? 0);
      });
    }
  } catch (error) {
    if (!(error instanceof BrokenBulk)) throw error;
    await failed(lease, run, error.failure, now);
    return;
  }
  if (run.kind !== "fulfillment_orders") await markUnseen(lease, run.kind, read, now);
  else if (!run.again) {
    await markUnseen(lease, run.kind, read, now);
    await noticeImported(lease, now);
  }
  await inLease(lease, async (tx) => {
    await runDone(tx, run.kind, read, now);
  });
}

async function take(
  tx: ShopTx,
  kind: BulkKind,
  batch: readonly BulkGroup[],
  read: ReadStamp,
  now: Date,
): Promise<void> {
  switch (kind) {
    case "items": {
      const items = batch.map(itemOfBulk);
      await mirrorItems(
        tx,
        items.map(({ item }) => item),
        read,
      );
      await mirrorLevels(
        tx,
        items.map(({ levels }) => levels),
        read,
      );
      return;
    }
    case "orders": {
      const orders = batch.map(orderOfBulk);
      await mirrorOrders(
        tx,
        orders.map(({ node }) => node),
        read,
      );
      // A fulfillment with its lines and events is too deep for the bulk query; it is read like one that a webhook named.
      await markChanged(
        tx,
        orders.flatMap(({ fulfillments }) =>
          fulfillments.map(({ id }) => ({ kind: "fulfillment" as const, objectId: fromGid("Fulfillment", id) })),
        ),
        now,
      );
      return;
    }
    case "fulfillment_orders": {
      const nodes = batch.map(fulfillmentOrderOfBulk);
      const known = await ordersAmong(
        tx,
        nodes.map(({ fulfillmentOrder }) => fulfillmentOrder.orderId),
      );
      // Those of orders we may not see (older than 60 days) have nothing to hang on to.
      await mirrorFulfillmentOrders(
        tx,
        nodes.filter(({ fulfillmentOrder }) => known.has(fulfillmentOrder.orderId)),
        read,
      );
    }
  }
}

function stampOf(run: ImportRun): ReadStamp {
  if (run.readNo === null || run.startedAt === null) throw new Bug(`the import of ${run.kind} has no read`);
  return { no: run.readNo, at: run.startedAt };
}

async function failed(lease: Lease, run: ImportRun, failure: string, now: Date): Promise<void> {
  await inLease(lease, async (tx) => {
    await runFailed(tx, run, failure, now);
  });
}
