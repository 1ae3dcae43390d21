/** What the stand-in App Bridge (in the app's frame) and the admin page tell each other by postMessage. Types only. */

/** A button of the app, shown in the admin's own bars. Pressing it presses the app's. */
export interface BridgeButton {
  id: string;
  label: string;
  primary: boolean;
  disabled: boolean;
}

/** Something the app waits for an answer to. */
export type Ask =
  | { what: "token" }
  | { what: "scan" }
  | { what: "leave" }
  | { what: "scopes.query" }
  | { what: "scopes.request"; scopes: string[] }
  | { what: "scopes.revoke"; scopes: string[] };

export type FromApp = { bridge: "entrega-devshop" } & (
  | { kind: "ask"; nonce: number; ask: Ask }
  | { kind: "nav"; home: string | null; items: { label: string; href: string }[] }
  | { kind: "title"; title: string; buttons: BridgeButton[] }
  | { kind: "saveBar"; open: boolean; save: BridgeButton | null; discard: BridgeButton | null }
  | { kind: "toast"; id: string; message: string; isError: boolean; action: string | null; duration: number }
  | { kind: "hideToast"; id: string }
  | { kind: "loading"; on: boolean }
  /** The app shows another page: path and query without what the admin adds. */
  | { kind: "path"; path: string }
  /** The app wants the whole window to go there. */
  | { kind: "open"; url: string }
);

export type ToApp = { bridge: "entrega-devshop" } & (
  | { kind: "answer"; nonce: number; value: unknown }
  | { kind: "refusal"; nonce: number; message: string }
  | { kind: "press"; id: string }
  | { kind: "navigate"; href: string }
  | { kind: "toastAction" | "toastDismissed"; id: string }
);

/** Query parameters that Shopify adds to the address of an embedded app; never part of the app's own address. */
export type EmbedParameter = "embedded" | "hmac" | "host" | "id_token" | "locale" | "session" | "shop" | "timestamp";
