/**
 * Stand-ins for Shopify's `s-*` elements in an extension's frame: enough to look right, to be operated by keyboard and to be
 * read by a screen reader. An element that has none shows that it has none.
 */

const INK = "#1f2937";
const QUIET = "#4b5563";
const LINE = "#d1d5db";
const ACCENT = "#0b5d51";

/** Shopify's steps of distance, in pixels. */
const STEPS: Record<string, number> = {
  none: 0,
  "small-500": 2,
  "small-400": 4,
  "small-300": 6,
  "small-200": 8,
  "small-100": 10,
  small: 10,
  base: 16,
  large: 20,
  "large-100": 20,
  "large-200": 24,
  "large-300": 32,
  "large-400": 40,
  "large-500": 48,
};
const pixels = (step: string | null, otherwise: number) => `${String(STEPS[step ?? ""] ?? otherwise)}px`;

/** Background and text of each tone; every pair has a contrast above 4.5 : 1. */
const TONES: Record<string, [background: string, text: string]> = {
  auto: ["#eef2f1", "#0b4a41"],
  neutral: ["#eceef0", INK],
  info: ["#e6f0fb", "#0b3f77"],
  success: ["#e3f3ea", "#0b4f2c"],
  warning: ["#fff3d6", "#6a4100"],
  critical: ["#fdeaea", "#8a1020"],
};
const tone = (name: string | null) => TONES[name ?? "auto"] ?? ["#eef2f1", "#0b4a41"];

interface Looks {
  /** Style of the element itself. */
  host?: string;
  /** Inside of the shadow root. Values from attributes are put there by `fill`. */
  inside?: string;
  role?: string;
  /** Called when it appears and whenever an attribute changes. */
  fill?(element: HTMLElement, root: ShadowRoot): void;
}

const attribute = (element: Element, name: string) => element.getAttribute(name);
const part = (root: ShadowRoot, selector: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`the stand-in has no ${selector}`);
  return found;
};
function label(target: HTMLElement, text: string | null): void {
  if (text === null) target.removeAttribute("aria-label");
  else target.setAttribute("aria-label", text);
}

