import { toGid } from "../../core/ids.ts";
import { Retryable } from "../../core/faults.ts";
import { config } from "../../config.server.ts";
import { EFFECTS } from "../../core/effects.ts";
import { ReadPromiseDocument, SetPromiseDocument } from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { markOwnWrites } from "../../platform/marks.server.ts";
import type { EffectContext, EffectHandler } from "../intents/public.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import { PROMISE_METAFIELD, promiseMetafield, sameJson } from "./domain/promise-metafield.ts";
import { orderKey, promisesInForce } from "./promises.server.ts";

const { share } = EFFECTS["order.promise"];
const DONE = { status: "done", outcome: {} } as const;
/** Somebody wrote between our read and our write (two codes of MetafieldsSetUserErrorCode say so): read again. */
const OVERTAKEN = new Set(["STALE_OBJECT", "INVALID_COMPARE_DIGEST"]);

/**
 * Shows the promise in force to the shopper: the app-owned order metafield, by compare-and-swap. What is written is the newest promise, so
 * several intents of one order end with the first write.
 */
export const writePromise: EffectHandler<"order.promise"> = {
  kind: "order.promise",

  async act(context, intent) {
    const wanted = await wantedValue(context, intent);
    if (wanted === undefined) return { status: "refused", codes: ["no_promise"] };
    const stored = await storedMetafield(context, intent);
    if (stored === "no_order") return { status: "refused", codes: ["order_gone"] };
    if (stored && sameJson(stored.value, wanted)) return DONE;
    const { metafieldsSet } = await context.admin.request(
      SetPromiseDocument,
      {
        metafields: [
          {
            ...PROMISE_METAFIELD,
            ownerId: toGid("Order", intent.input.orderId),
            value: wanted,
            compareDigest: stored?.compareDigest ?? null,
          },
        ],
      },
      { share },
    );
    const codes = (metafieldsSet?.userErrors ?? []).map(({ code }) => code ?? "UNKNOWN");
    if (codes.some((code) => OVERTAKEN.has(code))) throw new Retryable("the promise metafield was changed meanwhile");
    return codes.length === 0 ? DONE : { status: "refused", codes };
  },

  async lookUp(context, intent) {
    const wanted = await wantedValue(context, intent);
    const stored = await storedMetafield(context, intent);
    if (wanted === undefined || stored === "no_order") return { status: "refused", codes: ["order_gone"] };
    return stored && sameJson(stored.value, wanted) ? DONE : { status: "notDone" };
  },

  // The promise ledger and its order event were written when the date was decided. The metafield moves the order's `updated_at`, and nothing else
  // of it: its echo is read together with others.
  settled: (tx, { orderId }, _outcome, now) =>
    markOwnWrites(tx, [{ kind: "order", objectId: orderId, whole: true }], now),
  // A metafield that cannot be written harms nobody's parcel: the extension falls back to Shopify's own data. The intent keeps the codes.
  refused: () => Promise.resolve(),
};

async function wantedValue({ shopId }: EffectContext, { input }: Intent<"order.promise">): Promise<string | undefined> {
  return inShop(shopId, async (tx) => {
    const promise = (await promisesInForce(tx, [input.orderId])).get(input.orderId);
    const key = await orderKey(tx, input.orderId);
    return promise && key && promiseMetafield(promise, { key, api: `${config.appUrl}/api/order-status` });
  });
}

async function storedMetafield({ admin }: EffectContext, { input }: Intent<"order.promise">) {
  const { order } = await admin.request(
    ReadPromiseDocument,
    { id: toGid("Order", input.orderId), namespace: PROMISE_METAFIELD.namespace, key: PROMISE_METAFIELD.key },
    { share },
  );
  return order === null ? "no_order" : order.metafield;
}
