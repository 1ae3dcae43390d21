/**
 * Stand-in for Shopify's App Bridge. Loaded as a classic script in the app's page, it puts `window.shopify` there before
 * anything else runs, and talks to the admin page around it. What it does not model throws when used.
 */
import type { Ask, BridgeButton, EmbedParameter, FromApp, ToApp } from "./bridge-messages.ts";

(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) throw new Error("App Bridge must be loaded by a classic script element");
  const admin = new URL(script.src).origin;
  const parameters = new URLSearchParams(location.search);

  // A client-side navigation drops the query, so the first page's is kept for the session, as App Bridge does.
  const KEPT = "devshop-app-bridge";
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Record<string, string | undefined>;
  const config = {
    apiKey: script.dataset["apiKey"] ?? "",
    shop: parameters.get("shop") ?? kept["shop"],
    host: parameters.get("host") ?? kept["host"],
    locale: parameters.get("locale") ?? kept["locale"] ?? "en",
  };
  sessionStorage.setItem(KEPT, JSON.stringify(config));

  type Message = FromApp extends infer Each ? (Each extends FromApp ? Omit<Each, "bridge"> : never) : never;
  const send = (message: Message) => {
    parent.postMessage({ bridge: "entrega-devshop", ...message }, admin);
  };

  let count = 0;
  const nextId = () => String(++count);
  const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  const ask = (question: Ask): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const nonce = ++count;
      waiting.set(nonce, { resolve, reject });
      send({ kind: "ask", nonce, ask: question });
    });

  const pressable = new Map<string, HTMLElement>();
  const toasts = new Map<string, { onAction?: () => void; onDismiss?: () => void }>();

  addEventListener("message", (event: MessageEvent<ToApp>) => {
    if (event.origin !== admin || event.source !== parent) return;
    const message = event.data;
    switch (message.kind) {
      case "answer":
        waiting.get(message.nonce)?.resolve(message.value);
        waiting.delete(message.nonce);
        break;
      case "refusal":
        waiting.get(message.nonce)?.reject(new Error(message.message));
        waiting.delete(message.nonce);
        break;
      case "press":
        pressable.get(message.id)?.click();
        break;
      case "navigate":
        followNavigation(message.href);
        break;
      case "toastAction":
        toasts.get(message.id)?.onAction?.();
        break;
      case "toastDismissed":
        toasts.get(message.id)?.onDismiss?.();
        toasts.delete(message.id);
        break;
    }
  });

  /** The app's router listens for this event on its own links; a link it does not know becomes a page load. */
  function followNavigation(href: string): void {
    const links = document.querySelectorAll<HTMLElement>("ui-nav-menu a, s-app-nav a, s-app-nav s-link");
    const link = [...links].find((each) => each.getAttribute("href") === href);
    if (link === undefined) location.assign(href);
    else link.dispatchEvent(new Event("shopify:navigate", { bubbles: true }));
  }

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

  // --- Elements. Each is hidden where it stands and shown by the admin page around the frame.
  const buttonOf = (element: Element | null): BridgeButton | null => {
    if (!(element instanceof HTMLElement)) return null;
    const id = (element.dataset["devshopId"] ??= nextId());
    pressable.set(id, element);
    const primary = element.getAttribute("variant") === "primary";
    const disabled = element.hasAttribute("disabled") || element.hasAttribute("loading");
    return { id, label: element.textContent.trim() || (primary ? "Save" : "Discard"), primary, disabled };
  };
  const buttonsIn = (element: Element) =>
    [...element.querySelectorAll("button, s-button, a")].flatMap((each) => buttonOf(each) ?? []);

  abstract class Watched extends HTMLElement {
    #observer = new MutationObserver(() => {
      this.tell();
    });
    abstract tell(): void;
    connectedCallback(): void {
      this.style.display = "none";
      this.#observer.observe(this, { attributes: true, characterData: true, childList: true, subtree: true });
      this.tell();
    }
    disconnectedCallback(): void {
      this.#observer.disconnect();
    }
  }

  class NavMenu extends Watched {
    tell(): void {
      const links = [...this.querySelectorAll("a, s-link")];
      const hrefOf = (link: Element) => link.getAttribute("href") ?? "";
      const home = links.find((link) => link.getAttribute("rel") === "home");
      const items = links
        .filter((link) => link !== home)
        .map((link) => ({ label: link.textContent.trim(), href: hrefOf(link) }));
      send({ kind: "nav", home: home === undefined ? null : hrefOf(home), items });
    }
  }
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", class extends NavMenu {});

  class TitleBar extends Watched {
    #ofPage = true;
    tell(): void {
      const modal = this.closest("ui-modal");
      this.#ofPage = modal === null;
      if (modal instanceof Modal) modal.dress(this.getAttribute("title") ?? "", [...this.querySelectorAll("button")]);
      else send({ kind: "title", title: this.getAttribute("title") ?? "", buttons: buttonsIn(this) });
    }
    override disconnectedCallback(): void {
      super.disconnectedCallback();
      if (this.#ofPage) send({ kind: "title", title: "", buttons: [] });
    }
  }

  class SaveBar extends Watched {
    showing = false;
    tell(): void {
      const [primary, other] = ["[variant=primary]", ":not([variant=primary])"];
      send({
        kind: "saveBar",
        open: this.showing && this.isConnected,
        save: buttonOf(this.querySelector(`button${primary ?? ""}`)),
        discard: buttonOf(this.querySelector(`button${other ?? ""}`)),
        confirm: this.hasAttribute("discardconfirmation"),
      });
    }
    #turn(on: boolean): Promise<void> {
      if (this.showing !== on) {
        this.showing = on;
        this.tell();
        this.dispatchEvent(new Event(on ? "show" : "hide"));
      }
      return Promise.resolve();
    }
    show = () => this.#turn(true);
    hide = () => this.#turn(false);
    toggle = () => this.#turn(!this.showing);
    override disconnectedCallback(): void {
      super.disconnectedCallback();
      this.tell();
    }
  }
  customElements.define("ui-save-bar", SaveBar);

  /** Shopify shows a modal over the whole admin; here it covers the frame, in a native dialog (focus, Escape, backdrop). */
  class Modal extends HTMLElement {
    readonly content = document.createElement("div");
    readonly #dialog = document.createElement("dialog");
    readonly #heading = document.createElement("h2");
    readonly #foot = document.createElement("footer");
    constructor() {
      super();
      const body = document.createElement("section");
      body.append(this.content);
      this.#heading.id = `devshop-modal-${nextId()}`;
      this.#dialog.className = "devshop-modal";
      this.#dialog.setAttribute("aria-labelledby", this.#heading.id);
      this.#dialog.append(this.#heading, body, this.#foot);
      this.#dialog.addEventListener("close", () => this.dispatchEvent(new Event("hide")));
    }
    connectedCallback(): void {
      if (this.hasAttribute("src")) throw new Error("the dev shop does not model a modal with src");
      document.body.append(this.#dialog);
    }
    disconnectedCallback(): void {
      this.#dialog.remove();
    }
    dress(title: string, buttons: HTMLButtonElement[]): void {
      this.#heading.textContent = title;
      this.#foot.replaceChildren(
        ...buttons.map((button) => {
          const shown = document.createElement("button");
          shown.textContent = button.textContent;
          shown.disabled = button.disabled;
          shown.className = button.getAttribute("variant") === "primary" ? "primary" : "";
          shown.addEventListener("click", () => {
            button.click();
          });
          return shown;
        }),
      );
    }
    show = (): Promise<void> => {
      if (!this.#dialog.open) {
        this.#dialog.showModal();
        this.dispatchEvent(new Event("show"));
      }
      return Promise.resolve();
    };
    hide = (): Promise<void> => {
      this.#dialog.close();
      return Promise.resolve();
    };
    toggle = (): Promise<void> => (this.#dialog.open ? this.hide() : this.show());
  }
  customElements.define("ui-modal", Modal);
  customElements.define("ui-title-bar", TitleBar);

  const style = document.createElement("style");
  style.textContent = `
    .devshop-modal { border: 0; border-radius: 12px; padding: 0; width: min(620px, calc(100vw - 32px)); box-shadow: 0 20px 60px rgb(0 0 0 / .3); font-family: inherit; }
    .devshop-modal::backdrop { background: rgb(0 0 0 / .5); }
    .devshop-modal > h2 { margin: 0; padding: 12px 16px; background: #f3f3f3; font-size: 14px; font-weight: 650; }
    .devshop-modal > footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px; border-top: 1px solid #e3e3e3; }
    .devshop-modal > footer:empty { display: none; }
    .devshop-modal button { font: inherit; font-weight: 550; padding: 6px 12px; border: 1px solid #8a8a8a; border-radius: 8px; background: #fff; color: #303030; }
    .devshop-modal button.primary { background: #303030; border-color: #303030; color: #fff; }`;
  document.head.append(style);

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
})();
