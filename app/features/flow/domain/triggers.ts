/**
 * What starts a merchant's workflow in Shopify Flow. The handles are those of the extensions (extensions/flow-*), and cannot change once a merchant has used one.
 *
 * - `order-held`: we hold an order; `reason` says why.
 * - `promise-at-risk`: something may go wrong with an order on its way (features/risks), `deadline` is until when acting helps.
 * - `drift-found`: units came or went and nothing explains them.
 * - `stock-low`: a line of the merchant's stock alerts was crossed; `state` is `low` or `out`.
 */
export interface TriggerFields {
  readonly "order-held": { readonly order_id: string; readonly reason: string };
  readonly "promise-at-risk": { readonly order_id: string; readonly risk: string; readonly deadline: string };
  readonly "drift-found": {
    readonly product_id: string;
    readonly sku: string;
    readonly location: string;
    readonly units: number;
  };
  readonly "stock-low": {
    readonly product_id: string;
    readonly sku: string;
    readonly location: string;
    readonly state: string;
    readonly available: number;
  };
}
export type Trigger = keyof TriggerFields;

/** As the page lists them. */
export const TRIGGERS = ["order-held", "promise-at-risk", "drift-found", "stock-low"] as const satisfies Trigger[];

/** The trigger with this handle; undefined for anything else. */
export const triggerOf = (handle: string): Trigger | undefined => TRIGGERS.find((trigger) => trigger === handle);

/** The payload as Flow takes it: ids as numbers where JSON can carry them whole. */
export function payloadOf(fields: TriggerFields[Trigger]): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, string | number]) => [
      name,
      name.endsWith("_id") && Number.isSafeInteger(Number(value)) ? Number(value) : value,
    ]),
  );
}
