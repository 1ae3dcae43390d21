/** Money as Shopify writes it. */

/** An amount in minor units of a currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const digits = new Map<string, number>();

function fractionDigits(currency: string): number {
  let count = digits.get(currency);
  if (count === undefined) {
    count = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, count);
  }
  return count;
}

/** `MoneyV2.amount`, type Decimal: as few decimals as possible but one: "89.99", "10.5", "10.0". */
export function decimalText(money: Money): string {
  const [whole = "0", fraction = ""] = fixedText(money).split(".");
  return `${whole}.${fraction.replace(/0+$/, "") || "0"}`;
}

/** Type Money and webhook bodies: all decimals of the currency: "10.00". */
export function fixedText({ minor, currency }: Money): string {
  const count = fractionDigits(currency);
  const text = Math.abs(minor)
    .toString()
    .padStart(count + 1, "0");
  const cut = text.length - count;
  return (minor < 0 ? "-" : "") + text.slice(0, cut) + (count === 0 ? "" : `.${text.slice(cut)}`);
}
