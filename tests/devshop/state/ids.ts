/** Shopify's ids: numbers in decimal digits, and gids. */

/** A Shopify id in decimal digits. */
export type Digits = string;

/** `gid("Order", "1")` → `gid://shopify/Order/1`. */
export function gid(type: string, id: Digits): string {
  return `gid://shopify/${type}/${id}`;
}

/** The digits of a gid of that type, or null when it is another type or no gid. A query part is ignored. */
export function digitsOf(type: string, value: string): Digits | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,20})(?:\?.*)?$/.exec(value);
  return match?.[1] === type ? (match[2] ?? null) : null;
}
