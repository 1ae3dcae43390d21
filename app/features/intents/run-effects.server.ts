import { EFFECTS, type EffectKind } from "../../core/effects.ts";
import { Bug, Rejected, Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { followFrom } from "../../platform/acting.server.ts";
import { businessMs } from "../../platform/clock.server.ts";
import { inLease, keepLease, LostLease, type Lease } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import { intentsSettled } from "../../platform/metrics.server.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { backoffMs, LOST_ANSWER_MS, MOST_TRIES, triesAfter } from "./domain/backoff.ts";
import type { Intent } from "./domain/intent.ts";
import type { Answered, EffectContext, EffectHandler } from "./effect-handler.server.ts";
import { markLost, nextIntentAt, setStatus, takeIntents } from "./store.server.ts";

/** Different orders of one shop side by side: ten mutations a second is what a standard plan's budget allows anyway. */
const SIDE_BY_SIDE = 8;
/** Give the lane back after so many rounds, so that other shops get their turn. */
const MOST_ROUNDS = 50;
/** On a fast clock a minute is less than a request may need to arrive from a worker that died: never look sooner than after a real second. */
const ON_ITS_WAY_MS = 1_000;
const lostAnswerMs = () => Math.max(LOST_ANSWER_MS, businessMs(ON_ITS_WAY_MS));
/** Faults of the whole shop (Admin API and token): no other intent of it would fare better, and none of them is at fault. */
const OF_THE_SHOP = new Set([
  "unauthorized",
  "frozen",
  "locked",
  "forbidden",
  "not_found",
  "not_connected",
  "shop_away",
]);
/** A settling transaction that met a deadlock is tried once more before the answer counts as lost. */
const SETTLE_TRIES = 2;

export interface EffectTools {
  readonly handlers: ReadonlyMap<EffectKind, EffectHandler>;
  readonly adminFor: (shopId: ShopId, lease: Lease) => Promise<AdminClient>;
  readonly now: () => Date;
}

/** One run of a shop's effects lane. Returns when nothing is due, with the business time of the next intent. Faults of the shop are thrown. */
export async function runEffects(lease: Lease, tools: EffectTools): Promise<{ nextAt?: Date; more: boolean }> {
  const { shopId } = lease;
  await inLease(lease, (tx) => markLost(tx, lostAnswerMs()));
  const admin = await tools.adminFor(shopId, lease);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const intents = await inLease(lease, (tx) => takeIntents(tx, SIDE_BY_SIDE, tools.now()));
    if (intents.length === 0) {
      const nextAt = await inLease(lease, nextIntentAt);
      return { more: false, ...(nextAt && { nextAt }) };
    }
    const context = { shopId, admin, now: tools.now() };
    const results = await Promise.allSettled(intents.map((intent) => work(lease, context, tools, intent)));
    for (const result of results) if (result.status === "rejected") throw result.reason;
    await keepLease(lease);
  }
  return { more: true };
}

async function work(lease: Lease, context: EffectContext, tools: EffectTools, intent: Intent): Promise<void> {
  const handler = tools.handlers.get(intent.kind);
  if (!handler) throw new Bug(`no handler for the effect ${intent.kind}`);
  const began = performance.now();
  let attempt: Answered | undefined;
  try {
    attempt = intent.dropped
      ? { status: "refused", codes: ["dropped"] }
      : intent.status === "unsure"
        ? await resolveLost(lease, context, handler, intent)
        : await handler.act(context, intent);
  } catch (error) {
    tell(lease, intent, faultName(error), began);
    await failed(lease, intent, error, tools.now());
    return;
  }
  tell(lease, intent, attempt?.status ?? "asks", began);
  if (attempt) await settleSafely(lease, handler, intent, attempt, tools.now());
}

/** One line for each attempt; `cause` leads back to the run that decided it, and from there to the webhooks (docs/operations.md). */
function tell(
  { shopId }: Lease,
  { intentId, kind, orderId, cause, tries }: Intent,
  result: string,
  began: number,
): void {
  intentsSettled.inc({ kind, result });
  const ms = Math.round(performance.now() - began);
  log.info({ event: "intent.ran", shopId, intentId, kind, orderId, cause, tries, result, ms });
}

function faultName(error: unknown): string {
  if (error instanceof Retryable) return error.mayHaveHappened ? "lost" : "retryable";
  return error instanceof Terminal ? "terminal" : error instanceof LostLease ? "lease_lost" : "failed";
}

