import { z } from "zod";
import { sizeFieldsSchema } from "./metafield-size.ts";
import { PAPERS } from "./sheet.ts";
import { SLIP_LANGUAGES, type SlipLanguage } from "./slip-words.ts";

const LONGEST = 1_000;
const text = z.string().trim().max(LONGEST).default("");

/** What stands on the shop's paper. */
export const paperSettingsSchema = z.object({
  /** What slips are printed on. */
  paper: z.enum(PAPERS).default("a4"),
  /** The shop's name and address, line by line. */
  sender: text,
  /** Where the shopper's language is none of ours. */
  language: z.enum(SLIP_LANGUAGES).default("en"),
  /** The attribute of an order that has the giver's words; empty: none. */
  giftAttribute: z.string().trim().max(100).default(""),
  /** How things are sent back, by the shopper's language; empty: as in `language`. */
  returns: z
    .object(Object.fromEntries(SLIP_LANGUAGES.map((language) => [language, text])) as Record<SlipLanguage, typeof text>)
    .prefault({}),
  /** Where variants have their sizes. */
  sizes: sizeFieldsSchema.prefault({}),
});
export type PaperSettings = z.infer<typeof paperSettingsSchema>;

/** What is stored, or the usual ones. */
export const readPaperSettings = (stored: unknown): PaperSettings =>
  paperSettingsSchema.safeParse(stored ?? {}).data ?? paperSettingsSchema.parse({});

/** The shop's words on sending back, for a shopper of this language. */
export const returnsFor = ({ returns, language }: PaperSettings, shopper: SlipLanguage): string =>
  returns[shopper] || returns[language];

/** The giver's words among an order's attributes, however its name is written. */
export function giftOf({ giftAttribute }: PaperSettings, attributes: Readonly<Record<string, string>> = {}): string {
  const wanted = giftAttribute.toLowerCase();
  if (wanted === "") return "";
  return Object.entries(attributes).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
}
