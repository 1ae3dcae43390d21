import { z } from "zod";
import { readJson } from "../../../core/read-json.ts";
import type { DeliveryPromise, PickupPromise, PromiseMetafield } from "./order-status-view.ts";

/** The app-owned order metafield: readable by our extensions when our backend is away. */
export const PROMISE_METAFIELD = { namespace: "$app", key: "promise", type: "json" } as const;

/** The contract's limit; ours are about 300 bytes, so only a broken one comes near. */
const MOST_BYTES = 2_048;

/** The value of the metafield, as text. Throws RangeError above 2 KB. */
export function promiseMetafield(
  promise: DeliveryPromise,
  access: { readonly key: string; readonly api: string },
  pickup: PickupPromise | null = null,
): string {
  const { from, to, source, reason } = promise;
  const value: PromiseMetafield = { v: 1, key: access.key, api: access.api, from, to, source, reason, pickup };
  const text = JSON.stringify(value);
  if (new TextEncoder().encode(text).length > MOST_BYTES) throw new RangeError("the promise metafield is over 2 KB");
  return text;
}

const json = z.json();

/** Do two JSON texts say the same? Shopify stores JSON in its own spelling (order of keys, spaces). */
export function sameJson(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => json.safeParse(readJson(text)).data);
  return left !== undefined && right !== undefined && canonical(left) === canonical(right);
}

function canonical(value: z.infer<typeof json>): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join()}}`;
}
