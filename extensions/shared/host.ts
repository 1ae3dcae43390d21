/**
 * The part of Shopify's `shopify` global that the two order-status extensions use. Only the entry files see the global;
 * everything else gets this, so it can be read and tested without Shopify's types.
 */
export interface OrderStatusHost {
  readonly order: Signal<HostOrder | undefined>;
  /** Metafields named in shopify.extension.toml, loaded with the page. */
  readonly appMetafields: Signal<readonly HostMetafield[]> | undefined;
  readonly authenticationState: Signal<string>;
  readonly localization: { readonly timezone?: Signal<string> };
  readonly settings: Signal<Readonly<Record<string, string | number | boolean | undefined>>>;
  readonly sessionToken: { get(): Promise<string> };
  readonly i18n: HostI18n;
  requireLogin(): Promise<void>;
}

/** A value that re-renders the component reading it. */
export interface Signal<Value> {
  readonly value: Value;
}

export interface HostOrder {
  readonly id: string;
  readonly name: string;
  readonly cancelledAt?: string;
}

export interface HostMetafield {
  readonly target: { readonly type: string };
  readonly metafield: { readonly namespace: string; readonly key: string; readonly value: string | number | boolean };
}

export interface HostI18n {
  translate(key: string, values?: Record<string, string | number>): string;
  formatDate(date: Date, options?: Intl.DateTimeFormatOptions): string;
}

/** Value of the order metafield among those loaded with the page. */
export function loadedPromise(metafields: readonly HostMetafield[]): string | number | boolean | null {
  const entry = metafields.find(
    ({ target, metafield }) => target.type === "order" && metafield.namespace === "$app" && metafield.key === "promise",
  );
  return entry?.metafield.value ?? null;
}
