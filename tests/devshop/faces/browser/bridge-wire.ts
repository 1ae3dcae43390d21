/** The stand-in App Bridge's line to the admin page around the frame: who we are, questions, answers, presses. */
import type { Ask, FromApp, ToApp } from "./bridge-messages.ts";

const script = document.currentScript;
if (!(script instanceof HTMLScriptElement)) throw new Error("App Bridge must be loaded by a classic script element");
/** Origin of the admin page. */
export const admin = new URL(script.src).origin;
/** The address with which the frame was opened. */
export const parameters = new URLSearchParams(location.search);

// A client-side navigation drops the query, so the first page's is kept for the session, as App Bridge does.
const KEPT = "devshop-app-bridge";
const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Record<string, string | undefined>;
export const config = {
  apiKey: script.dataset["apiKey"] ?? "",
  shop: parameters.get("shop") ?? kept["shop"],
  host: parameters.get("host") ?? kept["host"],
  locale: parameters.get("locale") ?? kept["locale"] ?? "en",
};
sessionStorage.setItem(KEPT, JSON.stringify(config));

type Message = FromApp extends infer Each ? (Each extends FromApp ? Omit<Each, "bridge"> : never) : never;
/** Tells the admin page something. */
export const send = (message: Message) => {
  parent.postMessage({ bridge: "entrega-devshop", ...message }, admin);
};

let count = 0;
/** An id that no other has on this page. */
export const nextId = () => String(++count);
const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
/** Asks the admin page something; rejects when it refuses. */
export const ask = (question: Ask): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const nonce = ++count;
    waiting.set(nonce, { resolve, reject });
    send({ kind: "ask", nonce, ask: question });
  });

/** The app's elements that the admin shows as buttons of its own, by id. */
export const pressable = new Map<string, HTMLElement>();
/** What to call when a toast's action is chosen or it is gone. */
export const toasts = new Map<string, { onAction?: () => void; onDismiss?: () => void }>();

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
