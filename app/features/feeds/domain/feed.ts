/** The headings of the columns that are read; code and quantity are needed. */
export interface FeedColumns {
  readonly code: string;
  readonly quantity: string;
  readonly location?: string | undefined;
  readonly state?: string | undefined;
}

/** What becomes of the stated stock before it is written. */
export interface FeedRules {
  /** Of what is stated, rounded down; then so many less; and never more than the cap. */
  readonly percent: number;
  readonly minus: number;
  readonly cap: number | null;
}

/** In percent. More than that of bad rows refuses a file; more zeroed items or units, or a larger drop of the total, asks a person. */
export interface FeedLimits {
  readonly mostBad: number;
  readonly mostZeroed: number;
  readonly mostDrop: number;
}

/**
 * fetching → reading → ready → writing → done. `mapping`: a person says which column is which. `refused`: too much of it is bad. `asks`: so much would go to
 * zero that a person says whether that is right. `identical`: the same file as before. `dropped`: a newer file came, or a person said no.
 */
export const RUN_STATUSES = [
  "fetching",
  "reading",
  "mapping",
  "refused",
  "asks",
  "ready",
  "writing",
  "done",
  "identical",
  "dropped",
  "failed",
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** What a level is to be, from what the file states. Never less than none. */
export function unitsOf(stated: number, { percent, minus, cap }: FeedRules): number {
  // Whole numbers: 29 % of 100 is 28.999… as a fraction.
  const units = Math.max(0, Math.floor((stated * percent) / 100) - minus);
  return cap === null ? units : Math.min(units, cap);
}

const NAMES: Readonly<Record<keyof FeedColumns, readonly string[]>> = {
  code: [
    "sku",
    "barcode",
    "ean",
    "upc",
    "gtin",
    "code",
    "item",
    "reference",
    "código",
    "codigo",
    "código de barras",
    "referencia",
  ],
  quantity: [
    "quantity",
    "qty",
    "stock",
    "available",
    "on hand",
    "units",
    "cantidad",
    "existencias",
    "disponible",
    "unidades",
  ],
  location: ["location", "warehouse", "store", "sucursal", "ubicación", "almacén", "almacen", "tienda"],
  state: ["state", "status", "estado"],
};

/** Which column is probably which, by the words of the first line. */
export function guessColumns(headings: readonly string[]): Partial<FeedColumns> {
  const find = (names: readonly string[]) => {
    const known = names.find((name) => headings.some((heading) => heading.trim().toLowerCase() === name));
    return headings.find((heading) => heading.trim().toLowerCase() === known);
  };
  return {
    code: find(NAMES.code),
    quantity: find(NAMES.quantity),
    location: find(NAMES.location),
    state: find(NAMES.state),
  } as Partial<FeedColumns>;
}
