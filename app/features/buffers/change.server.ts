import { readId, type BufferRuleId, type InventoryItemId, type LocationId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import { itemOfSku, readLocations, stockChanged } from "../inventory/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { readRule, type FieldError, type RuleFields, type TypedRule } from "./domain/rule-form.ts";
import { previewRule, type Preview } from "./preview.server.ts";
import { lookAtHeld, pauseBuffers, removeRule, saveRule, type NewRule } from "./rules.server.ts";

interface Ids {
  readonly item: InventoryItemId;
  readonly location: LocationId;
  readonly rule: BufferRuleId;
}

export type ChangeOutcome =
  | { readonly status: "saved" | "removed" | "paused" | "resumed" | "switchedOn" | "again" | "tooMany" | "forbidden" }
  | { readonly status: "invalid"; readonly fields: RuleFields }
  | { readonly status: "preview"; readonly preview: Preview };

/**
 * What a person does on the page, by the field `do`. `who`: Shopify's number of the staff member. Throws a Response with 400 for anything that is not on
 * the page.
 */
export async function changeBuffers(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<ChangeOutcome> {
  const { currency } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => {
    switch (texts["do"]) {
      case "preview":
      case "save": {
        const read = readRule(texts);
        if ("fields" in read) return { status: "invalid", fields: read.fields };
        if (!(await isOurs(tx, read.rule.locationId))) return { status: "invalid", fields: { location: "missing" } };
        const found = await withItem(tx, read.rule);
        if ("error" in found) return { status: "invalid", fields: { sku: found.error } };
        if (texts["do"] === "preview")
          return { status: "preview", preview: await previewRule(tx, found, currency, now) };
        return { status: (await saveRule(tx, found, now)) ? "saved" : "tooMany" };
      }
      case "remove":
        await removeRule(tx, idOf(texts, "rule"));
        return { status: "removed" };
      case "pause":
      case "resume": {
        const paused = texts["do"] === "pause";
        await pauseBuffers(tx, paused, now);
        return { status: paused ? "paused" : "resumed" };
      }
      case "switchOn":
        await setSwitch(tx, "stock", true, who, now);
        await lookAtHeld(tx);
        return { status: "switchedOn" };
      case "again":
        await decideAnew(tx, idOf(texts, "item"), idOf(texts, "location"));
        return { status: "again" };
      default:
        throw new Response(null, { status: 400 });
    }
  });
}

/** A person looked in Shopify: what the last write of this level wanted is forgotten, and decided from what is there. */
async function decideAnew(tx: ShopTx, itemId: InventoryItemId, locationId: LocationId): Promise<void> {
  const touched = await tx.run(
    `update buffer_level set intent_id = null, place = null, moving = 0, from_available = null, trouble = ''
      where shop_id = $1 and item_id = $2 and location_id = $3 and trouble not in ('', 'off')`,
    [tx.shopId, itemId, locationId],
  );
  if (touched > 0) await stockChanged(tx, [itemId]);
}

/** Is it one of the shop's locations, or none? */
async function isOurs(tx: ShopTx, locationId: LocationId | null): Promise<boolean> {
  return locationId === null || (await readLocations(tx)).some(({ id }) => id === locationId);
}

async function withItem(tx: ShopTx, { sku, ...rule }: TypedRule): Promise<NewRule | { readonly error: FieldError }> {
  if (sku === "") return { ...rule, itemId: null };
  const found = await itemOfSku(tx, sku);
  return "error" in found ? found : { ...rule, itemId: found.itemId };
}

function idOf<Name extends "item" | "location" | "rule">(
  texts: Readonly<Record<string, string>>,
  name: Name,
): Ids[Name] {
  const id = readId<Ids[Name]>(texts[name]);
  if (id === undefined) throw new Response(null, { status: 400 });
  return id;
}
