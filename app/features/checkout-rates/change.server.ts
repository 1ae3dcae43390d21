import { z } from "zod";
import type { ShopId } from "../../core/ids.ts";
import { typedMinor } from "../../core/money.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tellSaved } from "../audit/public.server.ts";
import { recordIntents, setSwitch, switchedOnSince } from "../intents/public.server.ts";
import type { Cart } from "./domain/cart.ts";
import type { FormErrors } from "./domain/offer-form.ts";
import { hundredthsOf, type CheckoutRate } from "./domain/rates-for.ts";
import { readOfferForm, readTexts } from "./domain/read-offer.ts";
import { forgetKnowledge, readKnowledge } from "./knowledge.server.ts";
import { readRates } from "./page.server.ts";
import { quoteCart } from "./quote-cart.server.ts";
import { readSetting, writeOffer } from "./setting.server.ts";

const text = z.string().trim().max(60).default("");

const ratesActSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("save"), offer: z.string().max(200_000) }),
  z.object({ do: z.literal("turnOn") }),
  z.object({ do: z.literal("turnOff") }),
  z.object({
    do: z.literal("preview"),
    country: text,
    postal: text,
    city: text,
    sku: text,
    units: text,
    kg: text,
    value: text,
  }),
]);

type PreviewField = "country" | "kg" | "value" | "units" | "sku";

export type RatesOutcome =
  | {
      readonly status: "saved" | "turnedOn" | "turnedOff" | "malformed" | "nothingOffered" | "notAllowed";
    }
  | { readonly status: "invalid"; readonly errors: FormErrors }
  | { readonly status: "previewInvalid"; readonly fields: readonly PreviewField[] }
  | { readonly status: "previewed"; readonly rates: readonly (CheckoutRate & { readonly place: string })[] };

interface Where {
  readonly shopId: ShopId;
  readonly domain: string;
  /** Shopify's number of the staff member. */
  readonly userId: string;
  readonly locale: string;
}

/** What a merchant does on the page. */
export async function changeRates(
  where: Where,
  form: Readonly<Record<string, string>>,
  now: Date,
): Promise<RatesOutcome> {
  const parsed = ratesActSchema.safeParse(form);
  if (!parsed.success) return { status: "malformed" };
  const act = parsed.data;
  switch (act.do) {
    case "save":
      return save(where, act.offer, now);
    case "preview":
      return preview(where, act, now);
    default:
      return turn(where, act.do === "turnOn", now);
  }
}

async function save({ shopId, domain }: Where, sent: string, now: Date): Promise<RatesOutcome> {
  const texts = readTexts(sent);
  if (!texts) return { status: "malformed" };
  const { currency, lists, carriers } = await readRates(shopId);
  return inShop(shopId, async (tx) => {
    const read = readOfferForm(texts, { currency, lists, carriers: carriers.map(({ code }) => code) });
    if ("errors" in read) return { status: "invalid", errors: read.errors };
    const before = await readSetting(tx);
    await writeOffer(tx, read.offer, now);
    await tellSaved(tx, { subject: "rates", before: before.offer, after: read.offer }, now);
    if ((await switchedOnSince(tx, "rates")) !== null && before.offer.name !== read.offer.name)
      await recordIntents(tx, [intentOf("carrierService.update", now)], now);
    forgetKnowledge(domain);
    return { status: "saved" };
  });
}

async function turn({ shopId, domain, userId }: Where, on: boolean, now: Date): Promise<RatesOutcome> {
  const { mayRegister, saved, offer } = await readRates(shopId);
  if (on && !mayRegister) return { status: "notAllowed" };
  if (on && (!saved || offer.services.length === 0)) return { status: "nothingOffered" };
  await inShop(shopId, async (tx) => {
    await setSwitch(tx, "rates", on, userId, now);
    const kind = on ? "carrierService.create" : "carrierService.delete";
    // Taken away also while it is switched off: a person said so.
    if (mayRegister) await recordIntents(tx, [intentOf(kind, now)], now, { clicked: true });
  });
  forgetKnowledge(domain);
  return { status: on ? "turnedOn" : "turnedOff" };
}

const intentOf = <Kind extends "carrierService.create" | "carrierService.update" | "carrierService.delete">(
  kind: Kind,
  now: Date,
) => ({ kind, orderId: null, subject: now.toISOString(), input: {} }) as const;

/** What checkout would answer, from the same code. Nothing is switched on for it. */
async function preview(
  { shopId, locale }: Where,
  asked: Extract<z.infer<typeof ratesActSchema>, { do: "preview" }>,
  now: Date,
): Promise<RatesOutcome> {
  const { knowledge, variantId } = await inShop(shopId, async (tx) => ({
    knowledge: await readKnowledge(tx, shopId, now),
    variantId: await variantOf(tx, asked.sku),
  }));
  const country = asked.country.toUpperCase();
  const kg = Number(asked.kg.replace(",", ".") || "0");
  const value = typedMinor(asked.value, knowledge.currency);
  const units = Number(asked.units || "1");
  const wrong: Record<PreviewField, boolean> = {
    country: !/^[A-Z]{2}$/.test(country),
    kg: !(kg >= 0 && kg <= 1_000),
    value: value === undefined,
    units: !Number.isInteger(units) || units < 1 || units > 1_000,
    sku: asked.sku !== "" && variantId === null,
  };
  const fields = (Object.keys(wrong) as PreviewField[]).filter((field) => wrong[field]);
  if (fields.length > 0) return { status: "previewInvalid", fields };
  const cart: Cart = {
    lines: [{ variantId, quantity: units }],
    grams: Math.round(kg * 1_000),
    value: hundredthsOf(value ?? 0, knowledge.currency),
    currency: knowledge.currency,
    locale,
    destination: { country, province: null, postalCode: asked.postal || null, city: asked.city, coordinates: null },
    from: "",
  };
  const rates = await quoteCart(knowledge, cart, now);
  const placeOf = (id: string) => knowledge.origins.find((origin) => origin.id === id)?.name ?? "";
  return { status: "previewed", rates: rates.map((rate) => ({ ...rate, place: placeOf(rate.locationId) })) };
}

async function variantOf(tx: Parameters<typeof readSetting>[0], sku: string): Promise<string | null> {
  if (sku === "") return null;
  const [row] = await tx.rows<{ id: string }>(
    "select variant_id as id from inventory_item where shop_id = $1 and sku = $2 and deleted_at is null and variant_id is not null limit 1",
    [tx.shopId, sku],
  );
  return row?.id ?? null;
}
