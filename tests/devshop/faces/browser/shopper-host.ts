/** What Shopify gives extensions on a shopper's pages: the order status page and the thank-you page. */
import { hostData, runExtensions, signal, type HostData, type Json, type Slot } from "./extension-host.ts";

interface ShopperData extends HostData {
  country: string;
  timeZone: string;
  visitor: "signed_in" | "pre_authenticated" | "unauthenticated";
  shop: Json;
  order: Json & { id: string };
  accountToken: string | null;
  accountUrl: string;
  tokenUrl: string;
  deliveryGroups: Json[];
}

const data = hostData<ShopperData>();

async function sessionToken(): Promise<string> {
  const response = await fetch(data.tokenUrl, { headers: { authorization: `Bearer ${data.accountToken ?? ""}` } });
  if (!response.ok) throw new Error(`no session token: ${String(response.status)}`);
  return ((await response.json()) as { token: string }).token;
}

function shopperGlobal({ extension, target, fulfillment }: Slot): Json {
  const { locale, currency, country } = data;
  const stored = new Map<string, unknown>();
  return {
    extension: { target, apiVersion: extension.apiVersion, version: "0", editor: undefined, rendered: signal(true) },
    shop: data.shop,
    settings: signal(extension.settings),
    appMetafields: signal(extension.appMetafields),
    localization: {
      language: signal({ isoCode: locale }),
      extensionLanguage: signal({ isoCode: locale }),
      country: signal({ isoCode: country }),
      currency: signal({ isoCode: currency }),
      timezone: signal(data.timeZone),
      market: signal(undefined),
    },
    sessionToken: { get: sessionToken },
    storage: {
      read: (key: string) => Promise.resolve(stored.get(key) ?? null),
      write: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
      delete: (key: string) => Promise.resolve(void stored.delete(key)),
    },
    ...(target.startsWith("purchase.")
      ? {
          orderConfirmation: signal({
            order: { id: data.order.id.replace("/Order/", "/OrderIdentity/") },
            number: data.order["confirmationNumber"],
            isFirstOrder: false,
          }),
          deliveryGroups: signal(data.deliveryGroups),
        }
      : {
          order: signal(data.order),
          authenticationState: signal(data.visitor === "signed_in" ? "fully_authenticated" : data.visitor),
          requireLogin: () => {
            const url = new URL(location.href);
            url.searchParams.set("state", "signed_in");
            location.assign(url);
            return Promise.resolve();
          },
        }),
    ...(fulfillment === null ? {} : { fulfillmentId: fulfillment }),
  };
}

/** `shopify://customer-account/api/<version>/graphql.json` goes to the stand-in with the visitor's token. */
function shopperFetch(frame: Window & typeof globalThis, { extension: { networkAccess } }: Slot): typeof fetch {
  const plain = frame.fetch.bind(frame);
  return async (input, init) => {
    const url = input instanceof frame.Request ? input.url : String(input);
    const version = /^shopify:\/*customer-account\/api\/([^/]+)\/graphql\.json$/.exec(url)?.[1];
    if (version !== undefined) {
      const headers = new Headers(init?.headers);
      headers.set("authorization", `Bearer ${data.accountToken ?? ""}`);
      return plain(`${data.accountUrl}?version=${version}`, { ...init, headers });
    }
    if (url.startsWith("shopify:")) throw new TypeError(`the dev shop does not model ${url}`);
    if (!networkAccess) throw new TypeError("the extension did not ask for network_access");
    return plain(input, init);
  };
}

runExtensions({ data, shopify: shopperGlobal, fetch: shopperFetch });
