import { z } from "zod";
import { decimalAmount, typedMinor } from "../../../core/money.ts";
import { readJson } from "../../../core/read-json.ts";
import { isPostalPattern } from "../../locations/domain/public.ts";
import type { Offer, OfferedService } from "./offer.ts";
import { LANGUAGES, type FormErrorCode, type FormErrors, type OfferTexts, type ServiceTexts } from "./offer-form.ts";

const text = z.string().max(20_000).catch("");
const byLanguage = z.record(z.string().max(10), z.string().max(1_000)).catch({});
const textsSchema = z.object({
  name: text,
  boxGrams: text,
  keepHours: text,
  services: z
    .array(
      z.object({
        code: text,
        names: byLanguage,
        descriptions: byLanguage,
        price: text,
        service: text,
        fallback: text,
        percent: text,
        fixed: text,
        freeFrom: text,
        countries: text,
        postal: text,
        fromKg: text,
        upToKg: text,
        daysFrom: text,
        daysTo: text,
        phoneRequired: z.boolean().catch(false),
      }),
    )
    .max(20),
});

/** What the page sent; undefined: it is nothing that our page sends. */
export const readTexts = (sent: string): OfferTexts | undefined => textsSchema.safeParse(readJson(sent)).data;

interface Chosen {
  readonly currency: string;
  readonly lists: readonly string[];
  readonly carriers: readonly string[];
}

const words = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);
const parts = (text: string): string[] =>
  text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter(Boolean);
const filled = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(LANGUAGES.flatMap((each) => (texts[each]?.trim() ? [[each, texts[each].trim()]] : [])));

/** Grams of "1.5" or "1,5" kilograms; undefined: no such weight. */
function grams(text: string): number | undefined {
  return /^\d{1,4}([.,]\d{1,3})?$/.test(text) ? Math.round(Number(text.replace(",", ".")) * 1_000) : undefined;
}

const isLonger = (texts: Readonly<Record<string, string>>, most: number) =>
  Object.values(texts).some(({ length }) => length > most);

const hoursOf = (typed: string): number | undefined => {
  const hours = whole(typed, 168);
  return hours === 0 ? undefined : hours;
};

const whole = (text: string, most: number): number | undefined =>
  /^\d{1,8}$/.test(text.trim()) && Number(text) <= most ? Number(text) : undefined;

/** Reads what was typed; every field that is wrong is named, and then there is no offer. */
export function readOfferForm(
  texts: OfferTexts,
  chosen: Chosen,
): { readonly offer: Offer } | { readonly errors: FormErrors } {
  const errors: Record<string, FormErrorCode> = {};
  const wrong = <Value>(field: string, code: FormErrorCode, instead: Value): Value => {
    errors[field] ??= code;
    return instead;
  };
  const codes = new Set<string>();
  const services = texts.services.map((each, at): OfferedService => {
    const field = (name: string) => `${at}.${name}`;
    const code = each.code.trim().toLowerCase();
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(code)) wrong(field("code"), code === "" ? "required" : "code", "");
    else if (codes.has(code)) wrong(field("code"), "twice", "");
    codes.add(code);
    const names = filled(each.names);
    if (Object.keys(names).length === 0) wrong(field("names"), "required", "");
    if (isLonger(names, 80)) wrong(field("names"), "tooLong", "");
    const descriptions = filled(each.descriptions);
    if (isLonger(descriptions, 200)) wrong(field("descriptions"), "tooLong", "");
    const countries = words(each.countries.toUpperCase());
    if (!countries.every((country) => /^[A-Z]{2}$/.test(country))) wrong(field("countries"), "country", "");
    const postal = parts(each.postal);
    if (!postal.every(isPostalPattern)) wrong(field("postal"), "postal", "");
    const amount = (name: "fixed" | "freeFrom") =>
      typedMinor(each[name], chosen.currency) ?? wrong(field(name), "amount", 0);
    const weight = (name: "fromKg" | "upToKg") =>
      each[name].trim() === "" ? null : (grams(each[name].trim()) ?? wrong(field(name), "weight", null));
    return {
      code,
      names,
      descriptions,
      price: priceOf(each, field, chosen, wrong),
      fallback:
        each.fallback === ""
          ? null
          : chosen.lists.includes(each.fallback)
            ? each.fallback
            : wrong(field("fallback"), "unknown", null),
      markup: {
        percent: each.percent.trim() === "" ? 0 : (whole(each.percent, 500) ?? wrong(field("percent"), "percent", 0)),
        minor: amount("fixed"),
      },
      freeFromMinor: each.freeFrom.trim() === "" ? null : amount("freeFrom"),
      countries,
      postal,
      fromGrams: weight("fromKg") ?? 0,
      upToGrams: weight("upToKg"),
      days: daysOf(each, field, wrong),
      phoneRequired: each.phoneRequired,
    };
  });
  const name = texts.name.trim();
  if (name === "" || name.length > 80) wrong("name", name === "" ? "required" : "tooLong", "");
  const offer: Offer = {
    name,
    services,
    boxGrams: texts.boxGrams.trim() === "" ? 0 : (whole(texts.boxGrams, 100_000) ?? wrong("boxGrams", "weight", 0)),
    keepHours: hoursOf(texts.keepHours) ?? wrong("keepHours", "hours", 24),
  };
  return Object.keys(errors).length > 0 ? { errors } : { offer };
}

