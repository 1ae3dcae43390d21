import { dayOf } from "../../../core/calendar/day.ts";
import { instantAt, wallTime } from "../../../core/local-time.ts";
import { hundredthsOf, type CheckoutRate } from "./rates-for.ts";

const NOON = 12 * 60;

/** The answer of a carrier service: `rates` of DeliveryCarrierService in Shopify's schema. `zone`: the shop's, in which dates are read again. */
export function answerOf(rates: readonly CheckoutRate[], zone: string) {
  return {
    rates: rates.map(({ code, name, description, minor, currency, window, phoneRequired }) => ({
      service_name: name,
      service_code: code,
      description,
      total_price: String(hundredthsOf(minor, currency)),
      currency,
      ...(phoneRequired && { phone_required: true }),
      ...(window && { min_delivery_date: noonOf(window.from, zone), max_delivery_date: noonOf(window.to, zone) }),
    })),
  };
}

/** Noon of a date on the wall of a zone, "2026-11-25 12:00:00 +0100": far enough from midnight for any reader to see the same day. */
export function noonOf(date: string, zone: string): string {
  const at = instantAt(zone, dayOf(date), NOON);
  const offset = Math.round((wallTime(zone, at) - at) / 60_000);
  const two = (value: number) => String(Math.abs(value)).padStart(2, "0");
  return `${date} 12:00:00 ${offset < 0 ? "-" : "+"}${two(Math.trunc(offset / 60))}${two(offset % 60)}`;
}
