import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { shown } from "../shared-items/public.server.ts";
import { candidates, readBook, type LinkedItem } from "./book.server.ts";
import { followed, takeFromFollower, takeFromSource, type Message } from "./domain/mailbox.ts";
import type { StockLink } from "./links.server.ts";
import { heardOf } from "./mail.server.ts";

/** Items of a preview; whoever wants to see more turns the switch on. */
const MOST = 100;

/** An item that the link would change, and from what to what. */
export interface PreviewedItem {
  readonly itemId: InventoryItemId;
  readonly title: string;
  readonly sku: string | null;
  readonly from: number;
  readonly to: number;
}

type Letter = Message & { readonly code: string };

/**
 * What the link would write now: what the newest unread message of each item says, while the switch is off and messages wait. Items that would stay as
 * they are, and those of which the other shop has told nothing, are not in it.
 */
export async function previewLink(tx: ShopTx, link: StockLink): Promise<PreviewedItem[]> {
  const letters = await tx.rows<Letter & Record<string, unknown>>(
    `select distinct on (code) code, no::float8 as no, moved, stated, jsonb_build_object('moved', ack_moved, 'stated', ack_stated) as ack, number
       from stock_message where shop_id = $1 and link_id = $2 and way = 'in' and status = 'new' order by code, no desc limit ${MOST}`,
    [tx.shopId, link.linkId],
  );
  const found = await candidates(tx, link.linkId, { codes: letters.map(({ code }) => code) });
  const ids = found.map(({ itemId }) => itemId);
  const books = (await readBook(tx, ids)).filter(({ linkId }) => linkId === link.linkId);
  const items = await tx.rows<Omit<PreviewedItem, "to"> & { safetyStock: number }>(
    `select i.item_id as "itemId", i.title, i.sku, l.available as "from", l.safety_stock as "safetyStock" from inventory_item i
       join inventory_level l on l.shop_id = i.shop_id and l.item_id = i.item_id and l.location_id = $3
      where i.shop_id = $1 and i.item_id = any($2::bigint[]) order by i.title_key, i.item_id`,
    [tx.shopId, ids, link.locationId],
  );
  return items.flatMap(({ safetyStock, ...item }) => {
    const code = found.find(({ itemId }) => itemId === item.itemId)?.code;
    const letter = letters.find((each) => each.code === code);
    const book = books.find(({ itemId }) => itemId === item.itemId);
    const to =
      letter && (link.side === "source" ? toldSource(link, book, letter, item.from) : toldFollower(book, letter));
    if (to === undefined || to === null) return [];
    const wanted = link.side === "source" ? to : shown(to, safetyStock);
    return wanted === item.from ? [] : [{ ...item, to: wanted }];
  });
}

/** A book that does not exist yet begins where the source stands. */
function toldFollower(book: LinkedItem | undefined, letter: Letter): number | null {
  if (book?.number == null) return letter.number;
  const own = { moved: book.moved + book.cameMoved, stated: book.stated + book.cameStated };
  return followed(takeFromSource(heardOf(book), letter) ?? heardOf(book), own);
}

function toldSource({ rule }: StockLink, book: LinkedItem | undefined, letter: Letter, available: number): number {
  if (!book) return available;
  const taken = takeFromFollower(heardOf(book), letter, { rule, stated: book.stated + book.cameStated });
  return available + book.owed + (taken?.by ?? 0);
}