type Wrong = <Value>(field: string, code: FormErrorCode, instead: Value) => Value;

function priceOf(
  { price, service }: ServiceTexts,
  field: (name: string) => string,
  { lists, carriers }: Chosen,
  wrong: Wrong,
): OfferedService["price"] {
  const [, by = "", named = ""] = /^(list|carrier):(.+)$/.exec(price) ?? [];
  if (by === "carrier") {
    if (!carriers.includes(named)) wrong(field("price"), "unknown", "");
    if (service.trim() === "") wrong(field("service"), "required", "");
    return { by, carrier: named, service: service.trim() };
  }
  if (!lists.includes(named)) wrong(field("price"), named === "" ? "required" : "unknown", "");
  return { by: "list", list: named };
}

function daysOf({ daysFrom, daysTo }: ServiceTexts, field: (name: string) => string, wrong: Wrong) {
  if (daysFrom.trim() === "" && daysTo.trim() === "") return null;
  const [from, to] = [whole(daysFrom || daysTo, 60), whole(daysTo || daysFrom, 60)];
  if (from === undefined || to === undefined)
    return wrong(field(from === undefined ? "daysFrom" : "daysTo"), "days", null);
  return from <= to ? { from, to } : wrong(field("daysTo"), "daysOrder", null);
}

/** The offer as it is typed. */
export function textsOfOffer({ name, boxGrams, keepHours, services }: Offer, currency: string): OfferTexts {
  const amount = (minor: number | null) => (minor === null ? "" : decimalAmount({ minor, currency }));
  const kg = (value: number | null) => (value === null || value === 0 ? "" : String(value / 1_000));
  return {
    name,
    boxGrams: boxGrams === 0 ? "" : String(boxGrams),
    keepHours: String(keepHours),
    services: services.map(({ price, markup, days, ...each }) => ({
      code: each.code,
      names: each.names,
      descriptions: each.descriptions,
      price: price.by === "list" ? `list:${price.list}` : `carrier:${price.carrier}`,
      service: price.by === "list" ? "" : price.service,
      fallback: each.fallback ?? "",
      percent: markup.percent === 0 ? "" : String(markup.percent),
      fixed: markup.minor === 0 ? "" : amount(markup.minor),
      freeFrom: amount(each.freeFromMinor),
      countries: each.countries.join(", "),
      postal: each.postal.join(", "),
      fromKg: kg(each.fromGrams),
      upToKg: kg(each.upToGrams),
      daysFrom: days ? String(days.from) : "",
      daysTo: days ? String(days.to) : "",
      phoneRequired: each.phoneRequired,
    })),
  };
}
