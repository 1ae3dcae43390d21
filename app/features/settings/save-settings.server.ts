import { z } from "zod";
import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tell, tellSaved } from "../audit/public.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import { tryAgain } from "../refresh/public.server.ts";
import { previewCosts, type ShownPreview } from "../replay/public.server.ts";
import { checkCostModel, readCostModel, readInPart, writeCostModel, writeInPart } from "../routing/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import {
  COST_FIELDS,
  costText,
  readCosts,
  textsOf,
  type CostField,
  type CostTexts,
  type FieldError,
} from "./domain/cost-form.ts";
import { readInPart as readInPartForm } from "./domain/in-part-form.ts";
import { pausedEffects } from "./paused.server.ts";

/** The effects a merchant can switch in this version. */
const SWITCHABLE = ["route", "hold", "ship", "events", "rules", "shopper"] as const;

export const switchSchema = z.object({ effect: z.enum(SWITCHABLE), on: z.enum(["true", "false"]) });

/** `fields`: what is wrong, by name of the field. Nothing was stored then. */
export type SaveOutcome =
  | { readonly status: "saved" }
  | { readonly status: "switched"; readonly on: boolean }
  /** It was never on, and the shop has more orders this month than are free. */
  | { readonly status: "paused" }
  /** What these numbers would have changed; null when no decision was kept yet. `texts`: what was tried, by field. */
  | { readonly status: "previewed"; readonly preview: ShownPreview | null; readonly texts: CostTexts }
  | { readonly status: "triedAgain"; readonly count: number }
  | { readonly status: "invalid"; readonly fields: Readonly<Record<string, FieldError>> };

/** Switches an effect. `who`: Shopify's number of the staff member. */
export async function saveSwitch(
  shopId: ShopId,
  { effect, on }: z.infer<typeof switchSchema>,
  who: string,
  now: Date,
): Promise<SaveOutcome> {
  return inShop(shopId, async (tx) => {
    if (on === "true" && (await pausedEffects(tx, now)).includes(effect)) return { status: "paused" };
    await setSwitch(tx, effect, on === "true", who, now);
    return { status: "switched", on: on === "true" };
  });
}

/** Has everything read once more that could not be read. */
export async function readAgain(shopId: ShopId, now: Date): Promise<SaveOutcome> {
  return inShop(shopId, async (tx) => {
    const count = await tryAgain(tx);
    if (count > 0) await tell(tx, { code: "settings.read_again", data: { count } }, now);
    return { status: "triedAgain", count };
  });
}

/** Stores costs and what is done when units are missing together, or nothing when a single field is wrong. */
export async function saveSettings(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  now: Date,
): Promise<SaveOutcome> {
  const { currency } = await shopProfile(shopId);
  const checked = checkTexts(texts, currency);
  const short = readInPartForm(texts, currency);
  if (checked.status === "invalid" || short.status === "invalid") {
    const fields = checked.status === "invalid" ? checked.fields : {};
    return { status: "invalid", fields: { ...fields, ...(short.status === "invalid" ? short.errors : {}) } };
  }
  return inShop(shopId, async (tx) => {
    await tellSaved(tx, { subject: "costs", before: await readCostModel(tx), after: checked.costs }, now);
    await writeCostModel(tx, checked.costs, now);
    if (short.inPart !== null) {
      await tellSaved(tx, { subject: "inPart", before: await readInPart(tx), after: short.inPart }, now);
      await writeInPart(tx, short.inPart);
    }
    return { status: "saved" };
  });
}

/** What these numbers would have changed about the newest orders. Nothing is stored. */
export async function previewSettings(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  now: Date,
): Promise<SaveOutcome> {
  const { currency } = await shopProfile(shopId);
  const checked = checkTexts(texts, currency);
  if (checked.status === "invalid") return checked;
  const stored = await inShop(shopId, readCostModel);
  const preview = await previewCosts(shopId, { currency, stored, tried: checked.costs }, now);
  return { status: "previewed", preview: preview ?? null, texts: textsOf(texts) };
}

/** The cost model of the form, or every field that is wrong. */
function checkTexts(texts: Readonly<Record<string, string>>, currency: string) {
  const read = readCosts(texts, currency);
  if (read.status === "invalid") return { status: "invalid", fields: read.errors } as const;
  const checked = checkCostModel(read.costs);
  if (checked.status === "valid") return checked;
  const fields: Record<string, FieldError> = Object.fromEntries(
    checked.fields.map(({ field, min, max }) => [field, rangeError(field, min, max, currency)]),
  );
  return { status: "invalid", fields } as const;
}

function rangeError(field: CostField, min: number, max: number, currency: string): FieldError {
  const kind = COST_FIELDS.find(({ name }) => name === field)?.kind ?? "whole";
  return { code: "range", min: costText(kind, min, currency), max: costText(kind, max, currency) };
}
