import { formatMoney } from "../../../core/money.ts";
import { CURRENCY } from "../domain/plans.ts";

/** US cents as people of that language write them. */
export const cents = (amount: number, locale: string): string =>
  formatMoney({ minor: amount, currency: CURRENCY }, locale);
