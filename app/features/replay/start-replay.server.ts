import { createHash } from "node:crypto";
import type { OrderId, ReplayId, RuleSetId, RuleVersionId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { tell } from "../audit/public.server.ts";
import { readRuleSet } from "../automation/domain/public.ts";
import { readSets, readVersion } from "../automation/public.server.ts";
import { MOST_DAYS } from "./domain/start-form.ts";
import { endReplay, insertReplay, openReplay } from "./replays.server.ts";
import { countSnapshots } from "./snapshots.server.ts";

/** Which version of which set, on which decisions. */
export interface Wanted {
  readonly setId: RuleSetId;
  readonly versionId: RuleVersionId;
  /** The days up to now (at most 60), or these orders whenever they were decided. */
  readonly what: { readonly days: number } | { readonly orderIds: readonly OrderId[] };
}

/**
 * `busy`: another replay of the shop has not ended. `noRules`: there is no such version (any more), or its rules are not finished. `nothing`: no
 * decision of that time or those orders is kept. `tooMany`: more than `most`.
 */
export type Started =
  | { readonly kind: "started"; readonly replayId: ReplayId }
  | { readonly kind: "busy"; readonly replayId: ReplayId }
  | { readonly kind: "noRules" }
  | { readonly kind: "nothing" }
  | { readonly kind: "tooMany"; readonly count: number; readonly most: number };

const DAY_MS = 86_400_000;
/** A minute and a half of one core, and 200 MB of results. */
const MOST_DECISIONS = 300_000;

/** Asks for a replay: the long lane runs it (run-replays.server.ts). Throws RangeError for days that are none. */
export function startReplay(
  shopId: ShopId,
  { setId, versionId, what }: Wanted,
  who: string,
  now: Date,
): Promise<Started> {
  return inShop(shopId, async (tx) => {
    // Two people who click at once take turns here.
    await tx.rows("select 1 from shop_profile where shop_id = $1 for update", [tx.shopId]);
    const other = await openReplay(tx);
    if (other) return { kind: "busy", replayId: other.replayId };
    const version = await readVersion(tx, versionId);
    if (version?.setId !== setId || !(await canBeAsked(tx, setId, version.rules))) return { kind: "noRules" };
    const span = { ...spanOf(what, now), until: now };
    const total = await countSnapshots(tx, span);
    if (total === 0) return { kind: "nothing" };
    if (total > MOST_DECISIONS) return { kind: "tooMany", count: total, most: MOST_DECISIONS };
    const digest = digestOf(version.rules);
    const replayId = await insertReplay(tx, { setId, versionId, digest, ...span, total }, who, now);
    await tell(tx, { code: "replay.started", subject: `replay:${replayId}`, data: { setId, versionId }, who }, now);
    wakeLane(tx, "long");
    return { kind: "started", replayId };
  });
}

function spanOf(what: Wanted["what"], now: Date): { since: Date; orderIds: readonly OrderId[] } {
  if ("orderIds" in what) return { since: new Date(0), orderIds: what.orderIds };
  if (!(what.days >= 1 && what.days <= MOST_DAYS)) throw new RangeError(`${what.days} days`);
  return { since: new Date(now.getTime() - what.days * DAY_MS), orderIds: [] };
}

async function canBeAsked(tx: ShopTx, setId: RuleSetId, rules: unknown): Promise<boolean> {
  const set = (await readSets(tx)).find((each) => each.setId === setId);
  if (set === undefined) return false;
  const { trigger, channels, handlesAll } = set;
  return "value" in readRuleSet({ trigger, channels, handlesAll, rules });
}

/** Tells rules apart: stored JSON comes back with its keys in one order. */
export const digestOf = (rules: unknown): string =>
  createHash("sha256").update(JSON.stringify(rules)).digest("base64url");

/** Ends a replay before it is done. False: it had ended. */
export function cancelReplay(shopId: ShopId, replayId: ReplayId, now: Date): Promise<boolean> {
  return inShop(shopId, async (tx) => {
    const ended = await endReplay(tx, replayId, { status: "cancelled" }, now);
    if (ended) await tell(tx, { code: "replay.cancelled", subject: `replay:${replayId}` }, now);
    return ended;
  });
}
