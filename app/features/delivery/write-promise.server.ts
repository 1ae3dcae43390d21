import { z } from "zod";
import { toGid } from "../../core/ids.ts";
import { Retryable } from "../../core/faults.ts";
import { config } from "../../config.server.ts";
import { EFFECTS } from "../../core/effects.ts";
import { ReadPromiseDocument, SetPromiseDocument } from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { markOwnWrites } from "../../platform/marks.server.ts";
import type { EffectContext, EffectHandler } from "../intents/public.server.ts";
import type { Attempt, Intent } from "../intents/domain/intent.ts";
import type { DeliveryPromise } from "./domain/order-status-view.ts";
import { PROMISE_METAFIELD, promiseMetafield, sameJson } from "./domain/promise-metafield.ts";
import { noteShown, promisesInForce, shownOf } from "./promises.server.ts";

const { share } = EFFECTS["order.promise"];
/** Somebody wrote since we last saw it (two codes of MetafieldsSetUserErrorCode say so): to be read before it is written again. */
const OVERTAKEN = new Set(["STALE_OBJECT", "INVALID_COMPARE_DIGEST"]);

/**
 * Shows the promise in force to the shopper: the app-owned order metafield, by compare-and-swap with what we wrote last (10 points; reading it
 * first would be 7 more). What is written is the newest promise, so several intents of one order end with the first write.
 */
export const writePromise: EffectHandler<"order.promise"> = {
  kind: "order.promise",

  async act(context, intent) {
    const wanted = await wantedOf(context, intent);
    if (wanted === undefined) return { status: "refused", codes: ["no_promise"] };
    if (wanted.shownPromiseId === wanted.promiseId) return done(wanted, wanted.compareDigest);
    const written = await write(context, intent, wanted, wanted.compareDigest);
    if (written !== "overtaken") return written;
    const stored = await storedMetafield(context, intent);
    if (stored === "no_order") return { status: "refused", codes: ["order_gone"] };
    if (stored && sameJson(stored.value, wanted.value)) return done(wanted, stored.compareDigest);
    const again = await write(context, intent, wanted, stored?.compareDigest ?? null);
    if (again === "overtaken") throw new Retryable("the promise metafield was changed meanwhile");
    return again;
  },

  async lookUp(context, intent) {
    const wanted = await wantedOf(context, intent);
    const stored = await storedMetafield(context, intent);
    if (wanted === undefined || stored === "no_order") return { status: "refused", codes: ["order_gone"] };
    return stored && sameJson(stored.value, wanted.value) ? done(wanted, stored.compareDigest) : { status: "notDone" };
  },

  // The promise ledger and its order event were written when the date was decided. The metafield moves the order's `updated_at`, and nothing else
  // of it: its echo is read together with others.
  async settled(tx, { orderId }, outcome, now) {
    await noteShown(tx, orderId, outcomeSchema.parse(outcome), now);
    await markOwnWrites(tx, [{ kind: "order", objectId: orderId, whole: true }], now);
  },
  // A metafield that cannot be written harms nobody's parcel: the extension falls back to Shopify's own data. The intent keeps the codes.
  refused: () => Promise.resolve(),
};

const outcomeSchema = z.object({
  promiseId: z.string(),
  /** Left out by versions that knew no pickups. */
  pickupNo: z.number().default(0),
  compareDigest: z.string().nullable(),
});

/** What is said of the date of an order that is only collected. */
const NO_DATE: DeliveryPromise = { from: null, to: null, source: "estimate", reason: null };

interface Wanted {
  readonly value: string;
  readonly promiseId: string;
  readonly pickupNo: number;
  readonly shownPromiseId: string | null;
  readonly compareDigest: string | null;
}

const done = ({ promiseId, pickupNo }: Wanted, compareDigest: string | null) =>
  ({ status: "done", outcome: { promiseId, pickupNo, compareDigest } }) as const;

async function wantedOf({ shopId }: EffectContext, { input }: Intent<"order.promise">): Promise<Wanted | undefined> {
  return inShop(shopId, async (tx) => {
    const promise = (await promisesInForce(tx, [input.orderId])).get(input.orderId);
    const shown = await shownOf(tx, input.orderId);
    if (!shown || (!promise && shown.pickupNo === 0)) return undefined;
    const { key, pickup, ...rest } = shown;
    const access = { key, api: `${config.appUrl}/api/order-status` };
    return { ...rest, value: promiseMetafield(promise ?? NO_DATE, access, pickup) };
  });
}

/** Writes the value if the metafield still is what `compareDigest` says; null: if there is none. */
async function write(
  { admin }: EffectContext,
  { input }: Intent<"order.promise">,
  wanted: Wanted,
  compareDigest: string | null,
): Promise<Attempt | "overtaken"> {
  const ownerId = toGid("Order", input.orderId);
  const { metafieldsSet } = await admin.request(
    SetPromiseDocument,
    { metafields: [{ ...PROMISE_METAFIELD, ownerId, value: wanted.value, compareDigest }] },
    { share },
  );
  const codes = (metafieldsSet?.userErrors ?? []).map(({ code }) => code ?? "UNKNOWN");
  if (codes.some((code) => OVERTAKEN.has(code))) return "overtaken";
  if (codes.length > 0) return { status: "refused", codes };
  return done(wanted, metafieldsSet?.metafields?.[0]?.compareDigest ?? null);
}

async function storedMetafield({ admin }: EffectContext, { input }: Intent<"order.promise">) {
  const { order } = await admin.request(
    ReadPromiseDocument,
    { id: toGid("Order", input.orderId), namespace: PROMISE_METAFIELD.namespace, key: PROMISE_METAFIELD.key },
    { share },
  );
  return order === null ? "no_order" : order.metafield;
}
