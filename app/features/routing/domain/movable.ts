/** A fulfillment order as Shopify shows it. */
export interface Shown {
  readonly status: string;
  /** Some of it has shipped, and the rest may be moved. */
  readonly isRest: boolean;
}

/** Whether nobody works on what is left of it: it is open, or the open rest of one that has shipped in part. */
export const isMovable = ({ status, isRest }: Shown): boolean => status === "OPEN" || isRest;
