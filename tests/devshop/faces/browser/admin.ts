/** The admin page around the app: its frame, navigation, bars, toasts and dialogs. */
import type { Ask, BridgeButton, FromApp, ToApp } from "./bridge-messages.ts";
import { closeMenu } from "./menu.ts";

interface PageData {
  /** `/store/<name>`. */
  base: string;
  /** Origin of the app in the frame. */
  app: string;
  /** The app's client id, which Shopify's own links use in place of its handle. */
  clientId: string;
  locale: string;
  texts: Record<"discard" | "save", string>;
}

function byId<Kind extends Element>(id: string, kind: abstract new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the admin page has no ${id}`);
  return found;
}

const data = JSON.parse(byId("devshop-data", HTMLScriptElement).textContent) as PageData;
const frame = byId("app", HTMLIFrameElement);
const nav = byId("app-nav", HTMLElement);
const homeLink = byId("app-home", HTMLAnchorElement);
const titleBar = byId("title-bar", HTMLElement);
const titleText = byId("title", HTMLElement);
const titleActions = byId("title-actions", HTMLElement);
const saveBar = byId("save-bar", HTMLElement);
const saveActions = byId("save-actions", HTMLElement);
const toastArea = byId("toasts", HTMLElement);
const progress = byId("loading", HTMLElement);

type Message = ToApp extends infer Each ? (Each extends ToApp ? Omit<Each, "bridge"> : never) : never;
function send(message: Message): void {
  frame.contentWindow?.postMessage({ bridge: "entrega-devshop", ...message }, data.app);
}

addEventListener("message", (event: MessageEvent<FromApp | undefined>) => {
  if (event.origin !== data.app || event.source !== frame.contentWindow) return;
  const message = event.data;
  if (message?.bridge === "entrega-devshop") hear(message);
});

function hear(message: FromApp): void {
  switch (message.kind) {
    case "ask":
      void answer(message.nonce, message.ask);
      break;
    case "nav":
      showNavigation(message.home, message.items);
      break;
    case "title":
      titleText.textContent = message.title;
      titleActions.replaceChildren(...message.buttons.map(button));
      titleBar.classList.toggle("has-title", message.title !== "");
      break;
    case "saveBar":
      saveBar.hidden = !message.open;
      saveActions.replaceChildren(
        ...[message.discard, message.save].flatMap((each, index) =>
          each === null ? [] : button({ ...each, label: index === 0 ? data.texts.discard : data.texts.save }),
        ),
      );
      break;
    case "toast":
      showToast(message);
      break;
    case "hideToast":
      hideToast(message.id);
      break;
    case "loading":
      progress.hidden = !message.on;
      break;
    case "path":
      showPath(message.path);
      break;
    case "open":
      location.assign(adminAddress(message.url));
      break;
  }
}

function button(described: BridgeButton): HTMLButtonElement {
  const shown = document.createElement("button");
  shown.textContent = described.label;
  shown.disabled = described.disabled;
  shown.className = described.primary ? "primary" : "";
  shown.addEventListener("click", () => {
    send({ kind: "press", id: described.id });
  });
  return shown;
}

// --- Navigation: the app's pages are listed under its name; the address bar follows, so that a reload comes back here.
let links: { href: string; link: HTMLAnchorElement }[] = [];

function showNavigation(home: string | null, items: { label: string; href: string }[]): void {
  links = items.map(({ label, href }) => ({ href, link: navigating(document.createElement("a"), href, label) }));
  if (home !== null) links.push({ href: home, link: navigating(homeLink, home) });
  nav.replaceChildren(
    ...links.slice(0, items.length).map(({ link }) => {
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  markCurrent();
}

function navigating(link: HTMLAnchorElement, href: string, label?: string): HTMLAnchorElement {
  if (label !== undefined) link.textContent = label;
  link.href = adminPath(href);
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab gets its own frame and token
    event.preventDefault();
    void leaveUnsaved().then((leaves) => {
      if (!leaves) return;
      closeMenu();
      send({ kind: "navigate", href });
    });
  };
  return link;
}

function adminPath(appPath: string): string {
  const url = new URL(`${data.base}/apps/entrega${appPath}`, location.origin);
  if (data.locale !== "en") url.searchParams.set("locale", data.locale);
  return url.pathname + url.search;
}

let current = "";
function showPath(path: string): void {
  current = path.split("?", 1)[0] ?? "";
  history.replaceState(null, "", adminPath(path));
  markCurrent();
}

/** The longest address that the current one lies under is the page people are on. */
function markCurrent(): void {
  const pathOf = (href: string) => href.split("?", 1)[0] ?? "";
  const under = ({ href }: { href: string }) => current === pathOf(href) || current.startsWith(`${pathOf(href)}/`);
  const best = links.filter(under).sort((a, b) => b.href.length - a.href.length)[0];
  for (const { link } of links) link.removeAttribute("aria-current");
  best?.link.setAttribute("aria-current", "page");
}

/** Links into Shopify's admin and back to the app, as this page's own addresses; others stay. */
function adminAddress(url: string): string {
  const inAdmin =
    /^(?:shopify:\/*admin|https:\/\/admin\.shopify\.com\/store\/[^/]+|https:\/\/[^/]+\.myshopify\.com\/admin)\/(.*)$/.exec(
      url,
    )?.[1];
  if (inAdmin !== undefined) return `${data.base}/${inAdmin.replace(`apps/${data.clientId}`, "apps/entrega")}`;
  const target = new URL(url);
  return target.origin === data.app ? adminPath(target.pathname + target.search) : url;
}

// --- Toasts.
const shownToasts = new Map<string, { element: HTMLElement; timer: number }>();

function showToast(toast: Extract<FromApp, { kind: "toast" }>): void {
  const element = document.createElement("div");
  element.className = toast.isError ? "toast error" : "toast";
  element.append(toast.message);
  if (toast.action !== null) {
    const action = button({ id: "", label: toast.action, primary: false, disabled: false });
    action.onclick = () => {
      send({ kind: "toastAction", id: toast.id });
    };
    element.append(action);
  }
  const timer = window.setTimeout(() => {
    hideToast(toast.id);
  }, toast.duration);
  shownToasts.set(toast.id, { element, timer });
  toastArea.append(element);
}

function hideToast(id: string): void {
  const shown = shownToasts.get(id);
  if (shown === undefined) return;
  clearTimeout(shown.timer);
  shown.element.remove();
  shownToasts.delete(id);
  send({ kind: "toastDismissed", id });
}

// --- Questions of the app.
async function answer(nonce: number, question: Ask): Promise<void> {
  try {
    send({ kind: "answer", nonce, value: await answerTo(question) });
  } catch (thrown) {
    send({ kind: "refusal", nonce, message: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

async function answerTo(question: Ask): Promise<unknown> {
  switch (question.what) {
    case "token":
      return ((await call("GET", "/id-token")) as { token: string }).token;
    case "leave":
      if (await leaveUnsaved()) return true;
      throw new Error("the merchant stays");
    case "scan":
      return scan();
    case "scopes.query":
      return call("GET", "/scopes");
    case "scopes.request": {
      const granted = await choose("grant", (dialog) => {
        byIdIn(dialog, "grant-scopes").replaceChildren(
          ...question.scopes.map((scope) => {
            const item = document.createElement("li");
            item.textContent = scope;
            return item;
          }),
        );
      });
      if (granted === "") return { result: "declined-all", detail: await call("GET", "/scopes") };
      return { result: "granted-all", detail: await call("POST", "/scopes", { grant: question.scopes }) };
    }
    case "scopes.revoke":
      return { detail: await call("POST", "/scopes", { revoke: question.scopes }) };
  }
}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(data.base + path, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${String(response.status)} ${await response.text()}`);
  return response.json();
}

// --- Dialogs: each is a form with method=dialog in the page; its return value is the chosen button's value.
function byIdIn(parent: ParentNode, id: string): Element {
  const found = parent.querySelector(`#${id}`);
  if (found === null) throw new Error(`the admin page has no ${id}`);
  return found;
}

function choose(id: string, prepare?: (dialog: HTMLDialogElement) => void): Promise<string> {
  const dialog = byId(id, HTMLDialogElement);
  dialog.returnValue = "";
  prepare?.(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        resolve(dialog.returnValue);
      },
      { once: true },
    );
  });
}

/** True when nothing is unsaved or the merchant leaves all the same. */
async function leaveUnsaved(): Promise<boolean> {
  return saveBar.hidden || (await choose("leave")) === "leave";
}

async function scan(): Promise<string> {
  const input = byId("barcode", HTMLInputElement);
  input.value = "";
  const chosen = await choose("scan");
  if (chosen !== "scanned" || input.value === "") throw new Error("the scanner was closed");
  return input.value;
}

// The app is opened only now that everything it may say is heard.
frame.src = frame.dataset["src"] ?? "";
