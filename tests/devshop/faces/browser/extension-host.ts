/**
 * Plays Shopify for the built extension bundles on an order page. Each gets its own frame of the same origin, because a bundle
 * renders into `document.body` and reads the globals `shopify` and `fetch`. Shopify itself runs them in a worker; what a frame
 * allows beyond that (window, layout, storage) is forbidden to extensions by lint, not here.
 */
import { defineStandIns } from "./s-elements.ts";

type Json = Record<string, unknown>;
type TextTree = { [key: string]: string | TextTree };

interface HostData {
  locale: string;
  country: string;
  currency: string;
  timeZone: string;
  /** The dev shop's time: "realEpochMs,shopEpochMs,speed". */
  clock: string;
  visitor: "signed_in" | "pre_authenticated" | "unauthenticated";
  shop: Json;
  order: Json & { id: string };
  accountToken: string | null;
  accountUrl: string;
  tokenUrl: string;
  deliveryGroups: Json[];
  extensions: {
    handle: string;
    apiVersion: string;
    networkAccess: boolean;
    settings: Json;
    appMetafields: Json[];
  }[];
}

const data = JSON.parse(document.getElementById("host-data")?.textContent ?? "null") as HostData;

/** A stand-in for a signal, until the bundle hands over its own kind by `setSignals`. */
const signal = (value: unknown) => ({
  value,
  peek: () => value,
  subscribe: (listener: (now: unknown) => void) => {
    listener(value);
    return () => undefined;
  },
  destroy: () => undefined,
});
type Signal = ReturnType<typeof signal>;
const isSignal = (value: unknown): value is Signal =>
  typeof value === "object" && value !== null && "value" in value && "subscribe" in value;

/** Swaps the stand-ins for real signals, also one level down (`localization.language`). */
function adoptSignals(target: Json, RealSignal: new (value: unknown) => unknown): void {
  for (const [name, value] of Object.entries(target)) {
    if (isSignal(value)) target[name] = new RealSignal(value.value);
    else if (name === "localization") adoptSignals(value as Json, RealSignal);
  }
}

/** `shopify.i18n.translate`: dots lead into the tree, `count` chooses a plural form, `{{name}}` is filled in. */
function translator(texts: TextTree, locale: string) {
  return (key: string, values: Record<string, string | number> = {}): string => {
    let found: string | TextTree | undefined = texts;
    for (const step of key.split(".")) found = typeof found === "object" ? found[step] : undefined;
    if (typeof found === "object") {
      const form = new Intl.PluralRules(locale).select(Number(values["count"] ?? 0));
      found = found[form] ?? found["other"];
    }
    if (typeof found !== "string") return `[missing text: ${key}]`;
    return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}

async function sessionToken(): Promise<string> {
  const response = await fetch(data.tokenUrl, { headers: { authorization: `Bearer ${data.accountToken ?? ""}` } });
  if (!response.ok) throw new Error(`no session token: ${String(response.status)}`);
  return ((await response.json()) as { token: string }).token;
}

const notModelled = (name: string) => () => {
  throw new Error(`the dev shop does not model shopify.${name}`);
};

function shopifyGlobal(
  extension: HostData["extensions"][number],
  target: string,
  fulfillment: string | null,
  texts: TextTree,
) {
  const { locale, currency, country } = data;
  const registered = new Map<string, (api: unknown) => unknown>();
  const stored = new Map<string, unknown>();
  const thankYou = target.startsWith("purchase.");
  const shopify: Json = {
    extend: (name: string, render: (api: unknown) => unknown) => void registered.set(name, render),
    setSignals: (RealSignal: new (value: unknown) => unknown) => {
      adoptSignals(shopify, RealSignal);
    },
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
    i18n: {
      translate: translator(texts, locale),
      formatNumber: (value: number | bigint, options?: Intl.NumberFormatOptions) =>
        new Intl.NumberFormat(locale, options).format(value),
      formatCurrency: (value: number | bigint, options?: Intl.NumberFormatOptions) =>
        new Intl.NumberFormat(locale, { style: "currency", currency, ...options }).format(value),
      formatDate: (value: Date, options?: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat(locale, options).format(value),
    },
    sessionToken: { get: sessionToken },
    storage: {
      read: (key: string) => Promise.resolve(stored.get(key) ?? null),
      write: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
      delete: (key: string) => Promise.resolve(void stored.delete(key)),
    },
    query: notModelled("query"),
    toast: { show: notModelled("toast.show") },
    ...(thankYou
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
  return { shopify, registered };
}

/** `shopify://customer-account/api/<version>/graphql.json` goes to the stand-in with the visitor's token. */
function extensionFetch(frame: Window & typeof globalThis, networkAccess: boolean): typeof fetch {
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

/** Inside the frame it is the shop's time, which may run faster than the machine's. */
function setShopTime(frame: Window & typeof globalThis): void {
  const [real = 0, shop = 0, speed = 1] = data.clock.split(",").map(Number);
  const MachineDate = frame.Date;
  const now = () => shop + (MachineDate.now() - real) * speed;
  frame.Date = new Proxy(MachineDate, {
    construct: (Of, values: unknown[], target) =>
      Reflect.construct(Of, values.length === 0 ? [now()] : values, target) as Date,
    get: (of, name) => (name === "now" ? now : (Reflect.get(of, name) as unknown)),
  });
}

async function place(slot: HTMLElement): Promise<void> {
  const { extension: handle = "", target = "", fulfillment, label = "" } = slot.dataset;
  const extension = data.extensions.find((each) => each.handle === handle);
  if (extension === undefined) throw new Error(`no extension ${handle}`);
  const frame = document.createElement("iframe");
  frame.title = `${label}: ${handle}`;
  frame.srcdoc = `<!doctype html><html lang="${data.locale}"><head><title>${handle}</title></head><body></body></html>`;
  await new Promise((loaded) => {
    frame.addEventListener("load", loaded, { once: true });
    slot.append(frame);
  });
  const inside = frame.contentWindow as (Window & typeof globalThis) | null;
  if (inside === null) throw new Error("the frame has no window");
  const { document: page } = inside;

  defineStandIns(inside, (name) => {
    console.error(`the dev shop has no stand-in for <${name}>`);
  });
  const texts = (await (await fetch(`/extensions/${handle}/texts/${data.locale}.json`)).json()) as TextTree;
  const { shopify, registered } = shopifyGlobal(extension, target, fulfillment ?? null, texts);
  Object.defineProperty(inside, "shopify", { value: shopify });
  inside.fetch = extensionFetch(inside, extension.networkAccess);
  setShopTime(inside);

  await new Promise((loaded, failed) => {
    const script = page.createElement("script");
    script.addEventListener("load", loaded);
    script.addEventListener("error", failed);
    script.src = `/extensions/${handle}/bundle.js`;
    page.head.append(script);
  });
  const render = registered.get(target);
  if (render === undefined)
    throw new Error(`${handle} does not offer ${target}, only ${[...registered.keys()].join()}`);
  await render(shopify);
  const fit = () => {
    frame.style.height = `${String(page.body.scrollHeight)}px`;
  };
  new inside.ResizeObserver(fit).observe(page.body);
  fit();
  slot.dataset["ready"] = "true";
}

for (const slot of document.querySelectorAll<HTMLElement>(".extension")) {
  place(slot).catch((thrown: unknown) => {
    slot.textContent = `${slot.dataset["extension"] ?? ""}: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    slot.classList.add("problem");
  });
}
