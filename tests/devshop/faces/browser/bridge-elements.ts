/** The elements with which an app fills the admin's own bars: hidden where they stand, shown around the frame. */
import type { BridgeButton } from "./bridge-messages.ts";
import { nextId, pressable, send } from "./bridge-wire.ts";

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

export class SaveBar extends Watched {
  showing = false;
  tell(): void {
    send({
      kind: "saveBar",
      open: this.showing && this.isConnected,
      save: buttonOf(this.querySelector("button[variant=primary]")),
      discard: buttonOf(this.querySelector("button:not([variant=primary])")),
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
export class Modal extends HTMLElement {
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
