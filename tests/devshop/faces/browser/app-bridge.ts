/**
 * Stand-in for Shopify's App Bridge. Loaded as a classic script in the app's page, it puts `window.shopify` there before
 * anything else runs, and talks to the admin page around it. What it does not model throws when used. Its parts are put into
 * one script by assets.ts.
 */
import { Modal, SaveBar } from "./bridge-elements.ts";
import type { EmbedParameter } from "./bridge-messages.ts";
import { admin, ask, config, nextId, parameters, send, toasts } from "./bridge-wire.ts";

// --- Session tokens: valid for a minute, asked for again after 50 s.
const TOKEN_KEPT_MS = 50_000;
let token: { value: string; until: number } | undefined;
async function idToken(): Promise<string> {
  if (token === undefined || performance.now() >= token.until) {
    token = { value: String(await ask({ what: "token" })), until: performance.now() + TOKEN_KEPT_MS };
  }
  return token.value;
}

// --- Requests to the app's own server carry the token; one more try when the server says that it was stale.
const plainFetch = window.fetch.bind(window);
window.fetch = async (input, init) => {
  const target = new URL(input instanceof Request ? input.url : input, location.href);
  if (target.origin !== location.origin) return plainFetch(input, init);
  const attempt = async () => {
    const request = new Request(input instanceof Request ? input.clone() : input, init);
    if (!request.headers.has("Authorization")) request.headers.set("Authorization", `Bearer ${await idToken()}`);
    return plainFetch(request);
  };
  let response = await attempt();
  if (response.headers.has("X-Shopify-Retry-Invalid-Session-Request")) {
    token = undefined;
    response = await attempt();
  }
  const reauthorize = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
  if (reauthorize !== null) send({ kind: "open", url: new URL(reauthorize, location.href).href });
  return response;
};

// --- Leaving the frame goes through the admin page.
const plainOpen = window.open.bind(window);
window.open = (url, target, features) => {
  const destination = String(url ?? "");
  if (target !== "_top" && target !== "_parent" && !destination.startsWith("shopify:")) {
    return plainOpen(url, target, features);
  }
  send({
    kind: "open",
    url: destination.startsWith("shopify:") ? destination : new URL(destination, location.href).href,
  });
  return null;
};
addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const href = link?.getAttribute("href") ?? "";
  if (link === null || !(href.startsWith("shopify:") || link.target === "_top" || link.target === "_parent")) return;
  event.preventDefault();
  send({ kind: "open", url: href.startsWith("shopify:") ? href : link.href });
});

// --- The library's bounce page holds nothing but this script and a parameter: come back with a fresh token.
const reload = parameters.get("shopify-reload");
if (reload !== null) {
  void idToken().then((value) => {
    const target = new URL(reload);
    target.searchParams.set("id_token", value);
    location.replace(target);
  });
}

// --- The app's address, without what the admin adds to it.
const EMBEDDING: readonly EmbedParameter[] = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "session",
  "shop",
  "timestamp",
];
let told = "";
const tellPath = () => {
  const own = new URLSearchParams(location.search);
  for (const name of EMBEDDING) own.delete(name);
  const query = own.toString();
  const path = location.pathname + (query === "" ? "" : `?${query}`);
  if (path === told || reload !== null) return;
  told = path;
  send({ kind: "path", path });
};
const plainPush = history.pushState.bind(history);
const plainReplace = history.replaceState.bind(history);
history.pushState = (...entry) => {
  plainPush(...entry);
  tellPath();
};
history.replaceState = (...entry) => {
  plainReplace(...entry);
  tellPath();
};
addEventListener("popstate", tellPath);

const element = <Kind extends HTMLElement>(id: string, kind: abstract new () => Kind): Kind => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`there is no ${kind.name} with the id ${id}`);
  return found;
};

/** Throws as soon as anything of it is used. */
const notModelled = (name: string): object =>
  new Proxy(() => undefined, {
    get: (_, property) => {
      throw new Error(`the dev shop does not model shopify.${name}.${String(property)}`);
    },
    apply: () => {
      throw new Error(`the dev shop does not model shopify.${name}`);
    },
  });

interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}
const TOAST_MS = 5_000;
const shopify = {
  config,
  origin: admin,
  ready: Promise.resolve(),
  setSignals: () => undefined,
  environment: { embedded: true, mobile: false, pos: false },
  idToken,
  loading: (on: boolean) => {
    send({ kind: "loading", on });
  },
  toast: {
    show: (message: string, options: ToastOptions = {}) => {
      const id = `toast-${nextId()}`;
      toasts.set(id, options);
      const { isError = false, action = null, duration = TOAST_MS } = options;
      send({ kind: "toast", id, message, isError, action, duration });
      return id;
    },
    hide: (id: string) => {
      send({ kind: "hideToast", id });
    },
  },
  saveBar: {
    show: (id: string) => element(id, SaveBar).show(),
    hide: (id: string) => element(id, SaveBar).hide(),
    toggle: (id: string) => element(id, SaveBar).toggle(),
    leaveConfirmation: async () => {
      await ask({ what: "leave" });
    },
  },
  modal: {
    show: (id: string) => element(id, Modal).show(),
    hide: (id: string) => element(id, Modal).hide(),
    toggle: (id: string) => element(id, Modal).toggle(),
  },
  scanner: { capture: async () => ({ data: String(await ask({ what: "scan" })) }) },
  scopes: {
    query: () => ask({ what: "scopes.query" }),
    request: (scopes: string[]) => ask({ what: "scopes.request", scopes }),
    revoke: (scopes: string[]) => ask({ what: "scopes.revoke", scopes }),
  },
  ...Object.fromEntries(
    [
      "app",
      "intents",
      "picker",
      "pos",
      "resourcePicker",
      "reviews",
      "shopifyQL",
      "support",
      "tools",
      "user",
      "webVitals",
    ].map((name) => [name, notModelled(name)]),
  ),
};
Object.defineProperty(window, "shopify", { value: shopify, configurable: true, enumerable: true });
tellPath();
