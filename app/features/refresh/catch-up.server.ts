import type { Kind } from "../../core/kinds.ts";
import { SHARES } from "../../core/effects.ts";
import { Bug, Rejected } from "../../core/faults.ts";
import { BrokenBulk } from "../../platform/admin-api/bulk-lines.ts";
import { startBulk, stateOfBulk } from "../../platform/admin-api/bulk.server.ts";
import {
  BulkChangedLevelsDocument,
  BulkChangedOrdersDocument,
  BulkFulfillmentOrdersDocument,
  RefreshFulfillmentOrdersDocument,
  RefreshInventoryLevelsDocument,
  RefreshOrdersDocument,
} from "../../platform/admin-api/operations.ts";
import { LostLease } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { catchUps } from "../../platform/metrics.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import { beginCatchUp, catchUpRuns, catchUpDone, catchUpFailed, type CatchUp } from "./catch-up-store.server.ts";
import { kindsToCatchUp, type CatchUpKind } from "./domain/catch-up.ts";
import { afterFault } from "./domain/set-aside.ts";
import { FULFILLMENT_ORDER_COST } from "./fulfillment-orders.server.ts";
import { LEVELS_COST } from "./inventory.server.ts";
import { ORDER_COST } from "./orders.server.ts";
import { lookAtMarks } from "./store.server.ts";
import { takeBulk } from "./take-bulk.server.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";

/** Undecided orders wait for it. */
const SHARE = SHARES.undecided;
/** A running bulk query is looked at this often, at 1 point a look, however often the lane runs. */
const LOOK_MS = 3_000;
/** A bulk query that takes longer is given up: single reads have gone on since long before. */
const GIVE_UP_MS = 30 * 60_000;
/** When others use all five bulk queries of the shop. */
const BUSY_MS = 30_000;
/** After a bulk query that came to nothing. */
const FAILED_MS = 15 * 60_000;

const SINGLE_READS = {
  order: [RefreshOrdersDocument, ORDER_COST],
  fulfillmentOrder: [RefreshFulfillmentOrdersDocument, FULFILLMENT_ORDER_COST],
  inventoryLevel: [RefreshInventoryLevelsDocument, LEVELS_COST],
} as const;

const BULK_QUERIES = {
  order: BulkChangedOrdersDocument,
  fulfillmentOrder: BulkFulfillmentOrdersDocument,
  inventoryLevel: BulkChangedLevelsDocument,
} as const;

/** How a round of the refresh goes on. */
export interface CaughtUp {
  /** Kinds whose marks are left to a bulk query. */
  readonly left: ReadonlySet<Kind>;
  /** How many things were taken. */
  readonly worked: number;
  /** When to look at the running bulk query again. */
  readonly lookAt?: Date;
}

const NOTHING: CaughtUp = { left: new Set(), worked: 0 };

/**
 * One step of reading a large backlog in bulk: begins when single reads of what is `fresh` would take more than 45 s of the shop's whole
 * budget, asks, looks, takes. One kind after the other. Whatever fails, single reads go on.
 */
export async function catchUp(run: RefreshRun, fresh: Fresh, last: CatchUp | undefined): Promise<CaughtUp> {
  if (last?.retryAt && run.now() < last.retryAt) return NOTHING;
  const underWay = last?.retryAt === null ? last : undefined;
  const wanted = wantedOf(run, fresh, underWay?.kind);
  const left = new Set<Kind>(wanted);
  if (!underWay) {
    const [next] = wanted;
    if (next === undefined) return NOTHING;
    await begin(run, next);
    return { left, worked: 1 };
  }
  if (underWay.bulkId === null) return ask(run, underWay, left);
  if (run.now() < underWay.lookAt) return { left, worked: 0, lookAt: underWay.lookAt };
  return look(run, underWay, underWay.bulkId, left);
}

type Fresh = ReadonlyMap<Kind, number>;

function wantedOf({ admin }: RefreshRun, fresh: Fresh, after?: CatchUpKind): CatchUpKind[] {
  const seconds = (kind: CatchUpKind) => {
    const [document, perId] = SINGLE_READS[kind];
    return admin.secondsFor(document, perId, fresh.get(kind) ?? 0);
  };
  return kindsToCatchUp(
    {
      order: seconds("order"),
      fulfillmentOrder: seconds("fulfillmentOrder"),
      inventoryLevel: seconds("inventoryLevel"),
    },
    after,
  );
}

/** The intent comes before the question: it holds which marks the answer is for. */
async function begin(run: RefreshRun, kind: CatchUpKind): Promise<void> {
  const read = await beginRead(run.now());
  await inRun(run, (tx) => beginCatchUp(tx, kind, read, new Date(read.at.getTime() + GIVE_UP_MS)));
}

async function ask(run: RefreshRun, asked: CatchUp, left: ReadonlySet<Kind>): Promise<CaughtUp> {
  const query = `updated_at:>='${asked.since.toISOString()}'`;
  const started = await startBulk(run.admin, BULK_QUERIES[asked.kind], { query }, SHARE).catch((error: unknown) => {
    if (error instanceof Bug || error instanceof Rejected) return "refused" as const;
    throw error;
  });
  if (started === "busy" || started === "refused") return failed(run, asked, started);
  return runs(run, started.id, left);
}

async function runs(run: RefreshRun, bulkId: string, left: ReadonlySet<Kind>): Promise<CaughtUp> {
  const lookAt = new Date(run.now().getTime() + LOOK_MS);
  await inRun(run, (tx) => catchUpRuns(tx, bulkId, lookAt));
  return { left, worked: 0, lookAt };
}

async function look(run: RefreshRun, asked: CatchUp, bulkId: string, left: ReadonlySet<Kind>): Promise<CaughtUp> {
  const state = await stateOfBulk(run.admin, bulkId, SHARE);
  if (state.kind === "broken") return failed(run, asked, state.failure);
  if (state.kind === "running") {
    if (run.now() >= asked.until) return failed(run, asked, "slow");
    return runs(run, bulkId, left);
  }
  try {
    const worked = state.url === null ? 0 : await takeBulk(run, asked, state.url);
    const { fresh } = await inRun(run, async (tx) => {
      await catchUpDone(tx, asked);
      return lookAtMarks(tx, run.now());
    });
    const [next] = wantedOf(run, fresh, asked.kind);
    if (next !== undefined) await begin(run, next);
    catchUps.inc({ kind: asked.kind, result: "done" });
    log.info({ event: "refresh.caught_up", shopId: run.lease.shopId, kind: asked.kind, objects: worked });
    return { left, worked: worked + 1 };
  } catch (error) {
    if (error instanceof BrokenBulk) return failed(run, asked, error.failure);
    if (error instanceof LostLease || afterFault(error, 1).do === "stop") throw error;
    // One of many things in it is not as we expect: single reads find out which, and set it aside.
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    log.error({ event: "refresh.bulk_not_taken", shopId: run.lease.shopId, kind: asked.kind, message, stack });
    return failed(run, asked, "not_taken");
  }
}

/** Single reads go on at once. */
async function failed(run: RefreshRun, asked: CatchUp, failure: string): Promise<CaughtUp> {
  const retryAt = new Date(run.now().getTime() + (failure === "busy" ? BUSY_MS : FAILED_MS));
  await inRun(run, (tx) => catchUpFailed(tx, asked, retryAt));
  catchUps.inc({ kind: asked.kind, result: failure === "busy" ? "busy" : "failed" });
  log.warn({ event: "refresh.catch_up_failed", shopId: run.lease.shopId, kind: asked.kind, failure });
  return { left: NOTHING.left, worked: 1 };
}
