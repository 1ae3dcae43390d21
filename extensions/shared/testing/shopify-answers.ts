import type { OrderStatusView, ParcelView } from "../../../app/features/delivery/domain/order-status-view.ts";
import { ACCOUNT_API } from "../load-order.ts";

export const ORDER_KEY = "0123456789abcdef0123456789abcdef";
export const ORDER_API = "https://entrega.example/api/order-status";

interface AccountFulfillment {
  id: string;
  latestShipmentStatus: string | null;
  events: readonly (readonly [status: string, happenedAt: string])[];
  estimatedDeliveryAt: string | null;
  number: string | null;
  status: string;
  isPickedUp: boolean;
  quantities: readonly number[];
}

/** One fulfillment in the shape of the Customer Account API. */
export function accountFulfillment(given: Partial<AccountFulfillment> = {}): object {
  const number = given.number === undefined ? "1Z999" : given.number;
  return {
    id: `gid://shopify/Fulfillment/${given.id ?? "501"}`,
    status: given.status ?? "SUCCESS",
    isPickedUp: given.isPickedUp ?? false,
    requiresShipping: true,
    createdAt: "2026-11-18T09:00:00Z",
    estimatedDeliveryAt: given.estimatedDeliveryAt ?? null,
    latestShipmentStatus: given.latestShipmentStatus === undefined ? "IN_TRANSIT" : given.latestShipmentStatus,
    trackingInformation:
      number === null ? [] : [{ company: "UPS", number, url: `https://carrier.example/track/${number}` }],
    events: { nodes: (given.events ?? []).map(([status, happenedAt]) => ({ status, happenedAt })) },
    fulfillmentLineItems: { nodes: (given.quantities ?? [2]).map((quantity) => ({ quantity })) },
  };
}

/** The value of the order metafield as Shopify returns it: JSON text. */
export function promiseMetafield(given: object = {}): string {
  return JSON.stringify({
    v: 1,
    key: ORDER_KEY,
    api: ORDER_API,
    from: "2026-11-24",
    to: "2026-11-26",
    source: "checkout",
    reason: null,
    pickup: null,
    ...given,
  });
}

/** The app's metafields of the order #1001 as Shopify loads them with the page. */
export function loadedMetafields() {
  const metafield = { namespace: "$app", key: "promise", value: promiseMetafield() };
  return [
    {
      target: { type: "order" as const, id: "gid://shopify/Order/1001" as const },
      metafield: { ...metafield, valueType: "json_string" as const, type: "json" },
    },
  ];
}

/** An order in the shape of the Customer Account API. Fulfillments are given oldest first; the API sends newest first. */
export function accountOrder(
  given: { fulfillments?: readonly object[]; promise?: string | null; order?: object } = {},
) {
  const { fulfillments = [accountFulfillment()], promise = promiseMetafield(), order = {} } = given;
  return {
    data: {
      order: {
        processedAt: "2026-11-17T08:00:00Z",
        cancelledAt: null,
        fulfillmentStatus: "FULFILLED",
        requiresShipping: true,
        metafield: promise === null ? null : { value: promise },
        fulfillments: { nodes: [...fulfillments].reverse() },
        ...order,
      },
    },
  };
}

export function backendParcel(given: Partial<ParcelView> = {}): ParcelView {
  return {
    fulfillmentId: "501",
    number: "1Z999",
    carrier: "UPS",
    url: "https://carrier.example/track/1Z999",
    stage: "in_transit",
    expectedOn: null,
    itemCount: 2,
    timeline: [],
    ...given,
  };
}

export function backendView(given: Partial<OrderStatusView> = {}): OrderStatusView {
  return {
    v: 1,
    order: { name: "#1001" },
    stage: "in_transit",
    promise: null,
    parcels: [backendParcel()],
    timeline: [],
    ...given,
  };
}

/** What a source does when it is asked. */
export type Answer = () => Promise<Response>;

export function json(value: object): Answer {
  return async () => new Response(JSON.stringify(value));
}

/** An error whose body looks like an answer: only the status says not to read it. */
export function status(code: number, body: object = {}): Answer {
  return async () => new Response(JSON.stringify(body), { status: code });
}

/** A source that never answers: a race without participants never ends. */
export const NEVER: Answer = () => Promise.race<Response>([]);

export interface SeenRequest {
  url: string;
  headers: Headers;
  body: string | null;
}

/** A `fetch` that knows the Customer Account API and our backend, and refuses everything else. */
export function fakeFetch(answers: { account: Answer; backend?: Answer; actions?: Answer }): {
  fetch: typeof fetch;
  seen: SeenRequest[];
} {
  const seen: SeenRequest[] = [];
  return {
    seen,
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      seen.push({ url, headers: new Headers(init?.headers), body: typeof init?.body === "string" ? init.body : null });
      if (url === ACCOUNT_API) return answers.account();
      if (url.startsWith(`${ORDER_API}?`) && answers.backend !== undefined) return answers.backend();
      if (url.startsWith(`${ORDER_API}/actions?`) && answers.actions !== undefined) return answers.actions();
      throw new TypeError(`no such address: ${url}`);
    },
  };
}
