import type { DocumentNode } from "graphql";
import { Bug, Retryable } from "../../core/faults.ts";
import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  BulkFulfillmentOrdersDocument,
  BulkInventoryItemsDocument,
  BulkOrdersDocument,
  BulkStatusDocument,
  StartBulkDocument,
} from "../../platform/admin-api/operations.ts";
import { assertNoTransaction, inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { assertLease, keepLease, type Lease } from "../../platform/lanes.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { beginRead, type ReadStamp } from "../../platform/read-number.server.ts";
import { mirrorItems, mirrorLevels } from "../inventory/public.server.ts";
import { mirrorFulfillmentOrders, mirrorOrders } from "../orders/public.server.ts";
import { fulfillmentOrderOf, itemOf, orderOf } from "./bulk-nodes.ts";
import { bulkText } from "./bulk-text.ts";
import { batchesOf, BrokenBulk, groupsOf, linesOf, type BulkGroup } from "./domain/bulk-lines.ts";
import { markUnseen, noticeImported } from "./import-aftermath.server.ts";
import { bulkFilter, bulkState, type BulkKind } from "./domain/import-plan.ts";
import {
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
/** A result that stops coming for so long is fetched again from where its rows ended. */
const SILENCE_MS = 20_000;

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
  const query = bulkText(DOCUMENTS[run.kind], filter === undefined ? {} : { query: filter });
  const read = await beginRead(now);
  const { bulkOperationRunQuery: answer } = await admin.request(StartBulkDocument, { query }, { share: SHARES.people });
  const codes = (answer?.userErrors ?? []).map(({ code }) => code ?? "INVALID");
  if (codes.some((code) => code === "LIMIT_REACHED" || code === "OPERATION_IN_PROGRESS")) return;
  const operation = answer?.bulkOperation;
  if (!operation) throw new Bug(`Shopify refused the bulk query of ${run.kind}: ${codes.join(", ")}`);
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await runAsked(tx, run.kind, operation.id, read);
  });
}

/** How is it going? Stores the progress, the address of the result, the end of an empty one, or the failure. */
export async function lookAtBulk(lease: Lease, admin: AdminClient, run: BulkRun, now: Date): Promise<void> {
  const { bulkOperation } = await admin.request(BulkStatusDocument, { id: run.bulkId ?? "" }, { share: SHARES.people });
  const state = bulkState(bulkOperation ?? undefined);
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    if (state.kind === "running") await runCounted(tx, run, state.objects);
    else if (state.kind === "broken") await runFailed(tx, run, state.failure, now);
    else if (state.url !== null) await runReady(tx, run, state.url, state.objects);
    else await runDone(tx, run.kind, stampOf(run), now);
  });
}

/**
 * Takes the result into the mirror while it streams in, from where the last run stopped. Rows and progress are one transaction, so a crash
 * at any point repeats nothing and loses nothing. A result that is gone (addresses live seven days) or not what was asked for is asked for
 * again. Throws Retryable when the line breaks.
 */
export async function loadBulk(lease: Lease, run: BulkRun, now: Date): Promise<void> {
  assertNoTransaction("reading a bulk result");
  const read = stampOf(run);
  const response = await fetchResult(run.url ?? "");
  if (!response.body) {
    await failed(lease, run, `result_${response.status}`, now);
    return;
  }
  try {
    const groups = groupsOf(linesOf(chunksOf(response.body)), run.done);
    for await (const batch of batchesOf(groups, BATCH_LINES)) {
      await keepLease(lease);
      await inShop(lease.shopId, async (tx) => {
        await assertLease(tx, lease);
        await take(tx, run.kind, batch, read, now);
        await runProgressed(tx, run.kind, read, batch.at(-1)?.lines ?? 0);
      });
    }
  } catch (error) {
    if (!(error instanceof BrokenBulk)) throw error;
    await failed(lease, run, "result_broken", now);
    return;
  }
  await markUnseen(lease, run.kind, read, now);
  if (run.kind === "fulfillment_orders") await noticeImported(lease, now);
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
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
      const items = batch.map(itemOf);
      await mirrorItems(
        tx,
        items.map(({ item }) => item),
        read,
      );
      await mirrorLevels(
        tx,
        items.map(({ levels }) => levels),
        read,
        "imported",
      );
      return;
    }
    case "orders": {
      const orders = batch.map(orderOf);
      await mirrorOrders(
        tx,
        orders.map(({ node }) => node),
        read,
      );
      // A fulfillment with its lines and events is too deep for the bulk query; it is read like one that a webhook named.
      await markChanged(
        tx,
        orders.flatMap(({ fulfillmentIds }) =>
          fulfillmentIds.map((objectId) => ({ kind: "fulfillment" as const, objectId })),
        ),
        now,
      );
      return;
    }
    case "fulfillment_orders": {
      const nodes = batch.map(fulfillmentOrderOf);
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

/** Which of these order gids are in the mirror. */
async function ordersAmong(tx: ShopTx, gids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ gid: string }>(
    `select gid from unnest($2::text[]) gid
      where exists (select 1 from shop_order where shop_id = $1 and order_id = substring(gid from '[0-9]+$')::bigint)`,
    [tx.shopId, [...new Set(gids)]],
  );
  return new Set(rows.map(({ gid }) => gid));
}

function stampOf(run: ImportRun): ReadStamp {
  if (run.readNo === null || run.startedAt === null) throw new Bug(`the import of ${run.kind} has no read`);
  return { no: run.readNo, at: run.startedAt };
}

async function failed(lease: Lease, run: ImportRun, failure: string, now: Date): Promise<void> {
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await runFailed(tx, run, failure, now);
  });
}

/** The address comes from Shopify's own answer. 4xx comes back as it is (the result is gone); the rest is worth another try. */
async function fetchResult(url: string): Promise<{ status: number; body: ReadableStream<Uint8Array> | null }> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Retryable("no answer to a bulk result", { cause });
  });
  if (response.status >= 500 || response.status === 429)
    throw new Retryable(`a bulk result answered ${response.status}`);
  if (response.ok && response.body) return { status: response.status, body: response.body };
  await response.body?.cancel();
  return { status: response.status, body: null };
}

/** The chunks of a stream; a broken or silent one is a Retryable. Leaving early closes the connection. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // already broken; its error is on its way
  }
}

async function inTime<T>(chunk: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("silence")), SILENCE_MS);
  });
  try {
    return await Promise.race([chunk, silence]);
  } catch (cause) {
    throw new Retryable("a bulk result broke off", { cause });
  } finally {
    clearTimeout(timer);
  }
}
