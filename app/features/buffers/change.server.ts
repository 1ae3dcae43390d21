import { readId, type BufferRuleId, type InventoryItemId, type LocationId, type ShopId } from "../../core/ids.ts";
import type { RuleFaults } from "../../core/rule-scope.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell, tellRule } from "../audit/public.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import { findScope, stockChanged } from "../inventory/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { readRule } from "./domain/rule-form.ts";
import { previewRule, type Preview } from "./preview.server.ts";
import { lookAtHeld, pauseBuffers, removeRule, saveRule } from "./rules.server.ts";

interface Ids {
  readonly item: InventoryItemId;
  readonly location: LocationId;
  readonly rule: BufferRuleId;
}

export type ChangeOutcome =
  | { readonly status: "saved" | "removed" | "paused" | "resumed" | "switchedOn" | "again" | "tooMany" }
  | { readonly status: "invalid"; readonly faults: RuleFaults }
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
        const found = "faults" in read ? read : await findScope(tx, read.rule);
        if ("faults" in found) return { status: "invalid", faults: found.faults };
        if (texts["do"] === "preview")
          return { status: "preview", preview: await previewRule(tx, found.rule, currency, now) };
        const saved = await saveRule(tx, found.rule, now);
        if (saved === "tooMany") return { status: "tooMany" };
        await tellRule(tx, { code: "buffers.saved", before: saved.before, after: found.rule, who }, now);
        return { status: "saved" };
      }
      case "remove": {
        const before = await removeRule(tx, idOf(texts, "rule"));
        if (before) await tellRule(tx, { code: "buffers.removed", before, after: null, who }, now);
        return { status: "removed" };
      }
      case "pause":
      case "resume": {
        const paused = texts["do"] === "pause";
        await pauseBuffers(tx, paused, now);
        return told({ status: paused ? "paused" : "resumed" });
      }
      case "switchOn":
        await setSwitch(tx, "stock", true, who, now);
        await lookAtHeld(tx);
        return { status: "switchedOn" };
      case "again":
        return (await decideAnew(tx, idOf(texts, "item"), idOf(texts, "location")))
          ? told({ status: "again" }, { itemId: texts["item"], locationId: texts["location"] })
          : { status: "again" };
      default:
        throw new Response(null, { status: 400 });
    }

    async function told<Outcome extends Told>(outcome: Outcome, data = {}): Promise<Outcome> {
      await tell(tx, { code: `buffers.${outcome.status}`, data, who }, now);
      return outcome;
    }
  });
}

interface Told {
  readonly status: "paused" | "resumed" | "again";
}

/** A person looked in Shopify: what the last write of this level wanted is forgotten, and decided from what is there. False: nothing was in trouble. */
async function decideAnew(tx: ShopTx, itemId: InventoryItemId, locationId: LocationId): Promise<boolean> {
  const touched = await tx.run(
    `update buffer_level set intent_id = null, place = null, moving = 0, from_available = null, trouble = ''
      where shop_id = $1 and item_id = $2 and location_id = $3 and trouble not in ('', 'off')`,
    [tx.shopId, itemId, locationId],
  );
  if (touched > 0) await stockChanged(tx, [itemId]);
  return touched > 0;
}

function idOf<Name extends "item" | "location" | "rule">(
  texts: Readonly<Record<string, string>>,
  name: Name,
): Ids[Name] {
  const id = readId<Ids[Name]>(texts[name]);
  if (id === undefined) throw new Response(null, { status: 400 });
  return id;
}
