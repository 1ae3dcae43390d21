import { EFFECT_SWITCHES } from "../../core/effects.ts";
import type { ShopId } from "../../core/ids.ts";
import type { LaneName } from "../../core/lanes.ts";
import { LANES } from "../../core/lanes.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import { resetRuns, wantAgain } from "./import-runs.server.ts";
import { deleteAllSessions } from "./session-rows.server.ts";

/**
 * The shop gave us a token. In the transaction that stores it: a shop that was not installed is installed now (first time or again), every
 * effect is off (observe), and the import waits in the `long` lane. For an installed shop only sleeping lanes are woken: they may have given
 * up while there was no token. Idempotent: Shopify's library exchanges tokens again and again.
 */
export async function connected(tx: ShopTx, now: Date): Promise<void> {
  const fresh = await tx.run(
    `update shop set installed_at = $2, uninstalled_at = null
      where id = $1 and (installed_at is null or uninstalled_at is not null)`,
    [tx.shopId, now],
  );
  if (fresh === 1) {
    await switchEverythingOff(tx, "install", now);
    await resetRuns(tx);
    await tx.run("update shop_profile set reconciled_to = null where shop_id = $1", [tx.shopId]);
    log.info({ event: "shop.installed", shopId: tx.shopId });
  }
  wakeLane(tx, "long");
  if (fresh === 0) for (const lane of ["refresh", "effects", "reconcile"] as const) await wakeSleeping(tx, lane);
}

/** What concerns the shop itself, as webhooks tell it: the facts whose codes begin with `shop.` (app/topics.ts). */
export interface ShopFact {
  readonly code: string;
  readonly occurredAt: Date;
}

/**
 * Takes a fact about the shop, in the transaction of the refresh lane that found it. Says whether the shop is still ours afterwards: when it
 * is not, there is nothing left to refresh.
 */
export async function shopFact(tx: ShopTx, fact: ShopFact, now: Date): Promise<"installed" | "uninstalled"> {
  switch (fact.code) {
    case "shop.uninstalled":
      return (await uninstalled(tx, fact.occurredAt, now)) ? "uninstalled" : "installed";
    case "shop.changed":
    case "shop.scopes_changed":
      // Reconcile subscribes to what new scopes open, and reads it.
      if (fact.code === "shop.scopes_changed") await wakeSleeping(tx, "reconcile");
      await wantAgain(tx, "shop");
      wakeLane(tx, "long");
      return "installed";
    case "shop.plan_changed":
      // Reconcile asks what it is now.
      await wakeSleeping(tx, "reconcile");
      return "installed";
    case "shop.bulk_finished":
      wakeLane(tx, "long");
      return "installed";
    default:
      log.error({ event: "shop.unknown_fact", shopId: tx.shopId, code: fact.code });
      return "installed";
  }
}

/**
 * The merchant removed us: tokens go, nothing is sent any more, the lanes sleep. Data stays until Shopify sends shop/redact two days later.
 * A webhook that comes after the shop was installed again is about the past and changes nothing.
 */
async function uninstalled(tx: ShopTx, occurredAt: Date, now: Date): Promise<boolean> {
  const touched = await tx.run(
    "update shop set uninstalled_at = $2 where id = $1 and uninstalled_at is null and (installed_at is null or installed_at <= $2)",
    [tx.shopId, occurredAt],
  );
  if (touched === 0) return false;
  await deleteAllSessions(tx);
  await switchEverythingOff(tx, "uninstall", now);
  // After what this transaction woke before.
  tx.atEnd(async () => {
    await tx.run("update shop_lane set ready_at = null where shop_id = $1 and lane <> $2", [tx.shopId, LANES.long]);
  });
  log.info({ event: "shop.uninstalled", shopId: tx.shopId });
  return true;
}

/** Off withdraws what has not been sent yet. */
async function switchEverythingOff(tx: ShopTx, by: string, now: Date): Promise<void> {
  for (const effect of EFFECT_SWITCHES) await setSwitch(tx, effect, false, by, now);
}

async function wakeSleeping(tx: ShopTx, lane: LaneName): Promise<void> {
  const rows = await tx.rows("select 1 from shop_lane where shop_id = $1 and lane = $2", [tx.shopId, LANES[lane]]);
  if (rows.length > 0) wakeLane(tx, lane);
}

/** Does this shop have us installed? For lanes that must not work for a shop that left. */
export async function isInstalled(shopId: ShopId): Promise<boolean> {
  const rows = await inShop(shopId, (tx) =>
    tx.rows("select 1 from shop where id = $1 and installed_at is not null and uninstalled_at is null", [shopId]),
  );
  return rows.length > 0;
}
