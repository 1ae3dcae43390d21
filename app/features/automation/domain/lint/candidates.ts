import { fieldOf, type FieldKey } from "../fields.ts";
import type { ShopList } from "../fields/field.ts";
import { momentsFor, timesFor } from "./moments.ts";
import { numbersAround, type Candidates } from "./numbers.ts";
import { postalCodesFor } from "./postal-codes.ts";
import { setsFor } from "./sets.ts";
import type { LintShop } from "./shop.ts";
import type { Slot } from "./slot.ts";
import { textsFor, type Asked } from "./texts.ts";

/** The most lines a made-up order has. */
const MOST_LINES = 200;

/** Values to try for a slot that has to answer these questions in these ways. "Unknown" is tried last: people would rather see a value. */
export function candidatesFor({ name }: Slot, asked: readonly Asked[], shop: LintShop): Candidates {
  const { values, complete } = known(name, asked, shop);
  const canBeUnknown = asked.some(({ leaf }) => fieldOf(leaf.field).always !== true);
  return { values: canBeUnknown ? [...values, null] : values, complete };
}

function known(name: Slot["name"], asked: readonly Asked[], shop: LintShop): Candidates {
  switch (name) {
    case "at":
    case "location.wall":
      return timesFor(asked, shop);
    case "order.placedAt":
    case "order.promisedAt":
      return momentsFor(asked, shop);
    case "order.currency":
      return { values: [shop.currency], complete: true };
    case "orderMetafields":
    case "lineMetafields":
      return metafieldsFor(asked);
    case "order.lineCount":
    case "order.units": {
      const { values } = numbersFor(asked, 0);
      const most = name === "order.units" ? Infinity : MOST_LINES;
      // An order without anything in it is the last resort.
      const tried = [...values.filter((value) => value > 0 && value <= most), ...values.filter((value) => value === 0)];
      return { values: tried, complete: tried.length === values.length };
    }
    case "line.quantity":
    case "location.distanceRank":
      return numbersFor(asked, 1);
    default:
      return ofType(name as FieldKey, asked, shop);
  }
}

function ofType(key: FieldKey, asked: readonly Asked[], shop: LintShop): Candidates {
  const [first] = asked;
  const field = fieldOf(first?.leaf.field ?? key);
  switch (asked.some(({ leaf }) => isNumeric(leaf.field)) ? "whole" : field.type) {
    case "text":
      return textsFor(asked);
    case "set":
      return setsFor(asked);
    case "postalCode":
      return postalCodesFor(asked);
    case "choice":
      return field.choices ? { values: field.choices, complete: true } : choicesFor(asked, field.list, shop);
    case "yesNo":
      // A number behind a yes or no: the first order or another one, everything or not.
      return { values: YES_NO[key] ?? [true, false], complete: true };
    default:
      return numbersFor(asked, 0, YES_NO[key]);
  }
}

/** Numbers that stand for yes and no. */
const YES_NO: Readonly<Partial<Record<FieldKey, readonly number[]>>> = {
  "customer.orders": [1, 2],
  "location.share": [100, 0],
};

const NUMERIC = new Set(["whole", "money", "weight", "distance", "hours", "minutes", "percent", "decimal"]);
const WHOLE = new Set(["whole", "money", "weight", "minutes"]);
const isNumeric = (key: FieldKey): boolean => NUMERIC.has(fieldOf(key).type);

function numbersFor(asked: readonly Asked[], least: number, more: readonly number[] = []) {
  const types = asked.map(({ leaf }) => fieldOf(leaf.field).type).filter((type) => NUMERIC.has(type));
  const values = numbersAround([...asked.flatMap(({ leaf }) => boundariesOf(leaf.value)), ...more], {
    whole: types.every((type) => WHOLE.has(type)),
    least: types.includes("decimal") ? -Infinity : least,
    most: types.includes("percent") ? 100 : Infinity,
  });
  return { values, complete: true };
}

/** The numbers a rule compares with: one, an amount, or both ends of a range. */
function boundariesOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  if ("minor" in value) return boundariesOf(value.minor);
  return "from" in value && "to" in value ? [...boundariesOf(value.from), ...boundariesOf(value.to)] : [];
}

/** Values that no rule names but that exist: where the shop's own are not known. */
const OTHERS: Readonly<Partial<Record<ShopList, readonly string[]>>> = {
  countries: ["ES", "FR", "DE", "IT", "GB", "US", "CA", "AU", "JP", "MX"],
  channels: ["web", "pos", "shopify_draft_order"],
  locations: ["900001"],
  products: ["900001"],
  provinces: ["ES-V", "FR-75", "US-TX"],
};

function choicesFor(asked: readonly Asked[], list: ShopList | undefined, { lists }: LintShop): Candidates {
  const named = asked.flatMap(({ leaf }) => (Array.isArray(leaf.value) ? (leaf.value as string[]) : []));
  const existing = list === undefined ? [] : [...(lists[list] ?? []), ...(OTHERS[list] ?? [])];
  const others = existing.filter((value) => !named.includes(value)).slice(0, 2);
  return { values: [...others, ...named, "another"], complete: true };
}

/** A metafield is a text, a number, or a yes or no; each is tried. */
function metafieldsFor(asked: readonly Asked[]): Candidates {
  const ofKind = (type: string) => asked.filter(({ leaf }) => fieldOf(leaf.field).type === type);
  const texts = textsFor(ofKind("text"));
  return {
    values: [...texts.values, ...numbersFor(ofKind("decimal"), -Infinity, [1]).values, true, false],
    complete: texts.complete || ofKind("text").length === 0,
  };
}
