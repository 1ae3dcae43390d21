import { z } from "zod";
import { MESSAGE_KINDS, type MessageKind } from "./kinds.ts";
import { isOnByDefault, isUrgentByDefault } from "./shopify-sends.ts";

/** The languages in which shoppers are written to. */
export const SHOPPER_LOCALES = ["en", "es", "pt-BR", "fr", "de"] as const;
export type ShopperLocale = (typeof SHOPPER_LOCALES)[number];

/** Nothing goes from `from` until `to`: minutes after midnight, over midnight when `from` is the later one. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  /** Whose clock: the shop's, or that of where the order goes. */
  readonly zone: "shop" | "destination";
}

/** How a shop writes to its shoppers. */
export interface MessageSettings {
  /** Null: messages go at any hour. */
  readonly quiet: QuietHours | null;
  /** So many go in an hour; the rest wait. */
  readonly perHour: number;
  /** For shoppers whose language is not among ours, or not known. */
  readonly fallbackLocale: ShopperLocale;
  readonly kinds: Readonly<Record<MessageKind, { readonly on: boolean; readonly urgent: boolean }>>;
}

export const MOST_PER_HOUR = 10_000;

/** A shop that has said nothing: what Shopify does not tell, outside the night. */
export const USUAL_SETTINGS: MessageSettings = {
  quiet: { from: 21 * 60, to: 8 * 60, zone: "shop" },
  perHour: 500,
  fallbackLocale: "en",
  kinds: Object.fromEntries(
    MESSAGE_KINDS.map((kind) => [kind, { on: isOnByDefault(kind), urgent: isUrgentByDefault(kind) }]),
  ) as MessageSettings["kinds"],
};

const minute = z.number().int().min(0).max(1439);
const { quiet, perHour, fallbackLocale } = USUAL_SETTINGS;
const stored = z.object({
  quiet: z
    .object({ from: minute, to: minute, zone: z.enum(["shop", "destination"]) })
    .nullable()
    .default(quiet),
  perHour: z.number().int().min(1).max(MOST_PER_HOUR).default(perHour),
  fallbackLocale: z.enum(SHOPPER_LOCALES).default(fallbackLocale),
  kinds: z.partialRecord(z.enum(MESSAGE_KINDS), z.object({ on: z.boolean(), urgent: z.boolean() })).default({}),
});

/** Settings as they are stored; what is missing (a kind that came later) is as usual. Throws ZodError on anything else. */
export function settingsOf(value: unknown): MessageSettings {
  const read = stored.parse(value);
  return { ...read, kinds: { ...USUAL_SETTINGS.kinds, ...read.kinds } };
}
