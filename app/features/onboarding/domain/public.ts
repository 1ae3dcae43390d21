/** A count, exact to 10,000; `more`: that many and some. */
interface Counted {
  readonly value: number;
  readonly more: boolean;
}

/** What Entrega found when it read the store. */
export interface Sees {
  readonly locations: number;
  readonly items: Counted;
  readonly orders: Counted;
  /** Levels of which more was sold than there was. */
  readonly negative: Counted;
  /** Changes of stock that no document explains and nobody has looked at. */
  readonly unexplained: Counted;
  /** Deliveries that may go wrong. */
  readonly atRisk: number;
}

/** What does not fit together, each with the list that shows it; empty when everything does. A count above 10,000 means: and some. */
export function troubleSeen({ negative, unexplained, atRisk }: Sees) {
  const all = [
    { name: "negative", count: numberOf(negative), to: "/app/inventory?stock=negative" },
    { name: "unexplained", count: numberOf(unexplained), to: "/app/inventory/differences" },
    { name: "atRisk", count: atRisk, to: "/app/deliveries" },
  ] as const;
  return all.filter(({ count }) => count > 0);
}

/** How much there is, in the order in which it is told. */
export const storeSeen = ({ locations, items, orders }: Sees) =>
  [
    { name: "locations", count: locations },
    { name: "items", count: numberOf(items) },
    { name: "orders", count: numberOf(orders) },
  ] as const;

const numberOf = ({ value, more }: Counted): number => value + (more ? 1 : 0);