/** Somebody changed a field: the element has what it has now, and says so, as Shopify's do. */
function tell(element: HTMLElement, now: { readonly value: string } | { readonly checked: boolean }): void {
  Object.assign(element, now);
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

const box = (element: HTMLElement) => {
  element.style.padding = pixels(attribute(element, "padding"), 0);
  element.style.border = attribute(element, "border") === null ? "" : `1px solid ${LINE}`;
  element.style.borderRadius = attribute(element, "borderradius") === null ? "" : "8px";
  element.style.background = attribute(element, "background") === "subdued" ? "#f6f7f7" : "";
};
const flow = (element: HTMLElement) => {
  const inline = attribute(element, "direction") === "inline";
  element.style.flexDirection = inline ? "row" : "column";
  element.style.flexWrap = inline ? "wrap" : "nowrap";
  element.style.gap = pixels(attribute(element, "gap"), 0);
  element.style.alignItems = attribute(element, "alignitems") ?? (inline ? "center" : "stretch");
  element.style.justifyContent = attribute(element, "justifycontent") ?? "";
  box(element);
};

/** A card with a heading. */
const SECTION: Looks = {
  inside: `<style>section{border:1px solid ${LINE};border-radius:12px;padding:20px;background:#fff}h2{margin:0 0 12px;font-size:17px;line-height:1.3}</style><section><h2></h2><slot></slot></section>`,
  fill(element, root) {
    const heading = attribute(element, "heading");
    part(root, "h2").textContent = heading;
    part(root, "h2").hidden = heading === null;
    label(part(root, "section"), heading ?? attribute(element, "accessibilitylabel"));
  },
};

const LOOKS: Record<string, Looks> = {
  "s-section": SECTION,
  // In the admin it can be folded up; here it is open.
  "s-admin-block": SECTION,
  "s-heading": { inside: `<style>h3{margin:0;font-size:16px;line-height:1.3}</style><h3><slot></slot></h3>` },
  "s-paragraph": { inside: `<style>p{margin:0}</style><p><slot></slot></p>` },
  "s-text": {
    host: "display:inline",
    inside: "<slot></slot>",
    fill(element) {
      element.style.fontWeight = attribute(element, "type") === "strong" ? "600" : "";
      const named = attribute(element, "tone");
      element.style.color =
        attribute(element, "color") === "subdued" ? QUIET : named === null || named === "auto" ? "" : tone(named)[1];
    },
  },
  "s-stack": { host: "display:flex", inside: "<slot></slot>", fill: flow },
  "s-box": { inside: "<slot></slot>", fill: box },
  "s-grid": {
    host: "display:grid",
    inside: "<slot></slot>",
    fill(element) {
      element.style.gridTemplateColumns = attribute(element, "gridtemplatecolumns") ?? "1fr";
      element.style.gap = pixels(attribute(element, "gap"), 0);
      box(element);
    },
  },
  "s-grid-item": { inside: "<slot></slot>" },
  "s-banner": {
    inside: `<style>div{border-radius:10px;padding:12px 16px}strong{display:block;margin-bottom:4px}</style><div role="status"><strong></strong><slot></slot></div>`,
    fill(element, root) {
      const [background, text] = tone(attribute(element, "tone") ?? "info");
      Object.assign(part(root, "div").style, { background, color: text });
      const heading = attribute(element, "heading");
      part(root, "strong").textContent = heading;
      part(root, "strong").hidden = heading === null;
    },
  },
  "s-badge": {
    host: "display:inline-flex;border-radius:999px;padding:1px 10px;font-size:13px;font-weight:600",
    inside: "<slot></slot>",
    fill(element) {
      const [background, text] = tone(attribute(element, "tone"));
      Object.assign(element.style, { background, color: text });
    },
  },
  "s-chip": {
    host: `display:inline-flex;border:1px solid ${LINE};border-radius:999px;padding:1px 10px`,
    inside: "<slot></slot>",
  },
  "s-button": {
    host: "display:inline-block",
    inside: `<style>.act{display:inline-block;font:inherit;font-weight:600;padding:8px 16px;border-radius:8px;border:1px solid ${ACCENT};background:#fff;color:${ACCENT};cursor:pointer;text-decoration:none}.act.primary{background:${ACCENT};color:#fff}.act:disabled{opacity:.6}.act:focus-visible{outline:2px solid ${ACCENT};outline-offset:2px}</style><button type="button" class="act"><slot></slot></button>`,
    fill(element, root) {
      const href = attribute(element, "href");
      if (href !== null && root.querySelector("a") === null) {
        const link = element.ownerDocument.createElement("a");
        link.append(...part(root, ".act").childNodes);
        part(root, ".act").replaceWith(link);
        link.className = "act";
      }
      const button = part(root, ".act");
      if (href !== null) button.setAttribute("href", href);
      button.className = `act ${attribute(element, "variant") ?? ""}`;
      button.toggleAttribute("disabled", element.hasAttribute("disabled") || element.hasAttribute("loading"));
      label(button, attribute(element, "accessibilitylabel"));
    },
  },
  "s-select": {
    inside: `<style>label{display:grid;gap:4px;font-weight:600}select{font:inherit;font-weight:400;padding:8px;border:1px solid ${LINE};border-radius:8px;background:#fff;max-width:100%}select:focus-visible{outline:2px solid ${ACCENT}}</style><label><span></span><select></select></label>`,
    fill(element, root) {
      part(root, "span").textContent = attribute(element, "label");
      const select = part(root, "select") as HTMLSelectElement;
      const options = [...element.querySelectorAll("s-option")].map((each) => {
        const option = element.ownerDocument.createElement("option");
        option.value = attribute(each, "value") ?? "";
        option.textContent = each.textContent;
        return option;
      });
      select.replaceChildren(...options);
      select.value = attribute(element, "value") ?? "";
      select.onchange = () => {
        tell(element, { value: select.value });
      };
    },
  },
  "s-option": { host: "display:none" },
  "s-checkbox": {
    inside: `<style>label{display:flex;gap:8px;align-items:center}input{width:18px;height:18px;accent-color:${ACCENT}}</style><label><input type="checkbox"><span></span></label>`,
    fill(element, root) {
      part(root, "span").textContent = attribute(element, "label");
      const box = part(root, "input") as HTMLInputElement;
      box.onchange = () => {
        tell(element, { checked: box.checked });
      };
    },
  },
  "s-link": {
    host: "display:inline",
    inside: `<style>a{color:${ACCENT}}a:focus-visible{outline:2px solid ${ACCENT};outline-offset:2px}</style><a><slot></slot></a>`,
    fill(element, root) {
      const link = part(root, "a");
      for (const name of ["href", "target"]) {
        const value = attribute(element, name);
        if (value === null) link.removeAttribute(name);
        else link.setAttribute(name, value);
      }
      link.setAttribute("rel", "noopener");
      label(link, attribute(element, "accessibilitylabel"));
    },
  },
  "s-clickable": {
    inside: `<style>button{all:unset;cursor:pointer;display:block}button:focus-visible{outline:2px solid ${ACCENT}}</style><button type="button"><slot></slot></button>`,
    fill(element, root) {
      label(part(root, "button"), attribute(element, "accessibilitylabel"));
    },
  },
  "s-details": {
    inside: `<style>summary{cursor:pointer;color:${ACCENT};font-weight:600}summary:focus-visible{outline:2px solid ${ACCENT}}details[open] summary{margin-bottom:8px}</style><details><summary><slot name="summary"></slot></summary><slot></slot></details>`,
    fill(element, root) {
      part(root, "details").toggleAttribute(
        "open",
        element.hasAttribute("open") || element.hasAttribute("defaultopen"),
      );
    },
  },
  "s-summary": {
    host: "display:inline",
    inside: "<slot></slot>",
    fill(element) {
      element.slot = "summary";
    },
  },
  "s-unordered-list": { role: "list", host: "display:grid;gap:6px", inside: "<slot></slot>" },
  "s-ordered-list": { role: "list", host: "display:grid;gap:6px", inside: "<slot></slot>" },
  "s-list-item": {
    role: "listitem",
    inside: `<style>:host{position:relative;padding-left:18px}:host::before{content:"";position:absolute;left:4px;top:.6em;width:6px;height:6px;border-radius:50%;background:#9aa3ad}</style><slot></slot>`,
  },
  "s-divider": { inside: `<style>hr{border:0;border-top:1px solid ${LINE};margin:8px 0}</style><hr>` },
  "s-icon": { host: "display:inline-block;width:8px;height:8px;border-radius:50%;background:currentColor" },
  "s-image": {
    inside: `<style>img{max-width:100%;display:block}</style><img alt="">`,
    fill(element, root) {
      part(root, "img").setAttribute("src", attribute(element, "src") ?? "");
      part(root, "img").setAttribute("alt", attribute(element, "alt") ?? "");
    },
  },
  // Shopify draws the code itself; here its place and what is in it are enough.
  "s-qr-code": {
    inside: `<style>div{width:132px;height:132px;display:grid;place-content:center;border:1px solid ${LINE};border-radius:8px;font:12px monospace}</style><div role="img"></div>`,
    fill(element, root) {
      label(part(root, "div"), attribute(element, "accessibilitylabel"));
      part(root, "div").textContent = `QR ${attribute(element, "content") ?? ""}`;
    },
  },
  "s-time": { host: "display:inline", inside: "<time><slot></slot></time>" },
  "s-spinner": {
    inside: `<style>div{width:20px;height:20px;border:3px solid ${LINE};border-top-color:${ACCENT};border-radius:50%;animation:turn 1s linear infinite}@keyframes turn{to{rotate:360deg}}@media(prefers-reduced-motion:reduce){div{animation:none}}</style><div role="status"></div>`,
    fill(element, root) {
      label(part(root, "div"), attribute(element, "accessibilitylabel"));
    },
  },
  "s-skeleton-paragraph": {
    inside: `<style>div{color:transparent;background:#e5e7eb;border-radius:6px;width:fit-content;min-width:50%}</style><div role="status"></div>`,
    fill(element, root) {
      label(part(root, "div"), attribute(element, "content"));
      part(root, "div").textContent = "\u00a0";
    },
  },
  "s-progress": {
    inside: `<style>progress{width:100%;accent-color:${ACCENT}}</style><progress></progress>`,
    fill(element, root) {
      for (const name of ["value", "max"]) {
        const value = attribute(element, name);
        if (value !== null) part(root, "progress").setAttribute(name, value);
      }
      label(part(root, "progress"), attribute(element, "accessibilitylabel"));
    },
  },
};

/** Every attribute that a stand-in looks at, in the lower case HTML knows. */
const WATCHED = [
  ...[
    "accessibilitylabel",
    "alignitems",
    "alt",
    "background",
    "border",
    "borderradius",
    "color",
    "content",
    "defaultopen",
  ],
  ...[
    "direction",
    "disabled",
    "gap",
    "gridtemplatecolumns",
    "heading",
    "href",
    "justifycontent",
    "label",
    "loading",
    "max",
    "open",
  ],
  ...["padding", "src", "target", "tone", "type", "value", "variant"],
];

/** Defines the stand-ins in a frame. `report` hears the name of each element that has none. */
export function defineStandIns(frame: Window & typeof globalThis, report: (name: string) => void): void {
  const { document } = frame;
  for (const [name, looks] of Object.entries(LOOKS)) {
    class StandIn extends frame.HTMLElement {
      static readonly observedAttributes = WATCHED;
      connectedCallback(): void {
        if (looks.role !== undefined) this.setAttribute("role", looks.role);
        if (looks.inside !== undefined && this.shadowRoot === null) {
          this.attachShadow({ mode: "open", delegatesFocus: true }).innerHTML = looks.inside;
        }
        this.attributeChangedCallback();
      }
      attributeChangedCallback(): void {
        if (this.shadowRoot !== null) looks.fill?.(this, this.shadowRoot);
      }
    }
    frame.customElements.define(name, StandIn);
  }
  const style = document.createElement("style");
  style.textContent = [
    `body{margin:0;padding:1px 0;font:15px/1.5 Inter,-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Arial,sans-serif;color:${INK}}`,
    ...Object.entries(LOOKS).map(([name, { host = "display:block" }]) => `${name}{${host}}`),
    `.not-modelled{display:block;padding:8px;background:#8a1020;color:#fff}`,
  ].join("\n");
  document.head.append(style);

  const reported = new Set<string>();
  new frame.MutationObserver(() => {
    for (const element of document.body.querySelectorAll("*")) {
      const name = element.localName;
      if (!name.startsWith("s-") || name in LOOKS) continue;
      element.classList.add("not-modelled");
      if (!reported.has(name)) report(name);
      reported.add(name);
    }
  }).observe(document, { childList: true, subtree: true });
}
