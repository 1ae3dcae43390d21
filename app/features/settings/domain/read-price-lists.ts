import { z } from "zod";
import { decimalAmount } from "../../../core/money.ts";
import type { PriceList, PriceStep } from "../../routing/domain/price-list.ts";
import { priceListSchema } from "../../routing/domain/public.ts";
import { parseAmount } from "./cost-form.ts";
import type { ListTexts, TextError, TextErrors } from "./price-list-form.ts";

/** What the form sends. */
const text = z.string().max(20_000);
export const listTextsSchema = z
  .array(
    z.strictObject({
      name: text,
      locationIds: z.array(text).max(500),
      zones: z
        .array(z.strictObject({ name: text, countries: text, provinces: text, postal: text, steps: text }))
        .max(200),
    }),
  )
  .max(50);

/** The lists as texts of a form. Inverse of `readPriceLists`. */
export function listTexts(lists: readonly PriceList[], currency: string): ListTexts[] {
  const stepText = ({ upToGrams, minor }: PriceStep) => `${upToGrams / 1_000} ${decimalAmount({ minor, currency })}`;
  return lists.map(({ name, locationIds, zones }) => ({
    name,
    locationIds,
    zones: zones.map((zone) => ({
      name: zone.name,
      countries: zone.countries.join(", "),
      provinces: zone.provinces.join(", "),
      postal: zone.postal.join(", "),
      steps: zone.steps.map(stepText).join("\n"),
    })),
  }));
}

/** Reads the form; what is no price list is an error beside its field. */
export function readPriceLists(
  lists: readonly ListTexts[],
  currency: string,
):
  | { readonly status: "read"; readonly lists: PriceList[] }
  | { readonly status: "invalid"; readonly errors: TextErrors } {
  const errors: Record<string, TextError> = {};
  const wrong = (field: string, code: TextError["code"], what = "") => {
    errors[field] ??= { code, what };
  };
  const read = lists.map(({ name, locationIds, zones }, l): PriceList => {
    if (name.trim() === "") wrong(`${l}.name`, "required");
    if (lists.findIndex((other) => other.name.trim() === name.trim()) < l) wrong(`${l}.name`, "twice", name.trim());
    return {
      name: name.trim(),
      locationIds: [...locationIds],
      zones: zones.map((zone, z) => {
        if (zone.name.trim() === "") wrong(`${l}.${z}.name`, "required");
        return {
          name: zone.name.trim(),
          countries: wordsOf(zone.countries, /[\s,;]+/),
          provinces: wordsOf(zone.provinces, /[\s,;]+/),
          postal: wordsOf(zone.postal, /[\n,;]+/),
          steps: readSteps(zone.steps, currency, (code, what) => wrong(`${l}.${z}.steps`, code, what)),
        };
      }),
    };
  });
  const checked = z.array(priceListSchema).safeParse(read);
  if (checked.success && Object.keys(errors).length === 0) return { status: "read", lists: checked.data };
  for (const { path } of checked.error?.issues ?? []) {
    const [l, , z, field, index] = path;
    const zone = read[Number(l)]?.zones[Number(z)];
    if (field === "countries" || field === "provinces" || field === "postal")
      wrong(`${Number(l)}.${Number(z)}.${field}`, CODES[field], zone?.[field][Number(index)]);
    else
      wrong(
        z === undefined ? `${Number(l)}.name` : `${Number(l)}.${Number(z)}.${field === "steps" ? "steps" : "name"}`,
        "tooMuch",
      );
  }
  return { status: "invalid", errors };
}

const CODES = { countries: "country", provinces: "province", postal: "postal" } as const;

const wordsOf = (words: string, separator: RegExp): string[] =>
  words
    .split(separator)
    .map((word) => word.trim().toUpperCase())
    .filter((word) => word !== "");

/** "2 4.50", "0,5 kg; 3,90 €": a weight in kilograms to the gram, then a price. */
const STEP = /^(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:kg)?\s*[\s;:=]\s*(\d{1,9}(?:[.,]\d{1,3})?)\s*\p{Sc}?$/iu;

function readSteps(
  steps: string,
  currency: string,
  wrong: (code: TextError["code"], what: string) => void,
): PriceStep[] {
  const read: PriceStep[] = [];
  for (const line of steps.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const [, kilograms = "", price = ""] = STEP.exec(line) ?? [];
    const minor = parseAmount(price, currency);
    if (kilograms === "" || minor === null) {
      wrong("step", line);
      continue;
    }
    const upToGrams = Math.round(Number(kilograms.replace(",", ".")) * 1_000);
    const before = read.at(-1);
    if (before && (upToGrams <= before.upToGrams || minor < before.minor)) wrong("falls", line);
    read.push({ upToGrams, minor });
  }
  if (read.length === 0) wrong("required", "");
  return read;
}
