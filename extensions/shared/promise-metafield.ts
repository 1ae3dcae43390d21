import type {
  DeliveryPromise,
  PickupPromise,
  PromiseMetafield,
  PromiseReason,
  PromiseSource,
} from "../../app/features/delivery/domain/order-status-view.ts";
import { asDay } from "./days.ts";
import { asRecord, asText } from "./json.ts";
import { readPickup } from "./pickup.ts";

/** What the extensions use of the order metafield. */
export interface KnownPromise {
  /** Null when the metafield holds no date. */
  promise: DeliveryPromise | null;
  /** Null when nothing is collected. */
  pickup: PickupPromise | null;
  /** Where and with which key to ask our backend; null when either is missing or unsafe. */
  access: { api: string; key: string } | null;
}

const VERSION: PromiseMetafield["v"] = 1;
const KEY = /^[0-9a-f]{32}$/;
/** The session token and the order key travel to this address, so plain http is for a machine talking to itself. */
const SAFE_API = /^(?:https:\/\/[^\s/?#]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?)(?:\/[^\s?#]*)?$/;

/** Reads the value of `$app` / `promise` (JSON text, or the object itself). Null when it is not ours or of a newer shape. */
export function readPromiseMetafield(value: unknown): KnownPromise | null {
  const json = asRecord(typeof value === "string" ? parsed(value) : value);
  if (json?.v !== VERSION) return null;
  const { key, api } = json;
  const usable = typeof key === "string" && KEY.test(key) && typeof api === "string" && SAFE_API.test(api);
  return { promise: readPromise(json), pickup: readPickup(json.pickup), access: usable ? { api, key } : null };
}

/** Reads a promise from the metafield or the backend's view. Null when it names no date: there is nothing to show. */
export function readPromise(value: unknown): DeliveryPromise | null {
  const json = asRecord(value);
  if (json === null) return null;
  const from = asDay(json.from);
  const to = asDay(json.to);
  const reason = readReason(json.reason);
  if (from === null && to === null && reason === null) return null;
  return { from, to, source: asSource(json.source), reason };
}

/** An unknown source is our own estimate: the weakest claim. */
function asSource(value: unknown): PromiseSource {
  return value === "checkout" || value === "carrier" ? value : "estimate";
}

function readReason(value: unknown): PromiseReason | null {
  const json = asRecord(value);
  const code = asText(json?.code);
  if (json === null || code === null) return null;
  const params: Record<string, string | number> = {};
  for (const [name, param] of Object.entries(asRecord(json.params) ?? {})) {
    if (typeof param === "string" || typeof param === "number") params[name] = param;
  }
  return { code: asReasonCode(code), params };
}

const REASON_CODES: Readonly<Record<PromiseReason["code"], true>> = {
  late_dispatch: true,
  carrier_delay: true,
  carrier_silent: true,
  awaiting_stock: true,
  awaiting_payment: true,
  address_check: true,
  delivery_attempted: true,
  lost_in_transit: true,
  returning: true,
  split: true,
  other: true,
};

/** Every reason there is, for the test that each has a text. */
export const ALL_REASON_CODES = Object.keys(REASON_CODES);

function asReasonCode(code: string): PromiseReason["code"] {
  return isReasonCode(code) ? code : "other";
}

function isReasonCode(code: string): code is PromiseReason["code"] {
  return Object.hasOwn(REASON_CODES, code);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not JSON: not our metafield, and the caller goes on without it
  }
}
