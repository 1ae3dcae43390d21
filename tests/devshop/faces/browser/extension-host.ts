/**
 * Plays Shopify for built extension bundles: the same for an order page's (`shopper-host.ts`) and the admin's (`admin-host.ts`). Each gets its own frame of
 * the same origin, because a bundle renders into `document.body` and reads the globals `shopify` and `fetch`. Shopify itself runs them in a worker; what a
 * frame allows beyond that (window, layout, storage) is forbidden to extensions by lint, not here.
 */
import { defineStandIns } from "./s-elements.ts";

export type Json = Record<string, unknown>;
type TextTree = { [key: string]: string | TextTree };

/** What every page with extensions says of itself. */
export interface HostData {
  locale: string;
  currency: string;
  /** The dev shop's time: "realEpochMs,shopEpochMs,speed". */
  clock: string;
  extensions: ShownExtension[];
}

export interface ShownExtension {
  handle: string;
  apiVersion: string;
  networkAccess: boolean;
  settings: Json;
  appMetafields: Json[];
}

/** A place on the page, and what runs there. */
export interface Slot {
  readonly extension: ShownExtension;
  readonly target: string;
  /** Global id of the fulfillment the place belongs to; null: none. */
  readonly fulfillment: string | null;
}

/** What one kind of page gives its extensions beside texts, language and time. */
export interface Host {
  readonly data: HostData;
  shopify(slot: Slot): Json;
  fetch(frame: Window & typeof globalThis, slot: Slot): typeof fetch;
}

/** What the page says, as its server wrote it. */
export function hostData<Data extends HostData>(): Data {
  return JSON.parse(document.getElementById("host-data")?.textContent ?? "null") as Data;
}

/** A stand-in for a signal, until the bundle hands over its own kind by `setSignals`. */
export const signal = (value: unknown) => ({
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

export const notModelled = (name: string) => () => {
  throw new Error(`the dev shop does not model shopify.${name}`);
};

function shopifyGlobal(host: Host, slot: Slot, texts: TextTree) {
  const { locale, currency } = host.data;
  const registered = new Map<string, (api: unknown) => unknown>();
  const shopify: Json = {
    extend: (name: string, render: (api: unknown) => unknown) => void registered.set(name, render),
    setSignals: (RealSignal: new (value: unknown) => unknown) => {
      adoptSignals(shopify, RealSignal);
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
    query: notModelled("query"),
    toast: { show: notModelled("toast.show") },
    ...host.shopify(slot),
  };
  return { shopify, registered };
}

/** Inside the frame it is the shop's time, which may run faster than the machine's. */
function setShopTime(frame: Window & typeof globalThis, clock: string): void {
  const [real = 0, shop = 0, speed = 1] = clock.split(",").map(Number);
  const MachineDate = frame.Date;
  const now = () => shop + (MachineDate.now() - real) * speed;
  frame.Date = new Proxy(MachineDate, {
    construct: (Of, values: unknown[], target) =>
      Reflect.construct(Of, values.length === 0 ? [now()] : values, target) as Date,
    get: (of, name) => (name === "now" ? now : (Reflect.get(of, name) as unknown)),
  });
}

async function place(host: Host, slot: HTMLElement): Promise<void> {
  const { data } = host;
  const { extension: handle = "", target = "", fulfillment = null, label = "" } = slot.dataset;
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
  const what = { extension, target, fulfillment };
  const { shopify, registered } = shopifyGlobal(host, what, texts);
  Object.defineProperty(inside, "shopify", { value: shopify });
  inside.fetch = host.fetch(inside, what);
  setShopTime(inside, data.clock);

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

/** Runs what belongs into each place of the page. */
export function runExtensions(host: Host): void {
  for (const slot of document.querySelectorAll<HTMLElement>(".extension")) {
    place(host, slot).catch((thrown: unknown) => {
      slot.textContent = `${slot.dataset["extension"] ?? ""}: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
      slot.classList.add("problem");
    });
  }
}
