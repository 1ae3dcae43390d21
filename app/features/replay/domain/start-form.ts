/** How far back a replay may look. Snapshots are kept longer, so that the first days are whole. */
export const MOST_DAYS = 60;
export const DAYS = [7, 14, 30, MOST_DAYS] as const;

/** Orders that can be typed at once. */
export const MOST_ORDERS = 200;

/** What somebody asks to have replayed: the last days, or orders by their names. */
export type Typed = { readonly days: number } | { readonly names: readonly string[] };

/** `noOrders`: none was typed. `tooManyOrders`: more than MOST_ORDERS. */
export type FormFault = "noOrders" | "tooManyOrders";

/** Reads the fields `days` (a number, or `orders`) and `orders` (names between spaces, commas or lines) of the form. */
export function readStartForm(texts: Readonly<Record<string, string>>): Typed | { readonly fault: FormFault } {
  if (texts["days"] !== "orders") return { days: DAYS.find((days) => String(days) === texts["days"]) ?? 30 };
  const names = [
    ...new Set(
      (texts["orders"] ?? "")
        .replaceAll("\0", " ")
        .split(/[\s,;]+/)
        .filter((name) => name !== "")
        .map((name) => name.slice(0, 50)),
    ),
  ];
  if (names.length === 0) return { fault: "noOrders" };
  return names.length > MOST_ORDERS ? { fault: "tooManyOrders" } : { names };
}
