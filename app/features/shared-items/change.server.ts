import { readId, type InventoryItemId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import { readParts } from "./domain/parts-text.ts";
import { KINDS } from "./domain/recipe.ts";
import { itemsMeant, type NamedItem } from "./find-items.server.ts";
import { previewOf, type PlaceState } from "./page.server.ts";
import { problemOf, removeShared, saveShared, type NewShared, type SharedProblem } from "./save.server.ts";

/** What is wrong with what was typed: no item has this code, or several have. */
type TypedProblem = { readonly code: "notFound" | "severalFound"; readonly typed: string };

export type SharedOutcome =
  | { readonly status: "saved" | "removed" | "switchedOn" }
  | { readonly status: "invalid"; readonly problem: SharedProblem | TypedProblem }
  | { readonly status: "preview"; readonly item: NamedItem; readonly places: readonly PlaceState[] };

/** What a person does on the page, by the field `do`. `who`: Shopify's number of the staff member. Throws a Response with 400 for anything that is not on the page. */
export async function changeShared(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<SharedOutcome> {
  return inShop(shopId, async (tx) => {
    switch (texts["do"]) {
      case "preview":
      case "save": {
        const meant = await readTyped(tx, texts);
        if ("problem" in meant) return { status: "invalid", problem: meant.problem };
        const problem =
          texts["do"] === "save" ? await saveShared(tx, meant.shared, now) : await problemOf(tx, meant.shared);
        if (problem) return { status: "invalid", problem };
        if (texts["do"] === "save") {
          await tell(tx, { code: "shared.saved", subject: `item:${meant.shared.itemId}`, who }, now);
          return { status: "saved" };
        }
        return { status: "preview", item: meant.item, places: await previewOf(tx, meant.shared) };
      }
      case "remove": {
        const itemId = readId<InventoryItemId>(texts["item"]);
        if (itemId === undefined) throw new Response(null, { status: 400 });
        if (await removeShared(tx, itemId))
          await tell(tx, { code: "shared.removed", subject: `item:${itemId}`, who }, now);
        return { status: "removed" };
      }
      case "switchOn":
        await setSwitch(tx, "stock", true, who, now);
        return { status: "switchedOn" };
      default:
        throw new Response(null, { status: 400 });
    }
  });
}

type Meant = { readonly shared: NewShared; readonly item: NamedItem } | { readonly problem: TypedProblem };

async function readTyped(tx: ShopTx, texts: Readonly<Record<string, string>>): Promise<Meant> {
  const kind = KINDS.find((each) => each === texts["kind"]);
  if (kind === undefined) throw new Response(null, { status: 400 });
  const item = await theOne(tx, texts["item"] ?? "");
  if ("problem" in item) return item;
  const parts = [];
  for (const { code, quantity } of readParts(texts["parts"] ?? "")) {
    const part = await theOne(tx, code);
    if ("problem" in part) return part;
    parts.push({ itemId: part.item.itemId, quantity });
  }
  return { shared: { kind, itemId: item.item.itemId, parts }, item: item.item };
}

async function theOne(tx: ShopTx, typed: string): Promise<{ item: NamedItem } | { problem: TypedProblem }> {
  const [item, ...others] = await itemsMeant(tx, typed);
  if (item && others.length === 0) return { item };
  return { problem: { code: item ? "severalFound" : "notFound", typed: typed.trim() } };
}
