import { readId, type InventoryItemId, type LocationId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { tell } from "../audit/public.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import { RULES } from "./domain/mailbox.ts";
import { confirmLink, cutLink, enterCode, lookAtLink, offerLink, readLinks, type LinkProblem } from "./links.server.ts";

export type LinkOutcome =
  | { readonly status: "entered" | "confirmed" | "cut" | "named" | "switchedOn" | "gone" }
  /** The code is told here and nowhere else. */
  | { readonly status: "offered"; readonly code: string }
  | { readonly status: "invalid"; readonly problem: LinkProblem | "item" | "busy" };

/** What a person does on the pages of links, by the field `do`. `who`: Shopify's number of the staff member. Throws a Response with 400 for anything that is not on them. */
export async function changeLinks(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<LinkOutcome> {
  return inShop(shopId, async (tx) => {
    const outcome = await change(tx, texts, who, now);
    const { status } = outcome;
    const linkId = readId(texts["link"]);
    const subject = linkId === undefined ? "" : `link:${linkId}`;
    if (TOLD.includes(status)) await tell(tx, { code: `links.${status as Told}`, subject, who }, now);
    return outcome;
  });
}

const TOLD: readonly string[] = ["offered", "entered", "confirmed", "cut", "named"] satisfies Told[];
type Told = "offered" | "entered" | "confirmed" | "cut" | "named";

async function change(
  tx: ShopTx,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<LinkOutcome> {
  switch (texts["do"]) {
    case "offer": {
      const rule = RULES.find((each) => each === texts["rule"]);
      if (rule === undefined) throw new Response(null, { status: 400 });
      const offered = await offerLink(tx, { locationId: idOf<LocationId>(texts, "location"), rule }, now);
      return "code" in offered
        ? { status: "offered", code: offered.code }
        : { status: "invalid", problem: offered.problem };
    }
    case "enter": {
      const typed = texts["code"] ?? "";
      const problem = await enterCode(tx, { locationId: idOf<LocationId>(texts, "location"), typed }, now);
      return problem ? { status: "invalid", problem } : { status: "entered" };
    }
    case "confirm":
      return { status: (await confirmLink(tx, idOf(texts, "link"), now)) ? "confirmed" : "gone" };
    case "cut":
      return { status: (await cutLink(tx, idOf(texts, "link"), now)) ? "cut" : "gone" };
    case "name":
      return nameItem(tx, idOf(texts, "link"), texts["item"] ?? "", (texts["code"] ?? "").trim());
    case "switchOn": {
      await setSwitch(tx, "stock", true, who, now);
      for (const { linkId, endedAt } of await readLinks(tx)) if (endedAt === null) await lookAtLink(tx, linkId);
      return { status: "switchedOn" };
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

function idOf<Id extends LocationId | InventoryItemId>(texts: Readonly<Record<string, string>>, name: string): Id {
  const id = readId<Id>(texts[name]);
  if (id === undefined) throw new Response(null, { status: 400 });
  return id;
}

/**
 * A follower says by which code the source knows an item; an empty code leaves the item out, its own SKU is the rule again. What the source told last
 * of that code is read once more, and the book of it begins there. Not while something of the item or the code is under way.
 */
async function nameItem(tx: ShopTx, linkId: string, typed: string, code: string): Promise<LinkOutcome> {
  const link = (await readLinks(tx)).find((each) => each.linkId === linkId && each.endedAt === null);
  if (link?.side !== "follower") return { status: "gone" };
  const [item, ...others] = await tx.rows<{ item_id: InventoryItemId; sku: string | null }>(
    "select item_id, sku from inventory_item where shop_id = $1 and (sku = $2 or barcode = $2) and deleted_at is null limit 2",
    [tx.shopId, typed.trim()],
  );
  if (!item || others.length > 0 || code.length > 255) return { status: "invalid", problem: "item" };
  const of = [tx.shopId, linkId, item.item_id, code];
  const busy = await tx.rows(
    `select 1 from stock_link_item where shop_id = $1 and link_id = $2 and (item_id = $3 or code = $4)
        and (moved <> ack_moved or stated <> ack_stated or intent_id is not null) limit 1`,
    of,
  );
  if (busy.length > 0) return { status: "invalid", problem: "busy" };
  await tx.run("delete from stock_link_item where shop_id = $1 and link_id = $2 and (item_id = $3 or code = $4)", of);
  await tx.run(
    "delete from stock_link_code where shop_id = $1 and link_id = $2 and (item_id = $3 or (code = $4 and code <> ''))",
    of,
  );
  if (code !== item.sku)
    await tx.run("insert into stock_link_code (shop_id, link_id, item_id, code) values ($1, $2, $3, $4)", of);
  await tx.run(
    `update stock_message set status = 'new' where shop_id = $1 and message_id in (
       select max(m.message_id) from stock_message m where m.shop_id = $1 and m.link_id = $2 and m.way = 'in' and m.code in ($3, $4) group by m.code)`,
    [tx.shopId, linkId, code, item.sku ?? ""],
  );
  wakeLane(tx, "stock");
  return { status: "named" };
}
