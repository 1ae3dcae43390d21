import { z } from "zod";
import { readJson } from "../../../core/read-json.ts";
import { MILLIMETRES } from "./read-rows.ts";

/** "namespace.key", as Shopify names a metafield definition; empty: none. */
const name = z
  .string()
  .trim()
  .max(320)
  .regex(/^$|^[\w$:-]+\.[\w-]+$/)
  .default("");

/** Where variants have their sizes: one metafield for each side, or one for all three. */
export const sizeFieldsSchema = z.object({
  length: name,
  width: name,
  height: name,
  all: name,
  /** Of numbers that say none. */
  unit: z.enum(["mm", "cm", "in"]).default("cm"),
});
export type SizeFields = z.infer<typeof sizeFieldsSchema>;

/** A metafield's value as Shopify writes it. */
export interface MetafieldValue {
  readonly namespace: string;
  readonly key: string;
  /** "dimension", "list.dimension", "number_decimal", "single_line_text_field" … */
  readonly type: string;
  readonly value: string;
}

/** In whole millimetres. */
interface ItemSize {
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

/** The metafields that have to be read; none where nobody said where the sizes are. All three sides, or none. */
export function sizeKeys({ all, length, width, height }: SizeFields): readonly string[] {
  if (all !== "") return [all];
  return [length, width, height].every((key) => key !== "") ? [length, width, height] : [];
}

/** Sides without a metafield beside others that have one: half a size is none. */
export function missingSides(fields: SizeFields): readonly ("length" | "width" | "height")[] {
  const missing = (["length", "width", "height"] as const).filter((side) => fields[side] === "");
  return fields.all === "" && missing.length < 3 ? missing : [];
}

/** Longer than any parcel's side: 10 m. */
const LONGEST_MM = 10_000;

/** How large a variant is; null when one of its sides is not there or cannot be read: half a size is none. */
export function sizeOf(metafields: readonly MetafieldValue[], fields: SizeFields): ItemSize | null {
  const values = new Map(metafields.map((each) => [`${each.namespace}.${each.key}`, each]));
  const sides = sizeKeys(fields).flatMap((key) => {
    const metafield = values.get(key);
    return metafield ? sidesIn(metafield, fields.unit) : [];
  });
  const [length, width, height, ...more] = sides;
  if (length === undefined || width === undefined || height === undefined || more.length > 0) return null;
  const isSide = (millimetres: number) => millimetres >= 1 && millimetres <= LONGEST_MM;
  return [length, width, height].every(isSide) ? { length, width, height } : null;
}

const dimension = z.object({ value: z.number(), unit: z.string() });

/** The sides that a metafield tells: of Shopify's own type, of a list of them, a number, or a text ("30 x 20 x 10 cm"). */
function sidesIn({ type, value }: MetafieldValue, unit: SizeFields["unit"]): number[] {
  if (type === "dimension" || type === "list.dimension") {
    const told = z.union([dimension.transform((one) => [one]), z.array(dimension)]).safeParse(readJson(value));
    return (told.data ?? []).flatMap((each) => inMillimetres(each.value, each.unit));
  }
  const [, numbers = "", written] = /^([\d.,\s×x*]+?)\s*(mm|cm|m|in|inch|inches|")?$/i.exec(value.trim()) ?? [];
  const texts = numbers.split(/\s*[×x*]\s*/i).map((text) => text.trim());
  if (!texts.every((text) => /^\d+([.,]\d+)?$/.test(text))) return [];
  return texts.flatMap((text) => inMillimetres(Number(text.replace(",", ".")), written ?? unit));
}

/** Rounded up: what is 30.1 cm long does not fit into 30. Nothing for a unit that nobody knows. */
function inMillimetres(value: number, unit: string): number[] {
  const factor = MILLIMETRES[unit.toLowerCase()];
  return factor === undefined ? [] : [Math.ceil(Math.round(value * factor * 1_000) / 1_000)];
}
