import type { OrderStatusView } from "../../app/features/delivery/domain/order-status-view.ts";
import { ACCOUNT_ORDER_QUERY, readAccountOrder } from "./account-order.ts";
import type { AccountOrder } from "./account-order.ts";
import { readBackendView } from "./backend-view.ts";
import { loadedPromise } from "./host.ts";
import type { OrderStatusHost } from "./host.ts";
import { numericId } from "./json.ts";
import { mergeOrder } from "./merge.ts";
import { readPromiseMetafield } from "./promise-metafield.ts";
import type { KnownPromise } from "./promise-metafield.ts";
import type { ShownOrder } from "./shown-order.ts";

/**
 * The Customer Account API has its own version in the URL, independent of the extension's `api_version` (2026-07, the
 * newest `@shopify/ui-extensions` there is). 2026-10 is the version whose official schema a test checks the query
 * against.
 */
export const ACCOUNT_API = "shopify://customer-account/api/2026-10/graphql.json";

/** No source may keep the shopper waiting longer than this. */
export const SOURCE_TIMEOUT_MS = 8_000;

/** What is known so far about an order. */
export interface LoadState {
  order: ShownOrder;
  /** False for an order of downloads or services: nothing to show. */
  needsDelivery: boolean;
  /** False when neither Shopify's account data nor our backend answered: the view holds at most a promised date. */
  answered: boolean;
}

/**
 * Reads one order from all sources and reports after each that answers, so the shopper sees the quicker one first and
 * then both merged. Our backend is asked at once when the metafield came with the page, otherwise when the account data
 * brought it. A source that fails is not an error: the others speak. Reports once when none answers.
 */
export async function loadOrder(
  host: OrderStatusHost,
  orderGid: string,
  report: (state: LoadState) => void,
): Promise<void> {
  const loaded = readPromiseMetafield(loadedPromise(host.appMetafields?.value ?? []));
  const got: { account: AccountOrder | null; backend: OrderStatusView | null } = { account: null, backend: null };
  const tell = (): void => {
    const known = loaded ?? got.account?.known ?? null;
    report({
      order: mergeOrder(got.account, known, got.backend),
      needsDelivery: got.account?.needsDelivery ?? true,
      answered: got.account !== null || got.backend !== null,
    });
  };
  const readAccount = async (): Promise<void> => {
    got.account = await askAccount(orderGid, host.localization.timezone?.value);
    if (got.account !== null) tell();
  };
  const readBackend = async (access: KnownPromise["access"]): Promise<void> => {
    if (access === null) return;
    got.backend = await askBackend(host, orderGid, access);
    if (got.backend !== null) tell();
  };
  if (loaded === null) {
    await readAccount();
    await readBackend(got.account?.known?.access ?? null);
  } else {
    await Promise.all([readAccount(), readBackend(loaded.access)]);
  }
  if (got.account === null && got.backend === null) tell();
}

async function askAccount(orderGid: string, timeZone: string | undefined): Promise<AccountOrder | null> {
  const answer = await askInTime(async () => {
    const response = await fetch(ACCOUNT_API, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: ACCOUNT_ORDER_QUERY, variables: { id: orderGid } }),
    });
    return response.ok ? readJson(response) : null;
  });
  return readAccountOrder(answer, timeZone);
}

async function askBackend(
  host: OrderStatusHost,
  orderGid: string,
  access: { api: string; key: string },
): Promise<OrderStatusView | null> {
  const id = numericId(orderGid);
  if (id === null) return null;
  const answer = await askInTime(async () => {
    const token = await host.sessionToken.get();
    const response = await fetch(`${access.api}?order=${id}`, {
      headers: { authorization: `Bearer ${token}`, "x-order-key": access.key },
    });
    return response.ok ? readJson(response) : null;
  });
  return readBackendView(answer);
}

async function readJson(response: Response): Promise<unknown> {
  return response.json();
}

/**
 * The answer, or null when it fails or takes longer than `SOURCE_TIMEOUT_MS`. No AbortSignal: Shopify answers
 * `shopify://` requests outside the worker, and a signal cannot be sent there; a late answer is simply not read.
 */
export async function askInTime(ask: () => Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, SOURCE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([ask(), tooLate]);
  } catch {
    return null; // network failure, refused CORS, no session token, not JSON: the other sources speak
  } finally {
    clearTimeout(timer);
  }
}