/** Finds out whether a request with a lost answer was carried out, and tries again when it surely was not. */
async function resolveLost(
  lease: Lease,
  context: EffectContext,
  handler: EffectHandler,
  intent: Intent,
): Promise<Answered | undefined> {
  const { lostAnswer } = EFFECTS[intent.kind];
  if (lostAnswer !== "idempotentKey") {
    const found = await handler.lookUp(context, intent);
    if (found.status === "done" || found.status === "refused") return found;
    if (found.status === "cannotTell") {
      await ask(lease, intent, "lost_answer", context.now);
      return undefined;
    }
  }
  await inLease(lease, async (tx) => {
    await setStatus(tx, intent.intentId, "sending", { sentAt: context.now });
  });
  return handler.act(context, intent);
}

/**
 * Settles what is known to have happened. From here on the effect must not be carried out again, whatever goes wrong: an intent that cannot be
 * settled stays `sending`, which the next run takes for a lost answer and looks up. Only our own mistake asks a person.
 */
async function settleSafely(
  lease: Lease,
  handler: EffectHandler,
  intent: Intent,
  attempt: Answered,
  now: Date,
): Promise<void> {
  for (let time = 1; ; time += 1) {
    try {
      await settle(lease, handler, intent, attempt, now);
      return;
    } catch (error) {
      if (error instanceof Retryable && time < SETTLE_TRIES) continue;
      if (error instanceof Retryable || error instanceof LostLease) throw error;
      await give(lease, intent, "bug", error, now);
      return;
    }
  }
}

async function settle(
  lease: Lease,
  handler: EffectHandler,
  intent: Intent,
  attempt: Answered,
  now: Date,
): Promise<void> {
  await inLease(lease, async (tx) => {
    if (attempt.status === "done") {
      await setStatus(tx, intent.intentId, "done", { outcome: attempt.outcome, settledAt: now });
      await followFrom(intent.asked, () => handler.settled(tx, intent, attempt.outcome, now, attempt.take));
    } else {
      await setStatus(tx, intent.intentId, "refused", {
        outcome: { codes: attempt.codes, ...(attempt.at && { at: attempt.at }) },
        settledAt: now,
      });
      await handler.refused(tx, intent, attempt.codes, now);
    }
  });
}

/** Puts the intent back according to the fault, then lets faults that concern the whole shop through. */
async function failed(lease: Lease, intent: Intent, error: unknown, now: Date): Promise<void> {
  if (error instanceof LostLease) throw error;
  const back = async (status: "waiting" | "unsure", waitMs: number, tries: number) => {
    await inLease(lease, async (tx) => {
      await setStatus(tx, intent.intentId, status, { notBefore: new Date(now.getTime() + waitMs), tries });
    });
  };
  if (error instanceof Terminal && OF_THE_SHOP.has(error.code)) {
    await back(intent.status === "unsure" ? "unsure" : "waiting", backoffMs(1), intent.tries);
    throw error;
  }
  if (error instanceof Retryable) {
    const unsure = error.mayHaveHappened || intent.status === "unsure";
    const tries = triesAfter(intent.tries, {
      lost: error.mayHaveHappened,
      lookedUp: intent.status === "unsure",
      wished: error.afterMs !== undefined,
    });
    if (tries < MOST_TRIES) {
      const waitMs = unsure ? Math.max(lostAnswerMs(), error.afterMs ?? 0) : backoffMs(tries, error.afterMs);
      await back(unsure ? "unsure" : "waiting", waitMs, tries);
      return;
    }
  }
  const code =
    error instanceof Terminal || error instanceof Rejected
      ? "refused_by_shopify"
      : error instanceof Retryable
        ? "too_many_tries"
        : "bug";
  await give(lease, intent, code, error, now);
}

/** Gives the intent to a person, and the error to the log. */
async function give(lease: Lease, intent: Intent, code: string, error: unknown, now: Date): Promise<void> {
  log.error({
    event: "intent.failed",
    shopId: lease.shopId,
    intentId: intent.intentId,
    kind: intent.kind,
    code,
    message: error instanceof Error ? error.message : String(error),
  });
  await ask(lease, intent, code, now);
}

/** It cannot go on by itself: a person is asked, on the order's page and on Home. */
async function ask(lease: Lease, intent: Intent, code: string, now: Date): Promise<void> {
  await inLease(lease, async (tx) => {
    await setStatus(tx, intent.intentId, "asks", { outcome: { code } });
    if (intent.orderId === null) return; // stock: its document shows the question
    await raiseAttention(tx, intent.orderId, "asks");
    await appendOrderEvents(
      tx,
      [
        {
          orderId: intent.orderId,
          code: "intent.asks",
          ref: intent.intentId,
          occurredAt: now,
          data: { intentId: intent.intentId, kind: intent.kind, reason: code },
        },
      ],
      now,
    );
  });
}
