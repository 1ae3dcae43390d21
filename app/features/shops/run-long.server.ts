import { Bug, Rejected } from "../../core/faults.ts";
import { realMs } from "../../platform/clock.server.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { assertLease, keepLease, wakeLane, type Lease } from "../../platform/lanes.server.ts";
import { adminFor } from "./admin.server.ts";
import { BULK_KINDS, tryAgainAt, type BulkKind } from "./domain/import-plan.ts";
import { askForBulk, loadBulk, lookAtBulk, type BulkRun } from "./import-bulk.server.ts";
import { importLocations, importShop } from "./import-pages.server.ts";
import { readRuns, runFailed, type ImportRun } from "./import-runs.server.ts";
import { doPrivacyDuties } from "./privacy.server.ts";
import { readShop } from "./store.server.ts";

/** A running bulk operation is looked at this often (1 point a look); `bulk_operations/finish` wakes the lane sooner. */
const LOOK_MS = 3_000;
/** The first look at what we missed, after the import. */
const RECONCILE_MS = 15 * 60_000;

/**
 * The `long` lane of a shop: privacy duties, then one step of what is left to import. Crash-safe between any two statements; what was taken
 * stays taken. `nextInMs` are real milliseconds until there is more to do; none when everything is done.
 */
export async function runLong(lease: Lease, now: Date): Promise<{ nextInMs?: number }> {
  if ((await doPrivacyDuties(lease, now)) === "erased") return {};
  const shop = await readShop(lease.shopId);
  if (shop?.installedAt == null || shop.uninstalledAt !== null) return {};
  await keepLease(lease);
  return importStep(lease, now);
}

async function importStep(lease: Lease, now: Date): Promise<{ nextInMs?: number }> {
  const admin = await adminFor(lease.shopId);
  for (const run of await inShop(lease.shopId, readRuns)) {
    if (!isDue(run, now)) continue;
    await keepLease(lease);
    try {
      if (run.kind === "shop") await importShop(lease, admin, now);
      else if (run.kind === "locations") await importLocations(lease, admin, now);
      else if (run.status === "waiting") await askForBulk(lease, admin, asBulk(run), now);
      else if (run.status === "asked") await lookAtBulk(lease, admin, asBulk(run), now);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      await refused(lease, run, error, now);
    }
  }
  const runs = await inShop(lease.shopId, readRuns);
  // One result at a time, in the order of kinds: an order's fulfillment orders come after the order.
  const next = runs.find(({ status }) => status !== "done" && status !== "failed");
  if (next?.status === "loading") {
    await loadBulk(lease, asBulk(next), now);
    return { nextInMs: 0 };
  }
  if (next) return { nextInMs: waitFor(runs, now) };
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await importEnded(tx, runs);
  });
  return {};
}

/** Waiting for its turn or its time; `loading` of a kind in pages is a run that died, and begins again. */
function isDue(run: ImportRun, now: Date): boolean {
  if (run.status === "done" || run.status === "failed") return false;
  if (run.status === "loading") return !isBulk(run.kind);
  if (run.status === "asked" || run.attempts === 0 || run.finishedAt === null) return true;
  return (tryAgainAt(run.attempts, run.finishedAt)?.getTime() ?? Infinity) <= now.getTime();
}

/** Real milliseconds until something can be done again. */
function waitFor(runs: readonly ImportRun[], now: Date): number {
  const waits = runs.flatMap((run) => {
    if (run.status === "asked") return [LOOK_MS];
    if (run.status !== "waiting") return [];
    const at = run.finishedAt && run.attempts > 0 ? tryAgainAt(run.attempts, run.finishedAt) : undefined;
    return [at ? Math.max(LOOK_MS, realMs(at.getTime() - now.getTime())) : LOOK_MS];
  });
  return Math.min(...waits, RECONCILE_MS);
}

/** From here on reconcile watches for what was missed, beginning with the time the import took. */
async function importEnded(tx: ShopTx, runs: readonly ImportRun[]): Promise<void> {
  const began = runs.flatMap(({ startedAt }) => (startedAt ? [startedAt.getTime()] : []));
  if (began.length === 0) return;
  await tx.run("update shop_profile set reconciled_to = coalesce(reconciled_to, $2) where shop_id = $1", [
    tx.shopId,
    new Date(Math.min(...began)),
  ]);
  wakeLane(tx, "refresh");
  wakeLane(tx, "reconcile", realMs(RECONCILE_MS));
}

async function refused(lease: Lease, run: ImportRun, error: Rejected, now: Date): Promise<void> {
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await runFailed(tx, run, `refused_${error.codes.join("_").toLowerCase()}`, now);
  });
}

function isBulk(kind: ImportRun["kind"]): kind is BulkKind {
  return BULK_KINDS.some((each) => each === kind);
}

function asBulk(run: ImportRun): BulkRun {
  const { kind } = run;
  if (!isBulk(kind)) throw new Bug(`${kind} is not read in bulk`);
  return { ...run, kind };
}
