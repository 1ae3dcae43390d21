/**
 * An amount in the smallest unit of its currency (cents, yen, fils). A safe integer, not a bigint: it survives JSON and
 * reaches a loader as it is, and 2^53 minor units are 90 million million euros.
 */
export interface Money {
  readonly minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** Currencies whose smallest unit is not a hundredth (ISO 4217). Not asked of Intl: CLDR's digits are those of prices on a
 * shelf (0 for HUF, IDR, COP, RSD) and change with the ICU version, while what we stored must keep its meaning. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
  ].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
]);

/** Decimal places of a currency: 0, 2 or 3. */
export function currencyDigits(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads Shopify's decimal string exactly: `parseMoney("12.5", "EUR")` → 1250 minor. Zeros beyond the currency's digits are
 * accepted ("1000.0" JPY); anything finer than the smallest unit, anything that is not a decimal number, and amounts above
 * 2^53 − 1 throw RangeError.
 */
export function parseMoney(amount: string, currency: string): Money {
  const match = DECIMAL.exec(amount);
  if (match === null) throw new RangeError(`not a decimal amount: ${amount.slice(0, 40)}`);
  const [, sign, whole = "", fraction = ""] = match;
  const digits = currencyDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits)))
    throw new RangeError(`finer than the smallest unit of ${currency}: ${amount}`);
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`too large: ${amount.slice(0, 40)}`);
  return { minor: sign === "-" && minor !== 0 ? -minor : minor, currency };
}

/** The amount as Shopify's API takes it: `{ minor: 1250, currency: "EUR" }` → "12.50". Inverse of `parseMoney`. */
export function decimalAmount({ minor, currency }: Money): string {
  const digits = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const point = text.length - digits;
  return (minor < 0 ? "-" : "") + text.slice(0, point) + (digits === 0 ? "" : `.${text.slice(point)}`);
}

/** The amount as people of that locale write it: 1250 EUR → "12,50 €" (es), "€12.50" (en). */
export function formatMoney(money: Money, locale: string): string {
  const digits = currencyDigits(money.currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A numeric string is formatted exactly; minor / 100 would already be rounded for large amounts.
  return format.format(decimalAmount(money) as Intl.StringNumericLiteral);
}

/** An amount in minor units from what a person typed, with a point or a comma; nothing is 0. Undefined: no such amount of the currency. */
export function typedMinor(text: string | undefined, currency: string): number | undefined {
  const match = /^(\d{0,9})(?:[.,](\d{1,3}))?$/.exec((text ?? "").trim());
  const digits = currencyDigits(currency);
  const fraction = match?.[2] ?? "";
  if (!match || fraction.length > digits) return undefined;
  return Number((match[1] ?? "") + fraction.padEnd(digits, "0"));
}
