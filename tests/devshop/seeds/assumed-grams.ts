/** What a gift of that price (pence) may weigh: the retail data has no weights. £1 is 90 g, £10 is 220 g. */
export function assumedGrams(priceMinor: number): number {
  return Math.round(30 + 60 * Math.sqrt(priceMinor / 100));
}
